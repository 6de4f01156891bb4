import type { Profile } from "./profile.ts";
import type { Utility } from "./shares.ts";
import type { Tie } from "./ties.ts";

/** One project in the order in which the greedy rule looks at them. */
export interface GreedyStep {
  readonly project: number;
  /** What of the budget was left at its turn, in the smallest unit of money. */
  readonly left: number;
  readonly bought: boolean;
}

export interface GreedyRun {
  readonly steps: readonly GreedyStep[];
  readonly cost: number;
  readonly ties: readonly Omit<Tie, "stage">[];
}

/**
 * Greedy utilitarian welfare: projects in falling order of the utility that all voters together get for each unit of money, each bought if it still
 * fits (Talmon & Faliszewski 2019, "A framework for approval-based budgeting methods", greedy rule; per cost as by Dantzig 1957). With utility = cost
 * that is the order of supporters. What nobody supports is not bought.
 *
 * @param left money to spend. @param alreadyBought projects that are not looked at.
 */
export function greedyRun(
  profile: Profile,
  utility: Utility,
  left: number,
  alreadyBought: ReadonlySet<number> = new Set(),
): GreedyRun {
  const { points, rank, election } = profile;
  const { projects } = election;
  // Utility per cost is points · scale / cost; for utility = cost the cost cancels out.
  const cost = (p: number): number => (utility === "cost" ? 1 : projects[p]!.cost);
  const compare = (a: number, b: number): number => {
    const left = BigInt(points[b]!) * BigInt(cost(a));
    const right = BigInt(points[a]!) * BigInt(cost(b));
    return left < right ? -1 : left > right ? 1 : 0;
  };
  const order = projects
    .map((_, p) => p)
    .filter((p) => points[p]! > 0 && !alreadyBought.has(p))
    .sort((a, b) => compare(a, b) || rank[a]! - rank[b]!);

  const steps: GreedyStep[] = [];
  const ties: Omit<Tie, "stage">[] = [];
  let rest = left;
  let count = 0;
  for (let i = 0; i < order.length; ) {
    let end = i + 1;
    while (end < order.length && compare(order[i]!, order[end]!) === 0) end++;
    if (end - i > 1) ties.push({ after: count, projects: order.slice(i, end) });
    for (; i < end; i++) {
      const project = order[i]!;
      const bought = projects[project]!.cost <= rest;
      steps.push({ project, left: rest, bought });
      if (!bought) continue;
      rest -= projects[project]!.cost;
      count++;
    }
  }
  return { steps, cost: left - rest, ties };
}
