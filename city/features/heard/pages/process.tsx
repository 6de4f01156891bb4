import type { ReactNode } from "react";
import { type LoaderFunctionArgs, useLoaderData } from "react-router";
import { pageData } from "../../../web/context.ts";
import {
  Breadcrumbs,
  DataTable,
  DefinitionList,
  PageHeading,
  Section,
  Tag,
} from "../../../web/design/index.ts";
import { useFrame } from "../../../web/frame.ts";
import { shellMessages } from "../../../web/shell-messages.ts";
import type { ProcessPage } from "../heard-page.ts";
import { heardMessages } from "../messages.ts";
import { levelName } from "../words.ts";
import { Days } from "./days.tsx";
import { OutreachList } from "./outreach-list.tsx";
import { ReleaseParts } from "./release.tsx";
import { SaidText } from "./said-text.tsx";

export function loader({ context }: LoaderFunctionArgs): ProcessPage {
  return pageData<ProcessPage>(context);
}

export default function ProcessView(): ReactNode {
  const { process, releases, outreach, districts } = useLoaderData<typeof loader>();
  const { language, format, address } = useFrame();
  const t = heardMessages.t(language);
  const [newest, ...earlier] = releases;
  const name = process.names[language];
  return (
    <>
      <title>{`${name} · Husting`}</title>
      <Breadcrumbs
        label={shellMessages.t(language)("breadcrumbs.label")}
        items={[{ label: t("heard.title"), href: address("/heard") }, { label: name }]}
      />
      <PageHeading title={name} lead={<SaidText texts={process.about} />}>
        <Tag plain>{levelName(language, process.level)}</Tag>
      </PageHeading>
      <Section id="say" title={t("say.title")}>
        <p>
          <strong>{t(`promise.${process.level}`)}</strong>
        </p>
        <p>
          <SaidText texts={process.change} />
        </p>
        <DefinitionList
          items={[
            { term: t("say.level"), description: t(`level.${process.level}-what`) },
            { term: t("say.decides"), description: <SaidText texts={process.decides} /> },
            { term: t("say.answer"), description: <SaidText texts={process.answer} /> },
            { term: t("col.days"), description: <Days process={process} /> },
          ]}
        />
        <p className="field-hint">{t("level.source")}</p>
      </Section>
      {newest === undefined ? (
        <Section id="heard" title={t("process.heard")}>
          <p>{t("process.not-yet")}</p>
        </Section>
      ) : (
        <>
          <Section id="heard" title={t("process.heard")}>
            <p>
              <a href={`/heard/${process.slug}.csv?language=${language}`}>{t("process.csv")}</a>
            </p>
          </Section>
          <ReleaseParts release={newest} districts={districts} />
        </>
      )}
      <OutreachList outreach={outreach} districts={districts} />
      {earlier.length === 0 ? null : (
        <Section id="earlier" title={t("earlier.title")} lead={t("earlier.lead")}>
          <DataTable
            caption={t("earlier.title")}
            captionHidden
            scrollLabel={shellMessages.t(language)("table.scroll", { caption: t("earlier.title") })}
            columns={[
              { key: "until", header: t("release.until"), cell: ({ until }) => format.plainDate(until) },
              {
                key: "participants",
                header: t("col.participants"),
                align: "number",
                cell: ({ participants }) => format.count(participants),
              },
              {
                key: "entry",
                header: t("release.record"),
                align: "number",
                cell: ({ logEntry }) => format.count(logEntry),
              },
            ]}
            rows={earlier}
            rowKey={({ period, until }) => `${period} ${until}`}
          />
        </Section>
      )}
    </>
  );
}
