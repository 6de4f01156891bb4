import type { ReactNode } from "react";
import { type LoaderFunctionArgs, useLoaderData } from "react-router";
import { pageData } from "../../../web/context.ts";
import { DataTable, LinkButton, PageHeading, Prose, Section } from "../../../web/design/index.ts";
import { Done } from "../../../web/done.tsx";
import { useFrame } from "../../../web/frame.ts";
import { shellMessages } from "../../../web/shell-messages.ts";
import type { HeardPage, ListedProcess } from "../heard-page.ts";
import { heardMessages } from "../messages.ts";
import { groupName, levelName } from "../words.ts";
import { Days } from "./days.tsx";
import { ReleaseParts } from "./release.tsx";

export function loader({ context }: LoaderFunctionArgs): HeardPage {
  return pageData<HeardPage>(context);
}

/** What people can take part in, how far their say reaches, and who was heard. */
export default function Heard(): ReactNode {
  const { processes, districts } = useLoaderData<typeof loader>();
  const { language, format, address } = useFrame();
  const t = heardMessages.t(language);
  const most = mostHeard(processes);
  const missing = ({ newest: release }: ListedProcess): string =>
    release === null
      ? t("list.not-told")
      : release.missing.length === 0
        ? t("list.nobody-missing")
        : format.list(
            release.missing.flatMap(({ dimension, ids }) =>
              ids.map((id) => groupName(language, dimension, id, districts)),
            ),
          );
  return (
    <>
      <title>{`${t("heard.title")} · Husting`}</title>
      <PageHeading title={t("heard.title")} lead={t("heard.lead")} />
      <Done words={{ stated: t("heard.stated") }} />
      <Section id="processes" title={t("list.title")} lead={t("list.lead")}>
        <DataTable
          caption={t("list.title")}
          captionHidden
          scrollLabel={shellMessages.t(language)("table.scroll", { caption: t("list.title") })}
          columns={[
            {
              key: "name",
              header: t("col.process"),
              cell: ({ slug, names }) => <a href={address(`/heard/${slug}`)}>{names[language]}</a>,
            },
            {
              key: "level",
              header: t("col.level"),
              cell: ({ level }) => levelName(language, level),
            },
            { key: "days", header: t("col.days"), cell: (process) => <Days process={process} /> },
            {
              key: "heard",
              header: t("col.participants"),
              align: "number",
              cell: ({ newest: release }) =>
                release === null ? t("list.not-yet") : format.count(release.participants),
            },
            { key: "missing", header: t("col.missing"), cell: missing },
          ]}
          rows={processes}
          rowKey={({ slug }) => slug}
        />
      </Section>
      {most === undefined ? (
        <Section id="most" title={t("most.none-title")}>
          <p>{t("most.none")}</p>
        </Section>
      ) : (
        <>
          <Section id="most" title={t("most.title", { name: most.names[language] })} lead={t("most.lead")}>
            <p>
              <LinkButton href={address(`/heard/${most.slug}`)}>{t("most.link")}</LinkButton>
            </p>
          </Section>
          {most.newest === null ? null : <ReleaseParts release={most.newest} districts={districts} />}
        </>
      )}
      <Section id="how" title={t("how.title")}>
        <Prose>
          <p>{t("how.voluntary")}</p>
          <p>{t("how.apart")}</p>
          <p>{t("how.withheld")}</p>
          <p>{t("how.ratio")}</p>
          <p>{t("how.equality")}</p>
        </Prose>
      </Section>
    </>
  );
}

/** The process that most took part in, of those told in the last year. */
function mostHeard(processes: readonly ListedProcess[]): ListedProcess | undefined {
  const told = processes.filter(({ newest }) => newest !== null);
  const last =
    told
      .map(({ newest }) => newest?.until ?? "")
      .sort()
      .at(-1) ?? "";
  const yearBefore = `${Number(last.slice(0, 4)) - 1}${last.slice(4)}`;
  return told
    .filter(({ newest }) => (newest?.until ?? "") > yearBefore)
    .sort((a, b) => (b.newest?.participants ?? 0) - (a.newest?.participants ?? 0))[0];
}
