import { seedFor } from "./hashes.ts";
import type { Answer, InvitedRound, Period, VerdictInputs } from "./inputs.ts";
import { type MarginState, type PointsInterval, round, roundPoints, stateAgainst } from "./margin.ts";
import { bootstrapPeople, clustersOf, type PeopleClusters, peopleDraws } from "./peoplebootstrap.ts";
import { drawsFrom } from "./random.ts";

/** Answers of a period below which no interval is told: a share of fewer is mostly chance. */
export const leastAnswersPerPeriod = 30;

/** Why there is no interval of people's answers, or no comparison. */
export type PeopleReason =
  | { readonly code: "no-invited-round"; readonly periods: readonly Period[] }
  | { readonly code: "unequal-wording"; readonly wordings: readonly string[] }
  | {
      readonly code: "unequal-season";
      readonly baseline: readonly string[];
      readonly reporting: readonly string[];
    }
  | {
      readonly code: "too-few-answers";
      readonly baseline: number;
      readonly reporting: number;
      readonly need: number;
    }
  | { readonly code: "too-few-rooms-or-days"; readonly clusters: PeopleClusters };

export interface PeopleOfPeriod {
  readonly rounds: number;
  readonly invited: number;
  readonly answers: number;
  readonly dissatisfied: number;
}

export interface PeopleVerdict {
  readonly state: MarginState | "not-measured";
  readonly marginPoints: number;
  /** Share dissatisfied, reporting minus baseline, with its 90 % interval; null when none is told. */
  readonly difference: PointsInterval | null;
  readonly standardErrorPoints: number | null;
  readonly designEffect: number | null;
  readonly baseline: PeopleOfPeriod;
  readonly reporting: PeopleOfPeriod;
  readonly reason: PeopleReason | null;
  readonly bootstrap: { readonly seed: string; readonly draws: number };
}

/**
 * The people against their margin. Nobody asked in a period is `not-measured`. People who were asked in other words or
 * in another season were asked, and their answers cannot be compared: that is `open`, so that changing the question
 * never earns the outcome of not having put it.
 * @param inputs in canonical order and without fault. @param dataHash hash of rounds and answers.
 */
export function judgePeople(inputs: VerdictInputs, dataHash: string): PeopleVerdict {
  const { rounds, answers } = inputs.people;
  const marginPoints = inputs.plan.margins.peoplePoints;
  const byRound = new Map(rounds.map((invited) => [invited.round, invited]));
  const placed = answers.map((answer) => ({ ...answer, period: byRound.get(answer.round)!.period }));
  const counts = {
    baseline: count("baseline", rounds, placed),
    reporting: count("reporting", rounds, placed),
  };
  const seed = seedFor("people", dataHash);
  const common = { marginPoints, ...counts, bootstrap: { seed, draws: peopleDraws } };
  const reason = reasonAgainst(rounds, counts, clustersOf(placed));
  if (reason !== null) {
    const state = reason.code === "no-invited-round" ? "not-measured" : "open";
    return { state, ...common, difference: null, standardErrorPoints: null, designEffect: null, reason };
  }
  const spread = bootstrapPeople(placed, drawsFrom(seed));
  const difference = {
    estimatePoints: roundPoints(100 * spread.difference),
    lowerPoints: roundPoints(100 * spread.lower),
    upperPoints: roundPoints(100 * spread.upper),
  };
  return {
    state: stateAgainst(difference, marginPoints),
    ...common,
    difference,
    standardErrorPoints: roundPoints(100 * spread.standardError),
    designEffect: round(spread.designEffect, 1000),
    reason: null,
  };
}

function count(
  period: Period,
  rounds: readonly InvitedRound[],
  answers: readonly (Answer & { readonly period: Period })[],
): PeopleOfPeriod {
  const own = rounds.filter((round) => round.period === period);
  const given = answers.filter((answer) => answer.period === period);
  return {
    rounds: own.length,
    invited: own.reduce((sum, { invited }) => sum + invited, 0),
    answers: given.length,
    dissatisfied: given.filter(({ dissatisfied }) => dissatisfied).length,
  };
}

function reasonAgainst(
  rounds: readonly InvitedRound[],
  counts: Record<Period, PeopleOfPeriod>,
  clusters: PeopleClusters,
): PeopleReason | null {
  const silent = (["baseline", "reporting"] as const).filter((period) => counts[period].rounds === 0);
  if (silent.length > 0) return { code: "no-invited-round", periods: silent };
  const distinct = (values: readonly string[]) => [...new Set(values)].sort();
  const wordings = distinct(rounds.map(({ wording }) => wording));
  if (wordings.length > 1) return { code: "unequal-wording", wordings };
  const seasons = (period: Period) =>
    distinct(rounds.filter((round) => round.period === period).map(({ season }) => season));
  const baseline = seasons("baseline");
  const reporting = seasons("reporting");
  if (baseline.join("\n") !== reporting.join("\n")) return { code: "unequal-season", baseline, reporting };
  const have = { baseline: counts.baseline.answers, reporting: counts.reporting.answers };
  if (Math.min(have.baseline, have.reporting) < leastAnswersPerPeriod) {
    return { code: "too-few-answers", ...have, need: leastAnswersPerPeriod };
  }
  const { rooms, days } = clusters;
  return rooms < 2 || days.baseline < 2 || days.reporting < 2
    ? { code: "too-few-rooms-or-days", clusters }
    : null;
}
