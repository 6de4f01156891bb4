import type { ReactNode } from "react";
import { DataTable, PageHeading, Section } from "../../../web/design/index.ts";
import { useFrame } from "../../../web/frame.ts";
import { formats, htmlLanguage, languages } from "../../../web/language/index.ts";
import { shellMessages } from "../../../web/shell-messages.ts";
import { type GlossaryGroup, glossary, type Term } from "../glossary.ts";
import { siteMessages } from "../messages.ts";

/** The words of the field, in the reader's alphabet, with their meaning and what they are called in the other languages. */
export default function Glossary(): ReactNode {
  const { language, zone } = useFrame();
  const t = siteMessages.t(language);
  const { compare } = formats(language, zone);
  const others = languages.filter((other) => other !== language);
  const sorted = (terms: readonly Term[]): Term[] =>
    [...terms].sort((a, b) => compare(t(`term.${a}`), t(`term.${b}`)));
  return (
    <>
      <title>{`${t("glossary.title")} · Husting`}</title>
      <PageHeading title={t("glossary.title")} lead={t("glossary.lead")} />
      {(Object.keys(glossary) as GlossaryGroup[]).map((group) => {
        const title = t(`glossary.group.${group}`);
        return (
          <Section key={group} id={group} title={title}>
            <DataTable
              caption={title}
              captionHidden
              scrollLabel={shellMessages.t(language)("table.scroll", { caption: title })}
              rows={sorted(glossary[group])}
              rowKey={(term) => term}
              columns={[
                {
                  key: "word",
                  header: t("glossary.word"),
                  cell: (term) => <dfn id={term}>{t(`term.${term}`)}</dfn>,
                },
                { key: "meaning", header: t("glossary.meaning"), cell: (term) => t(`meaning.${term}`) },
                {
                  key: "others",
                  header: t("glossary.others"),
                  cell: (term) =>
                    others.map((other) => (
                      <div key={other} lang={htmlLanguage[other]}>
                        {siteMessages.t(other)(`term.${term}`)}
                      </div>
                    )),
                },
              ]}
            />
          </Section>
        );
      })}
      <p>{t("glossary.review")}</p>
    </>
  );
}
