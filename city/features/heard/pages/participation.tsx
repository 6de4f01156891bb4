import type { ReactNode } from "react";
import { type LoaderFunctionArgs, useLoaderData } from "react-router";
import { pageData } from "../../../web/context.ts";
import { Button, DataTable, Notice, PageHeading, Section } from "../../../web/design/index.ts";
import { useFrame } from "../../../web/frame.ts";
import { shellMessages } from "../../../web/shell-messages.ts";
import { heardMessages } from "../messages.ts";
import type { ParticipationPage } from "../staff-pages.ts";
import { levelName } from "../words.ts";
import { Days } from "./days.tsx";
import { ProcessFields } from "./process-form.tsx";

export function loader({ context }: LoaderFunctionArgs): ParticipationPage {
  return pageData<ParticipationPage>(context);
}

export default function Participation(): ReactNode {
  const { processes, attempt, cityLanguage } = useLoaderData<typeof loader>();
  const { language, address, person } = useFrame();
  const t = heardMessages.t(language);
  const shell = shellMessages.t(language);
  return (
    <>
      <title>{`${t("staff.title")} · Husting`}</title>
      <PageHeading title={t("staff.title")} lead={t("staff.lead")} />
      <p>
        <a href={address("/heard")}>{t("staff.public")}</a>
      </p>
      <Section id="list" title={t("list.title")}>
        <DataTable
          caption={t("list.title")}
          captionHidden
          scrollLabel={shell("table.scroll", { caption: t("list.title") })}
          columns={[
            {
              key: "name",
              header: t("col.process"),
              cell: ({ slug, names }) => (
                <a href={address(`/staff/participation/${slug}`)}>{names[language]}</a>
              ),
            },
            { key: "level", header: t("col.level"), cell: ({ level }) => levelName(language, level) },
            { key: "days", header: t("col.days"), cell: (process) => <Days process={process} /> },
          ]}
          rows={processes}
          rowKey={({ slug }) => slug}
        />
      </Section>
      {person?.role !== "officer" ? (
        <p>{t("staff.officers-only")}</p>
      ) : (
        <Section id="open" title={t("staff.open")} lead={t("staff.open-lead")}>
          {attempt === null ? null : (
            <Notice kind="error" role="alert" word={shell("notice.error")}>
              <p>{t("fault.see-fields", { count: attempt.faults.length })}</p>
            </Notice>
          )}
          <form method="post" action={address("/staff/participation#open")} className="form">
            <ProcessFields
              said={attempt?.said ?? {}}
              faults={attempt?.faults ?? []}
              cityLanguage={cityLanguage}
            />
            <Button name="do" value="open">
              {t("staff.open-do")}
            </Button>
          </form>
        </Section>
      )}
    </>
  );
}
