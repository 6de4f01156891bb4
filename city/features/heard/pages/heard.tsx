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
  const newest = newestOf(processes);
  const missing = ({ newest: release }: ListedProcess): string =>
    release === null
      ? t("list.not-told")
      : release.missing.length === 0
        ? t("list.nobody-missing")
        : format.list(
            release.missing.map(({ dimension, id }) => groupName(language, dimension, id, districts)),
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
      {newest === undefined ? (
        <Section id="newest" title={t("newest.none-title")}>
          <p>{t("newest.none")}</p>
        </Section>
      ) : (
        <>
          <Section
            id="newest"
            title={t("newest.title", { name: newest.names[language] })}
            lead={t("newest.lead")}
          >
            <p>
              <LinkButton href={address(`/heard/${newest.slug}`)}>{t("newest.link")}</LinkButton>
            </p>
          </Section>
          {newest.newest === null ? null : <ReleaseParts release={newest.newest} districts={districts} />}
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

/** The process of which was told last. */
function newestOf(processes: readonly ListedProcess[]): ListedProcess | undefined {
  return processes
    .filter(({ newest }) => newest !== null)
    .sort((a, b) => ((a.newest?.until ?? "") < (b.newest?.until ?? "") ? 1 : -1))[0];
}
