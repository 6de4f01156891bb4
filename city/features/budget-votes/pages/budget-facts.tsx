import type { ReactNode } from "react";
import { DefinitionList } from "../../../web/design/index.ts";
import { useFrame } from "../../../web/frame.ts";
import { moneyText } from "../../decisions/words.ts";
import { budgetMessages } from "../messages.ts";
import type { ListedBudget } from "../public-pages.ts";
import { ballotText, ruleText } from "../words.ts";

/** What is fixed of a budget before anybody votes. */
export function BudgetFacts({ budget }: { readonly budget: ListedBudget }): ReactNode {
  const { language, format } = useFrame();
  const t = budgetMessages.t(language);
  return (
    <DefinitionList
      items={[
        { term: t("col.amount"), description: moneyText(format, budget.amountMinor, budget.currency) },
        { term: t("col.area"), description: budget.area },
        { term: t("facts.opens"), description: format.date(budget.opensAtMs, "dateTime") },
        { term: t("facts.closes"), description: format.date(budget.closesAtMs, "dateTime") },
        { term: t("facts.ballot"), description: ballotText(language, budget.ballot, budget.most) },
        { term: t("facts.rule"), description: ruleText(language, budget.rule) },
        { term: t("make.activation"), description: t(`activation-fact.${budget.activation}`) },
        {
          term: t("facts.roll"),
          description: t("facts.roll-text", { day: format.plainDate(budget.rollUntil) }),
        },
      ]}
    />
  );
}
