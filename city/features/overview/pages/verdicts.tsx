import type { ReactNode } from "react";
import { DataTable, Section, Tag } from "../../../web/design/index.ts";
import { useFrame } from "../../../web/frame.ts";
import { shellMessages } from "../../../web/shell-messages.ts";
import { carbonMessages } from "../../carbon/messages.ts";
import { amountTexts } from "../../carbon/words.ts";
import { moneyText } from "../../decisions/words.ts";
import { outcomeName, verdictTone } from "../../verdicts/words.ts";
import { overviewMessages } from "../messages.ts";
import type { OverviewPage, ToldVerdict } from "../overview-page.ts";

/** What measures came to: outcome, energy and CO2 as intervals, and what they cost. */
export function Verdicts({ page: { verdicts, figures, money } }: { readonly page: OverviewPage }): ReactNode {
  const { language, format, address } = useFrame();
  const t = overviewMessages.t(language);
  const carbon = carbonMessages.t(language);
  const title = t("verdicts.title");
  const outcomes = Object.entries(figures.outcomes) as [ToldVerdict["outcome"], number][];
  return (
    <Section
      id="verdicts"
      title={title}
      lead={
        outcomes.length === 0
          ? t("verdicts.none")
          : format.list(
              outcomes.map(([outcome, count]) => `${outcomeName(language, outcome)} ${format.count(count)}`),
            )
      }
    >
      {verdicts.length === 0 ? null : (
        <DataTable
          caption={title}
          captionHidden
          scrollLabel={shellMessages.t(language)("table.scroll", { caption: title })}
          columns={[
            {
              key: "measure",
              header: t("verdicts.measure"),
              cell: ({ slug, titles }) => <a href={address(`/measures/${slug}`)}>{titles[language]}</a>,
            },
            {
              key: "outcome",
              header: t("verdicts.outcome"),
              cell: ({ outcome, isFinal, judgedOn }) => (
                <>
                  <Tag tone={verdictTone({ outcome, isFinal })}>{outcomeName(language, outcome)}</Tag>
                  <div className="table-sub">
                    {t(isFinal ? "verdicts.final" : "verdicts.so-far", { date: format.plainDate(judgedOn) })}
                  </div>
                </>
              ),
            },
            {
              key: "energy",
              header: t("verdicts.energy"),
              cell: ({ energy }) =>
                energy === null ? (
                  t("not-told")
                ) : (
                  <>
                    {format.energy(energy.kwh)}
                    <div className="table-sub">
                      {t("interval", { interval: format.energyInterval(energy.lowKwh, energy.highKwh) })}
                    </div>
                  </>
                ),
            },
            {
              key: "carbon",
              header: t("verdicts.carbon"),
              cell: ({ carbon: of }) =>
                of?.amount == null ? t("not-told") : carbon("amount", amountTexts(format, of.amount)),
            },
            {
              key: "cost",
              header: t("verdicts.cost"),
              cell: ({ costMinor }) =>
                costMinor === null ? t("no-cost") : moneyText(format, costMinor, money.currency),
            },
          ]}
          rows={verdicts}
          rowKey={({ slug }) => slug}
        />
      )}
      <p>
        <a href={address("/measures")}>{t("verdicts.all", { count: figures.verdicts })}</a>
      </p>
    </Section>
  );
}
