import { fail, ok, type Result } from "@husting/series";
import { type AddOneRun, addOne, type TooManySteps } from "./completion.ts";
import type { BallotForm } from "./election.ts";
import { type GreedyRun, greedyRun } from "./greedy.ts";
import { type PhragmenRun, phragmenRun } from "./phragmen.ts";
import type { Profile } from "./profile.ts";
import { equalEndowment, SharesCounter, type Utility } from "./shares.ts";
import type { Tie } from "./ties.ts";

/** How the Method of Equal Shares goes on when nothing is affordable any more. */
export type Completion = "none" | "add1" | "add1-exhaustive" | "greedy";

/** The published rule of a vote, whole: with the tie rule it leaves nothing open. */
export type CountRule =
  | { readonly rule: "equal-shares"; readonly utility: Utility; readonly completion: Completion }
  | { readonly rule: "greedy"; readonly utility: Utility }
  | { readonly rule: "phragmen" };

export type CountReason =
  /** Cost and cardinality are of approvals, additive utilities of points; a ballot of the other form says something else. */
  | { readonly code: "utility-does-not-fit"; readonly utility: Utility; readonly form: BallotForm }
  | { readonly code: "rule-needs-approvals"; readonly rule: "phragmen" }
  | TooManySteps;

/** How a count went, by rule; `explanation.ts` puts it into what a page needs. */
export type Trace =
  | { readonly rule: "equal-shares"; readonly added: AddOneRun; readonly fill: GreedyRun | null }
  | { readonly rule: "greedy"; readonly run: GreedyRun }
  | { readonly rule: "phragmen"; readonly run: PhragmenRun };

export interface Count {
  readonly profile: Profile;
  readonly rule: CountRule;
  /** Indices of the projects that won, in the order of buying. */
  readonly winners: readonly number[];
  /** What they cost together, in the smallest unit of money. */
  readonly cost: number;
  readonly ties: readonly Tie[];
  readonly trace: Trace;
}

/** A project dearer than the whole budget can never be bought; it does not compete, and so ends no count either. */
export function isTooDear({ election }: Profile, project: number): boolean {
  return election.projects[project]!.cost > election.budget;
}

/** Counts an election by a rule. The same ballots in any order give the same winners, payments and ties. */
export function count(profile: Profile, rule: CountRule): Result<Count, CountReason> {
  const { form, budget } = profile.election;
  if (rule.rule === "phragmen") {
    if (form !== "approval") return fail({ code: "rule-needs-approvals", rule: "phragmen" });
    const run = phragmenRun(profile, (p) => !isTooDear(profile, p));
    const winners = run.purchases.map(({ project }) => project);
    const ties = run.ties.map((tie) => ({ stage: "count" as const, ...tie }));
    return ok({ profile, rule, winners, cost: run.cost, ties, trace: { rule: rule.rule, run } });
  }
  const { utility } = rule;
  if ((utility === "additive") !== (form === "points"))
    return fail({ code: "utility-does-not-fit", utility, form });
  if (rule.rule === "greedy") {
    const run = greedyRun(profile, utility, budget);
    const ties = run.ties.map((tie) => ({ stage: "count" as const, ...tie }));
    return ok({
      profile,
      rule,
      winners: boughtIn(run),
      cost: run.cost,
      ties,
      trace: { rule: rule.rule, run },
    });
  }
  const counter = new SharesCounter(profile, utility, (p) => !isTooDear(profile, p));
  const added = completed(counter, profile, rule.completion);
  if (!added.ok) return added;
  const { run, beyond } = added.value;
  const bought = run.purchases.map(({ project }) => project);
  const fill =
    rule.completion === "greedy" ? greedyRun(profile, utility, budget - run.cost, new Set(bought)) : null;
  return ok({
    profile,
    rule,
    winners: fill === null ? bought : [...bought, ...boughtIn(fill)],
    cost: run.cost + (fill?.cost ?? 0),
    ties: [
      ...run.ties.map((tie) => ({ stage: "count" as const, ...tie })),
      ...(beyond?.ties ?? []).map((tie) => ({ stage: "beyond" as const, ...tie })),
      ...(fill?.ties ?? []).map((tie) => ({ stage: "fill" as const, ...tie })),
    ],
    trace: { rule: "equal-shares", added: added.value, fill },
  });
}

function completed(
  counter: SharesCounter,
  profile: Profile,
  completion: Completion,
): Result<AddOneRun, TooManySteps> {
  if (completion === "add1" || completion === "add1-exhaustive")
    return addOne(counter, profile, completion === "add1-exhaustive");
  const { budget, voters } = profile.election;
  return ok({ run: counter.run(equalEndowment(budget, voters)), steps: 0, beyond: null });
}

function boughtIn({ steps }: GreedyRun): number[] {
  return steps.filter(({ bought }) => bought).map(({ project }) => project);
}
