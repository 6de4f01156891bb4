/**
 * The rules once more, voter by voter and word by word as they are defined, over any arithmetic: with exact fractions as what the
 * fast counts are held to, with doubles as what many programs do. Used by tests only.
 */
import type { Election } from "./election.ts";
import { addFractions, compareFractions, type Fraction, fraction, subtractFractions } from "./fraction.ts";
import type { Utility } from "./shares.ts";
import { compareIds } from "./ties.ts";

export interface Arithmetic<N> {
  readonly of: (whole: number) => N;
  readonly add: (a: N, b: N) => N;
  readonly subtract: (a: N, b: N) => N;
  readonly times: (a: N, b: N) => N;
  readonly over: (a: N, b: N) => N;
  readonly compare: (a: N, b: N) => number;
}

export const exact: Arithmetic<Fraction> = {
  of: (whole) => fraction(BigInt(whole)),
  add: addFractions,
  subtract: subtractFractions,
  times: (a, b) => fraction(a.numerator * b.numerator, a.denominator * b.denominator),
  over: (a, b) => fraction(a.numerator * b.denominator, a.denominator * b.numerator),
  compare: compareFractions,
};

export const doubles: Arithmetic<number> = {
  of: (whole) => whole,
  add: (a, b) => a + b,
  subtract: (a, b) => a - b,
  times: (a, b) => a * b,
  over: (a, b) => a / b,
  compare: (a, b) => a - b,
};

/** Points of each voter by project; 1 for an approval. */
function ballotsOf({ voters, ballotStart, ballotProject, ballotPoints }: Election): Map<number, number>[] {
  return Array.from({ length: voters }, (_, v) => {
    const ballot = new Map<number, number>();
    for (let i = ballotStart[v]!; i < ballotStart[v + 1]!; i++)
      ballot.set(ballotProject[i]!, ballotPoints?.[i] ?? 1);
    return ballot;
  });
}

function byId({ projects }: Election): number[] {
  return projects.map((_, p) => p).sort((a, b) => compareIds(projects[a]!.id, projects[b]!.id));
}

export interface ReferenceRun<N> {
  readonly winners: readonly number[];
  readonly cost: number;
  /** What each voter paid for each project. */
  readonly paid: readonly ReadonlyMap<number, N>[];
}

/** Equal Shares by definition: the least ρ with Σ min(b, ρu) = c, found by letting the poorest per utility give all first. */
export function referenceShares<N>(
  election: Election,
  utility: Utility,
  endowment: N,
  arithmetic: Arithmetic<N>,
): ReferenceRun<N> {
  const { of, add, subtract, times, over, compare } = arithmetic;
  const { projects, budget } = election;
  const ballots = ballotsOf(election);
  const left = ballots.map(() => endowment);
  const paid = ballots.map(() => new Map<number, N>());
  const open = new Set(byId(election).filter((p) => projects[p]!.cost <= budget));
  const winners: number[] = [];
  let cost = 0;
  for (;;) {
    let best: { project: number; price: N } | null = null;
    for (const project of open) {
      const worth = (points: number): N => (utility === "cost" ? of(projects[project]!.cost) : of(points));
      const supporters = ballots
        .flatMap((ballot, voter) =>
          ballot.has(project) ? [{ voter, worth: worth(ballot.get(project)!) }] : [],
        )
        .sort((a, b) => compare(over(left[a.voter]!, a.worth), over(left[b.voter]!, b.worth)));
      let missing = of(projects[project]!.cost);
      let utilities = supporters.reduce((sum, supporter) => add(sum, supporter.worth), of(0));
      for (const supporter of supporters) {
        const price = over(missing, utilities);
        if (compare(times(price, supporter.worth), left[supporter.voter]!) <= 0) {
          if (best === null || compare(price, best.price) < 0) best = { project, price };
          break;
        }
        missing = subtract(missing, left[supporter.voter]!);
        utilities = subtract(utilities, supporter.worth);
      }
    }
    if (best === null) return { winners, cost, paid };
    const { project, price } = best;
    ballots.forEach((ballot, voter) => {
      const points = ballot.get(project);
      if (points === undefined) return;
      const share = times(price, utility === "cost" ? of(projects[project]!.cost) : of(points));
      const payment = compare(share, left[voter]!) < 0 ? share : left[voter]!;
      left[voter] = subtract(left[voter]!, payment);
      paid[voter]!.set(project, payment);
    });
    open.delete(project);
    winners.push(project);
    cost += projects[project]!.cost;
  }
}

/** Add1 as published, one unit at a time, with nothing passed over. */
export function referenceAddOne(
  election: Election,
  utility: Utility,
  exhaustive: boolean,
): ReferenceRun<Fraction> {
  const { budget, voters, projects, decimals } = election;
  const unit = 10 ** decimals;
  const buyable = new Set(Array.from(election.ballotProject).filter((p) => projects[p]!.cost <= budget));
  let run = referenceShares(election, utility, fraction(BigInt(budget), BigInt(voters)), exact);
  for (let units = Math.floor(budget / (voters * unit)) + 1; ; units++) {
    const rest = [...buyable].filter((p) => !run.winners.includes(p));
    if (rest.length === 0) return run;
    if (exhaustive && rest.every((p) => run.cost + projects[p]!.cost > budget)) return run;
    const next = referenceShares(election, utility, fraction(BigInt(units * unit)), exact);
    if (next.cost > budget) return run;
    run = next;
  }
}

/** Sequential Phragmén by definition, with loads. */
export function referencePhragmen<N>(election: Election, arithmetic: Arithmetic<N>): ReferenceRun<N> {
  const { of, add, subtract, over, compare } = arithmetic;
  const { projects, budget } = election;
  const ballots = ballotsOf(election);
  const loads = ballots.map(() => of(0));
  const paid = ballots.map(() => new Map<number, N>());
  const open = new Set(
    byId(election).filter((p) => projects[p]!.cost <= budget && ballots.some((ballot) => ballot.has(p))),
  );
  const winners: number[] = [];
  let cost = 0;
  while (open.size > 0) {
    let best: { project: number; load: N } | null = null;
    for (const project of open) {
      const voters = ballots.flatMap((ballot, voter) => (ballot.has(project) ? [voter] : []));
      const sum = voters.reduce((total, voter) => add(total, loads[voter]!), of(projects[project]!.cost));
      const load = over(sum, of(voters.length));
      if (best === null || compare(load, best.load) < 0) best = { project, load };
    }
    const { project, load } = best!;
    if (cost + projects[project]!.cost > budget) break;
    ballots.forEach((ballot, voter) => {
      if (!ballot.has(project)) return;
      paid[voter]!.set(project, subtract(load, loads[voter]!));
      loads[voter] = load;
    });
    open.delete(project);
    winners.push(project);
    cost += projects[project]!.cost;
  }
  return { winners, cost, paid };
}

/** Greedy by definition. */
export function referenceGreedy(election: Election, utility: Utility): { winners: number[]; cost: number } {
  const { projects, budget } = election;
  const points = projects.map((_, p) =>
    ballotsOf(election).reduce((sum, ballot) => sum + (ballot.get(p) ?? 0), 0),
  );
  const density = (p: number): Fraction =>
    fraction(BigInt(points[p]!), utility === "cost" ? 1n : BigInt(projects[p]!.cost));
  const order = byId(election)
    .filter((p) => points[p]! > 0)
    .sort((a, b) => compareFractions(density(b), density(a)));
  const winners: number[] = [];
  let cost = 0;
  for (const project of order) {
    if (cost + projects[project]!.cost > budget) continue;
    winners.push(project);
    cost += projects[project]!.cost;
  }
  return { winners, cost };
}
