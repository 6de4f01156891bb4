import { BoundQueue } from "./bound-queue.ts";
import { type Fraction, fraction, quotient } from "./fraction.ts";
import { Ledger } from "./ledger.ts";
import type { Profile } from "./profile.ts";
import type { Tie } from "./ties.ts";

export interface PhragmenPurchase {
  readonly project: number;
  /** What every supporter has paid in all when this project is bought, in the smallest unit of money. */
  readonly load: Fraction;
}

export interface PhragmenRun {
  readonly purchases: readonly PhragmenPurchase[];
  readonly cost: number;
  readonly ties: readonly Omit<Tie, "stage">[];
  /** The project whose turn it was when the money did not suffice, which ended the count. */
  readonly stoppedBy: PhragmenPurchase | null;
}

/** `numerator / (ledger.denominator · divisor)`, with doubles that enclose it. */
interface ExactLoad {
  readonly project: number;
  readonly numerator: bigint;
  readonly divisor: bigint;
  /** The same as a double, off by less than one part in 2^52. */
  readonly load: number;
  readonly low: number;
  readonly high: number;
}

const DOWN = 1 - 2 ** -49;
const UP = 1 + 2 ** -49;

/**
 * Sequential Phragmén for budgets (Phragmén 1894; with costs Los, Christoff & Grossi 2022, "Proportional budget allocations: towards a systematization"). Everybody
 * earns money at the same speed; as soon as the supporters of a project have its cost together they buy it and have nothing. The count
 * ends with the first project that does not fit into the budget any more. As loads: the next project is the one with the least
 * (c + Σ loads of its supporters) / supporters, which becomes the load of each of them.
 *
 * A load is the exact one of the last project that a voter helped to buy, so a sum of loads is a whole-number combination of a few
 * fractions. It never falls, so an old one is a lower bound.
 *
 * @param competes whether a project takes part; those dearer than the budget do not.
 */
export function phragmenRun(profile: Profile, competes: (project: number) => boolean): PhragmenRun {
  const { election, supporters, supporterStart, supporter, weight, rank, kinds } = profile;
  const { projects, budget } = election;
  const ledger = new Ledger({ numerator: 0n, denominator: 1n });
  const lastOf = new Int32Array(kinds).fill(-1);
  const queue = new BoundQueue(projects.length);
  const boundRound = new Int32Array(projects.length);
  /** What each kind of voter has paid in all, to within rounding. */
  const paid = new Float64Array(kinds);
  let times = new Float64Array(64);

  /** A bound that the load surely is not below: all terms are positive, so that their sum's error is a part of it. */
  const boundOf = (project: number): number => {
    const from = supporterStart[project]!;
    const to = supporterStart[project + 1]!;
    let sum = projects[project]!.cost;
    for (let i = from; i < to; i++) sum += weight[supporter[i]!]! * paid[supporter[i]!]!;
    return (sum / supporters[project]!) * (1 - (to - from + 16) * 2 ** -52);
  };
  const loadOf = (project: number): ExactLoad => {
    if (times.length < ledger.size) times = new Float64Array(2 * ledger.size);
    times.fill(0);
    for (let i = supporterStart[project]!; i < supporterStart[project + 1]!; i++) {
      const last = lastOf[supporter[i]!]!;
      if (last >= 0) times[last]! += weight[supporter[i]!]!;
    }
    const numerator = BigInt(projects[project]!.cost) * ledger.denominator - ledger.combine(0, times);
    const divisor = BigInt(supporters[project]!);
    const load = quotient(numerator, ledger.denominator * divisor);
    return { project, numerator, divisor, load, low: load * DOWN, high: load * UP };
  };
  const compare = (a: ExactLoad, b: ExactLoad): number => {
    if (a.high < b.low) return -1;
    if (a.low > b.high) return 1;
    const difference = a.numerator * b.divisor - b.numerator * a.divisor;
    return difference < 0n ? -1 : difference > 0n ? 1 : 0;
  };

  for (let p = 0; p < projects.length; p++) {
    if (supporters[p]! > 0 && competes(p)) queue.push(p, (projects[p]!.cost / supporters[p]!) * DOWN);
  }
  const purchases: PhragmenPurchase[] = [];
  const ties: Omit<Tie, "stage">[] = [];
  let cost = 0;
  for (let round = 1; queue.size > 0; round++) {
    let best: ExactLoad[] = [];
    const looked: ExactLoad[] = [];
    while (queue.size > 0 && (best.length === 0 || queue.least <= best[0]!.high)) {
      const project = queue.pop();
      if (boundRound[project] !== round) {
        boundRound[project] = round;
        queue.push(project, boundOf(project));
        continue;
      }
      const load = loadOf(project);
      looked.push(load);
      const order = best.length === 0 ? -1 : compare(load, best[0]!);
      if (order < 0) best = [load];
      else if (order === 0) best.push(load);
    }
    best.sort((a, b) => rank[a.project]! - rank[b.project]!);
    const chosen = best[0]!;
    const { project } = chosen;
    if (best.length > 1) ties.push({ after: purchases.length, projects: best.map((load) => load.project) });
    if (cost + projects[project]!.cost > budget) {
      const load = fraction(chosen.numerator, ledger.denominator * chosen.divisor);
      return { purchases, cost, ties, stoppedBy: { project, load } };
    }
    for (const load of looked) if (load !== chosen) queue.push(load.project, load.low);
    for (let i = supporterStart[project]!; i < supporterStart[project + 1]!; i++) {
      lastOf[supporter[i]!] = purchases.length;
      paid[supporter[i]!] = chosen.load;
    }
    ledger.append(chosen.numerator, chosen.divisor);
    purchases.push({ project, load: ledger.value(purchases.length) });
    cost += projects[project]!.cost;
  }
  return { purchases, cost, ties, stoppedBy: null };
}
