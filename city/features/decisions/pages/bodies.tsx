import type { ReactNode } from "react";
import { type LoaderFunctionArgs, useLoaderData } from "react-router";
import { pageData } from "../../../web/context.ts";
import { Button, DataTable, PageHeading, Section } from "../../../web/design/index.ts";
import { useFrame } from "../../../web/frame.ts";
import { shellMessages } from "../../../web/shell-messages.ts";
import { decisionMessages } from "../messages.ts";
import type { BodiesPage } from "../staff-pages.ts";
import { OfficeField } from "./office-field.tsx";

export function loader({ context }: LoaderFunctionArgs): BodiesPage {
  return pageData<BodiesPage>(context);
}

export default function Bodies(): ReactNode {
  const { bodies, attempt } = useLoaderData<typeof loader>();
  const { language, format, address } = useFrame();
  const t = decisionMessages.t(language);
  const field = { form: "create", attempt };
  return (
    <>
      <title>{`${t("bodies.title")} · Husting`}</title>
      <PageHeading title={t("bodies.title")} lead={t("bodies.lead")} />
      <Section id="list" title={t("bodies.list")}>
        <DataTable
          caption={t("bodies.list")}
          captionHidden
          scrollLabel={shellMessages.t(language)("table.scroll", { caption: t("bodies.list") })}
          columns={[
            {
              key: "name",
              header: t("col.body"),
              cell: ({ slug, names }) => <a href={address(`/staff/bodies/${slug}`)}>{names[language]}</a>,
            },
            { key: "office", header: t("body.office"), cell: ({ office }) => office },
            { key: "from", header: t("col.from"), cell: ({ fromDate }) => format.plainDate(fromDate) },
            {
              key: "to",
              header: t("col.to"),
              cell: ({ toDate }) => (toDate === null ? t("body.stands") : format.plainDate(toDate)),
            },
          ]}
          rows={bodies}
          rowKey={({ slug }) => slug}
          empty={t("bodies.none")}
        />
      </Section>
      <Section id="create" title={t("bodies.create")}>
        <form method="post" action={address("/staff/bodies")} className="form">
          <OfficeField {...field} name="nameSv" label={t("body.nameSv")} hint={t("body.name-hint")} />
          <OfficeField {...field} name="nameZh" label={t("body.nameZh")} />
          <OfficeField {...field} name="nameEn" label={t("body.nameEn")} />
          <OfficeField
            {...field}
            name="office"
            label={t("body.office")}
            hint={t("body.office-hint")}
            isRequired
          />
          <OfficeField {...field} name="officeEmail" label={t("body.officeEmail")} type="email" />
          <OfficeField {...field} name="from" label={t("col.from")} type="date" isRequired />
          <OfficeField {...field} name="answerDays" label={t("body.answerDays")} usual="30" />
          <Button name="do" value="create">
            {t("bodies.create-do")}
          </Button>
        </form>
      </Section>
    </>
  );
}
