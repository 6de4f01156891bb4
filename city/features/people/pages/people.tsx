import type { ReactNode } from "react";
import { type LoaderFunctionArgs, useLoaderData } from "react-router";
import { pageData } from "../../../web/context.ts";
import { Button, DataTable, FormField, PageHeading, Section } from "../../../web/design/index.ts";
import { useFrame } from "../../../web/frame.ts";
import { shellMessages } from "../../../web/shell-messages.ts";
import { peopleMessages } from "../messages.ts";
import type { PeoplePage } from "../people-pages.ts";
import { roleName } from "../words.ts";

export function loader({ context }: LoaderFunctionArgs): PeoplePage {
  return pageData<PeoplePage>(context);
}

export default function People(): ReactNode {
  const { people, roles, fault } = useLoaderData<typeof loader>();
  const { language, address } = useFrame();
  const t = peopleMessages.t(language);
  const error =
    fault === null
      ? undefined
      : { word: shellMessages.t(language)("notice.error"), text: t(`fault.${fault}`) };
  return (
    <>
      <title>{`${t("people.title")} · Husting`}</title>
      <PageHeading title={t("people.title")} lead={t("people.lead")} />
      <Section id="grant" title={t("people.grant")}>
        <form method="post" action={address("/staff/people")} className="form">
          <FormField
            id="email"
            name="email"
            label={t("people.email")}
            error={fault === "role-unknown" ? undefined : error}
            required={t("field.required")}
            control={{ kind: "input", type: "email", autoComplete: "off", width: "medium" }}
          />
          <FormField
            id="role"
            name="role"
            label={t("people.role")}
            error={fault === "role-unknown" ? error : undefined}
            required={t("field.required")}
            control={{
              kind: "select",
              options: roles.map((role) => ({ value: role, label: roleName(language, role) })),
            }}
          />
          <Button>{t("people.grant")}</Button>
        </form>
      </Section>
      <Section id="accounts" title={t("people.table")}>
        <DataTable
          caption={t("people.table")}
          captionHidden
          scrollLabel={shellMessages.t(language)("table.scroll", { caption: t("people.table") })}
          columns={[
            { key: "email", header: t("people.email"), cell: (person) => person.email },
            { key: "role", header: t("people.role"), cell: (person) => roleName(language, person.role) },
          ]}
          rows={people}
          rowKey={(person) => person.id}
        />
      </Section>
    </>
  );
}
