/** Elections for tests: written by hand, by chance, and from the shared reference files. */
import { existsSync, readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import type { Result } from "@husting/series";
import fc from "fast-check";
import { type Election, ElectionBuilder } from "./election.ts";

const folder = `${process.env.HUSTING_REFERENCE_DATA ?? "../shared/data"}/budgets`;

export const budgetsPresent = existsSync(`${folder}/expected.json`);

export function budgetText(name: string): string {
  const bytes = readFileSync(`${folder}/${name}`);
  return (name.endsWith(".gz") ? gunzipSync(bytes) : bytes).toString("utf8");
}

/** The value of a result that a test takes for granted. */
export function valueFrom<T, R>(result: Result<T, R>): T {
  if (!result.ok) throw new Error(JSON.stringify(result.reason));
  return result.value;
}

export interface PlainElection {
  readonly budget: number;
  /** Costs by id. */
  readonly projects: readonly (readonly [id: string, cost: number])[];
  /** Approved ids, or points by id. */
  readonly ballots: readonly (readonly string[] | Readonly<Record<string, number>>)[];
}

export function electionOf({ budget, projects, ballots }: PlainElection, decimals = 0): Election {
  const isPoints = ballots.some((ballot) => !Array.isArray(ballot));
  const builder = new ElectionBuilder(isPoints ? "points" : "approval");
  const refuse = (fault: unknown): void => {
    if (fault !== null) throw new Error(JSON.stringify(fault));
  };
  for (const [id, cost] of projects) refuse(builder.addProject(id, { mantissa: BigInt(cost), decimals }));
  for (const ballot of ballots) {
    if (Array.isArray(ballot)) refuse(builder.addBallot(ballot));
    else refuse(builder.addBallot(Object.keys(ballot), Object.values(ballot)));
  }
  return valueFrom(builder.build({ mantissa: BigInt(budget), decimals }));
}

/** Small elections with many equal costs and ballots, so that ties, exact affordability and shares to the last unit are common. */
export function smallElections(form: "approval" | "points"): fc.Arbitrary<PlainElection> {
  return fc
    .record({
      costs: fc.array(fc.oneof(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 400 })), {
        minLength: 1,
        maxLength: 7,
      }),
      ids: fc.shuffledSubarray(["1", "10", "2", "9", "A", "a", "ö", "水"], { minLength: 8, maxLength: 8 }),
      budget: fc.oneof(fc.integer({ min: 1, max: 40 }), fc.integer({ min: 1, max: 1500 })),
      marks: fc.array(fc.array(fc.integer({ min: 0, max: 4 }), { minLength: 7, maxLength: 7 }), {
        minLength: 1,
        maxLength: 9,
      }),
    })
    .map(({ costs, ids, budget, marks }) => ({
      budget,
      projects: costs.map((cost, i) => [ids[i]!, cost] as const),
      ballots: marks.map((row) => {
        const given = costs.map((_, i) => [ids[i]!, row[i]!] as const);
        return form === "approval"
          ? given.filter(([, mark]) => mark > 2).map(([id]) => id)
          : Object.fromEntries(given.filter(([, mark]) => mark > 0));
      }),
    }));
}
