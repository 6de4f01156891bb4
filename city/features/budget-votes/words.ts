import type { Formats, Language } from "../../web/language/index.ts";
import { moneyText } from "../decisions/words.ts";
import type { BallotKind } from "./ballot.ts";
import { budgetMessages } from "./messages.ts";
import type { BudgetRule } from "./rule.ts";
import type { BudgetState } from "./states.ts";

export function budgetStateName(language: Language, state: BudgetState): string {
  return budgetMessages.t(language)(`state.${state}`);
}

/** No state is green: what came of the projects, their measures' verdicts say. */
export const budgetStateTone = {
  draft: "neutral",
  intake: "info",
  feasibility: "info",
  voting: "info",
  closed: "neutral",
  counted: "neutral",
} as const satisfies Record<BudgetState, string>;

/** How people vote, in a sentence. */
export function ballotText(language: Language, kind: BallotKind, most: number | null): string {
  return budgetMessages.t(language)(`ballot.${kind}`, { most: most ?? 0 });
}

/** How ballots are counted, in sentences. */
export function ruleText(language: Language, rule: BudgetRule): string {
  const t = budgetMessages.t(language);
  const sentences = [t(`rule.${rule.rule}`), t(`utility.${rule.utility}`)];
  if (rule.rule === "equal-shares") sentences.push(t(`completion.${rule.completion}`));
  sentences.push(t("rule.tie"));
  return sentences.join(language === "zh" ? "" : " ");
}

/** An amount that a count came to, rounded to the hundredth of the currency. */
export function amountText(format: Formats, amount: number, currency: string): string {
  return moneyText(format, Math.round(amount * 100), currency);
}

/** What was wrong with what was sent, and what to do. */
export function budgetFaultText(
  language: Language,
  fault: {
    readonly code: string;
    readonly have?: number;
    readonly most?: number;
    readonly count?: number;
    readonly row?: number;
  },
): string {
  const key = `fault.${fault.code}`;
  const { have = 0, most = 0, count = 0, row = 0 } = fault;
  return budgetMessages.has(key) ? budgetMessages.t(language)(key, { have, most, count, row }) : fault.code;
}

/** A fact of the log about budgets in words; undefined where it is none of ours. */
export function budgetFact(language: Language, name: string, value: string): string | undefined {
  const key = `fact.${name}.${value}`;
  return budgetMessages.has(key) ? budgetMessages.t(language)(key) : undefined;
}
