import type { Standing } from "@husting/indoor";

/** One rule on what may be told of answers, in force from and to a date (`null`: still), both ends included. */
export interface DisclosureRule {
  readonly value: number;
  readonly unit: "answers" | "people" | "h";
  readonly source: string;
  /** `own`: chosen for Husting; no law or standard gives the figure. */
  readonly standing: Standing | "own";
  readonly validFrom: string;
  readonly validTo: string | null;
}

const own = (value: number, unit: DisclosureRule["unit"]): DisclosureRule => ({
  value,
  unit,
  source: "docs/votes.md",
  standing: "own",
  validFrom: "2026-11-25",
  validTo: null,
});

/** What decides how answers about comfort are kept and told: to everybody the same, staff included. */
export const disclosureRules = {
  /** Answers are told from so many on, and renewed in steps of at least so many. */
  fewestAnswers: own(10, "answers"),
  /** A room with fewer regular users is told together with others, or not at all. */
  fewestUsers: own(5, "people"),
  /** The time of an answer is kept no finer: morning or afternoon. */
  timeStep: own(12, "h"),
} as const satisfies Record<string, DisclosureRule>;

export type DisclosureRuleName = keyof typeof disclosureRules;
export const disclosureRuleNames = Object.keys(disclosureRules) as DisclosureRuleName[];
