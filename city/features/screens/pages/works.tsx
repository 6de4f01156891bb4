import type { ReactNode } from "react";
import { type LoaderFunctionArgs, useLoaderData } from "react-router";
import { pageData } from "../../../web/context.ts";
import { DataTable, PageHeading, Section, Tag } from "../../../web/design/index.ts";
import { useFrame } from "../../../web/frame.ts";
import { htmlLanguage } from "../../../web/language/index.ts";
import { shellMessages } from "../../../web/shell-messages.ts";
import { screenMessages } from "../messages.ts";
import type { WorksPage } from "../staff-pages.ts";
import { WORK_KEPT_DAYS } from "../works/work.ts";
import { WorkForm } from "./work-form.tsx";
import { stateTone, workName } from "./work-name.ts";

export function loader({ context }: LoaderFunctionArgs): WorksPage {
  return pageData<WorksPage>(context);
}

export default function Works(): ReactNode {
  const page = useLoaderData<typeof loader>();
  const { language, address, format, person } = useFrame();
  const t = screenMessages.t(language);
  return (
    <>
      <title>{`${t("works.title")} · Husting`}</title>
      <PageHeading title={t("works.title")} lead={t("works.lead")} />
      <p>{t("works.kept", { days: WORK_KEPT_DAYS })}</p>
      <Section id="works" title={t("works.list")}>
        <DataTable
          caption={t("works.list")}
          captionHidden
          scrollLabel={shellMessages.t(language)("table.scroll", { caption: t("works.list") })}
          columns={[
            {
              key: "work",
              header: t("works.col.work"),
              cell: (work) => (
                <a
                  href={address(`/staff/works/${work.id}`)}
                  lang={work.title === null ? undefined : htmlLanguage[work.language]}
                >
                  {workName(language, work)}
                </a>
              ),
            },
            { key: "kind", header: t("work.kind"), cell: ({ kind }) => t(`kind.${kind}`) },
            {
              key: "state",
              header: t("works.col.state"),
              cell: ({ state }) => <Tag tone={stateTone[state]}>{t(`state.${state}`)}</Tag>,
            },
            {
              key: "shown",
              header: t("works.col.shown"),
              cell: ({ fromDate, untilDate }) =>
                fromDate === null || untilDate === null
                  ? "–"
                  : `${format.plainDate(fromDate)} – ${format.plainDate(untilDate)}`,
            },
          ]}
          rows={page.works}
          rowKey={({ id }) => String(id)}
          empty={t("works.none")}
        />
      </Section>
      {person?.role === "administrator" ? null : (
        <Section id="new" title={t("works.new")}>
          <WorkForm {...page} />
        </Section>
      )}
    </>
  );
}
