import type { ReactNode } from "react";
import { DataTable, Section } from "../../../web/design/index.ts";
import { useFrame } from "../../../web/frame.ts";
import { htmlLanguage, visibleText } from "../../../web/language/index.ts";
import { shellMessages } from "../../../web/shell-messages.ts";
import { heardMessages } from "../messages.ts";
import type { Outreach } from "../outreach.ts";
import type { District } from "../population.ts";
import { groupName } from "../words.ts";

/** What the city did so that more of a group are heard. */
export function OutreachList({
  outreach,
  districts,
}: {
  readonly outreach: readonly Outreach[];
  readonly districts: readonly District[];
}): ReactNode {
  const { language, format } = useFrame();
  const t = heardMessages.t(language);
  return (
    <Section id="outreach" title={t("outreach.title")} lead={t("outreach.lead")}>
      <DataTable
        caption={t("outreach.title")}
        captionHidden
        scrollLabel={shellMessages.t(language)("table.scroll", { caption: t("outreach.title") })}
        columns={[
          { key: "day", header: t("col.day"), cell: ({ onDate }) => format.plainDate(onDate) },
          {
            key: "group",
            header: t("col.group"),
            cell: ({ dimension, category }) => groupName(language, dimension, category, districts),
          },
          {
            key: "what",
            header: t("col.outreach"),
            cell: ({ measure, text, language: written }) => (
              <>
                {t(`measure.${measure}`)}
                <div className="table-sub" lang={htmlLanguage[written]}>
                  {text.split("\n").map(visibleText).join(" ")}
                </div>
              </>
            ),
          },
          {
            key: "entry",
            header: t("release.record"),
            align: "number",
            cell: ({ logEntry }) => format.count(logEntry),
          },
        ]}
        rows={outreach}
        rowKey={({ logEntry }) => String(logEntry)}
        empty={t("outreach.none")}
      />
    </Section>
  );
}
