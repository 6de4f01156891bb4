import type { ReactNode } from "react";
import { type LoaderFunctionArgs, useLoaderData } from "react-router";
import { pageData } from "../../../web/context.ts";
import { Button, FormField, PageHeading, Pagination, Section } from "../../../web/design/index.ts";
import { Done } from "../../../web/done.tsx";
import { useFrame } from "../../../web/frame.ts";
import { shellMessages } from "../../../web/shell-messages.ts";
import { peopleMessages } from "../messages.ts";
import type { PeoplePage } from "../people-pages.ts";
import { roleName } from "../words.ts";
import { Accounts } from "./accounts.tsx";
import { Invite } from "./invite.tsx";
import { Untied } from "./untied.tsx";

export function loader({ context }: LoaderFunctionArgs): PeoplePage {
  return pageData<PeoplePage>(context);
}

/** Where the fields of the page are, for what was wrong with them. */
const OF_ADDRESS = ["address-malformed", "last-administrator", "nobody-there"];

export default function People(): ReactNode {
  const page = useLoaderData<typeof loader>();
  const { language, address } = useFrame();
  const t = peopleMessages.t(language);
  const { fault, search } = page;
  const error = (...faults: readonly string[]) =>
    fault !== null && faults.includes(fault)
      ? { word: shellMessages.t(language)("notice.error"), text: t(`fault.${fault}`) }
      : undefined;
  const isTying = page.subject !== "";
  return (
    <>
      <title>{`${t("people.title")} · Husting`}</title>
      <PageHeading title={t("people.title")} lead={t("people.lead")} />
      <Done
        words={{
          grant: t("done.grant"),
          "take-role": t("done.take-role"),
          undo: t("done.undo"),
          "end-sessions": t("done.end-sessions"),
          tied: t("done.tied"),
          invite: t("done.invite"),
          withdraw: t("done.withdraw"),
          "send-again": t("done.send-again"),
        }}
      />
      <Section id="grant" title={t("people.grant")}>
        <form method="post" action={address("/staff/people")} className="form">
          <FormField
            id="email"
            name="email"
            label={t("people.email")}
            error={isTying ? undefined : error(...OF_ADDRESS, "nothing-to-undo")}
            required={t("field.required")}
            control={{
              kind: "input",
              type: "email",
              autoComplete: "off",
              width: "medium",
              defaultValue: isTying ? "" : page.email,
            }}
          />
          <FormField
            id="role"
            name="role"
            label={t("people.role")}
            error={error("role-unknown")}
            required={t("field.required")}
            control={{
              kind: "select",
              options: page.roles.map((role) => ({ value: role, label: roleName(language, role) })),
            }}
          />
          <Button>{t("people.grant")}</Button>
        </form>
      </Section>
      <Invite page={page} />
      {page.untied === null ? null : (
        <Untied
          page={page}
          addressError={isTying ? error(...OF_ADDRESS) : undefined}
          subjectError={error("subject-malformed", "subject-taken")}
        />
      )}
      <Section id="accounts" title={t("people.table")} lead={t("people.count", { count: page.count })}>
        <form method="get" action={address("/staff/people")} className="form">
          <FormField
            id="search"
            name="search"
            label={t("people.search")}
            hint={t("people.search-hint")}
            control={{ kind: "input", type: "search", defaultValue: search, width: "medium", maxLength: 200 }}
          />
          <Button variant="secondary">{t("people.look")}</Button>
        </form>
        <Accounts page={page} />
        <Pages page={page} />
      </Section>
    </>
  );
}

function Pages({ page: { page, pages, search } }: { readonly page: PeoplePage }): ReactNode {
  const { language, address } = useFrame();
  const t = peopleMessages.t(language);
  if (pages === 1) return null;
  const at = (number: number): string =>
    `${address("/staff/people")}?${new URLSearchParams({ search, page: String(number) })}#accounts`;
  return (
    <Pagination
      label={t("people.table")}
      position={t("people.page", { page, pages })}
      previous={page > 1 ? { href: at(page - 1), label: t("people.previous") } : undefined}
      next={page < pages ? { href: at(page + 1), label: t("people.next") } : undefined}
    />
  );
}
