import type { ReactNode } from "react";
import { type LoaderFunctionArgs, useLoaderData } from "react-router";
import { pageData } from "../../../web/context.ts";
import { PageHeading, Section } from "../../../web/design/index.ts";
import { useFrame } from "../../../web/frame.ts";
import { peopleMessages } from "../messages.ts";
import type { StaffPage } from "../people-pages.ts";
import { roleName } from "../words.ts";

export function loader({ context }: LoaderFunctionArgs): StaffPage {
  return pageData<StaffPage>(context);
}

export default function Staff(): ReactNode {
  const { role, open } = useLoaderData<typeof loader>();
  const { language, address } = useFrame();
  const t = peopleMessages.t(language);
  return (
    <>
      <title>{`${t("staff.title")} · Husting`}</title>
      <PageHeading title={t("staff.title")} lead={t("staff.lead", { role: roleName(language, role) })} />
      <Section id="open" title={t("staff.open")}>
        {open.length === 0 ? (
          <p>{t("staff.none")}</p>
        ) : (
          <ul>
            {open.map((page) => {
              const key = `staff.${page}`;
              return (
                <li key={page}>
                  <a href={address(`/staff/${page}`)}>{peopleMessages.has(key) ? t(key) : page}</a>
                </li>
              );
            })}
          </ul>
        )}
      </Section>
    </>
  );
}
