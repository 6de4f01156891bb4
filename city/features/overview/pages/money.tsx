import type { ReactNode } from "react";
import { DefinitionList, Section } from "../../../web/design/index.ts";
import { useFrame } from "../../../web/frame.ts";
import { moneyText } from "../../decisions/words.ts";
import { overviewMessages } from "../messages.ts";
import type { OverviewMoney } from "../overview-page.ts";

/** What it costs, as far as it is on record. What avoided energy is worth is not: the city has no price on record. */
export function Money({ money }: { readonly money: OverviewMoney }): ReactNode {
  const { language, format } = useFrame();
  const t = overviewMessages.t(language);
  const told = (minor: number, withCost: number, without: number): string =>
    withCost === 0
      ? t("money.none", { without })
      : t("money.sum", { sum: moneyText(format, minor, money.currency), count: withCost, without });
  return (
    <Section id="money" title={t("money.title")} lead={t("money.lead")}>
      <DefinitionList
        items={[
          {
            term: t("money.decided"),
            description: told(money.decidedMinor, money.decisionsWithCost, money.decisionsWithout),
          },
          {
            term: t("money.measures"),
            description: told(money.measuresMinor, money.measuresWithCost, money.measuresWithout),
          },
          { term: t("money.worth"), description: t("money.no-price") },
        ]}
      />
    </Section>
  );
}
