import type { BallotKind } from "./ballot.ts";

/** How ballots are counted: fixed and published before anybody votes, and leaving nothing open. */
export type BudgetRule =
  | { readonly rule: "equal-shares"; readonly utility: RuleUtility; readonly completion: RuleCompletion }
  | { readonly rule: "greedy"; readonly utility: RuleUtility };

export const RULES = ["equal-shares", "greedy"] as const;
/** What a project that somebody approves is worth to them; points say it themselves, and are `additive`. */
export const APPROVAL_UTILITIES = ["cost", "cardinality"] as const;
export const COMPLETIONS = ["add1-exhaustive", "add1", "greedy", "none"] as const;

type RuleUtility = (typeof APPROVAL_UTILITIES)[number] | "additive";
type RuleCompletion = (typeof COMPLETIONS)[number];

export interface SaidRule {
  readonly rule: string;
  readonly utility: string;
  readonly completion: string;
}

/** The rule that was chosen for a kind of ballot; undefined where nobody can choose that. */
export function readRule(kind: BallotKind, said: SaidRule): BudgetRule | undefined {
  const rule = RULES.find((known) => known === said.rule);
  const utility =
    kind === "cumulative" ? "additive" : APPROVAL_UTILITIES.find((known) => known === said.utility);
  const completion = COMPLETIONS.find((known) => known === said.completion);
  if (rule === undefined || utility === undefined) return undefined;
  if (rule === "greedy") return { rule, utility };
  return completion === undefined ? undefined : { rule, utility, completion };
}

/** As facts of the log, one by one. */
export function ruleFacts(rule: BudgetRule): Record<string, string> {
  return {
    countRule: rule.rule,
    utility: rule.utility,
    ...(rule.rule === "equal-shares" ? { completion: rule.completion } : {}),
  };
}
