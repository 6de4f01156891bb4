import type { ReactNode } from "react";
import { Button, FormField, Pagination } from "../../../web/design/index.ts";
import { useFrame } from "../../../web/frame.ts";
import { shellMessages } from "../../../web/shell-messages.ts";
import { recordMessages } from "../messages.ts";
import type { RegisterPage } from "../register-page.ts";
import { CaseList } from "./case-list.tsx";

/** Search by number or words, the cases found, and the way to more of them. */
export function Register({
  register,
  under,
}: {
  readonly register: RegisterPage;
  readonly under: "/cases" | "/staff/cases";
}): ReactNode {
  const { years, year, search, cases, count, page, pages } = register;
  const { language, address } = useFrame();
  const t = recordMessages.t(language);
  const shell = shellMessages.t(language);
  const at = (number: number): string => {
    const query = new URLSearchParams({
      page: String(number),
      ...(year === null ? {} : { year: String(year) }),
      ...(search === "" ? {} : { search }),
    });
    return address(`${under}?${query}`);
  };
  return (
    <>
      <form method="get" action={address(under)} className="form">
        <FormField
          name="search"
          label={t("register.search")}
          hint={t("register.search-hint", { example: cases[0]?.label ?? "2026-1" })}
          control={{ kind: "input", type: "search", defaultValue: search, maxLength: 200 }}
        />
        <FormField
          name="year"
          label={t("register.year")}
          control={{
            kind: "select",
            defaultValue: year === null ? "" : String(year),
            options: [
              { value: "", label: t("register.every-year") },
              ...years.map((one) => ({ value: String(one), label: String(one) })),
            ],
          }}
        />
        <Button variant="secondary">{t("register.show")}</Button>
      </form>
      <p>{t("register.count", { count })}</p>
      <CaseList caption={t("register.title")} cases={cases} under={under} />
      {pages === 1 ? null : (
        <Pagination
          label={shell("pagination.label")}
          position={shell("pagination.position", { page, pages })}
          previous={page > 1 ? { href: at(page - 1), label: shell("pagination.previous") } : undefined}
          next={page < pages ? { href: at(page + 1), label: shell("pagination.next") } : undefined}
        />
      )}
    </>
  );
}
