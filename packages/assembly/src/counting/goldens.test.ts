import { describe, expect, it } from "vitest";
import { type Completion, type CountRule, count } from "./count.ts";
import { budgetsPresent, budgetText, valueFrom } from "./elections.fixture.ts";
import { greedyRun } from "./greedy.ts";
import { readPabulib } from "./pabulib-read.ts";
import { mergeBallots, type Profile } from "./profile.ts";
import type { Utility } from "./shares.ts";
import { compareIds } from "./ties.ts";

/** Winners of real elections by other programs; the shared file says how each was run. */

interface Golden {
  readonly winners?: readonly string[];
  readonly cost?: string;
  readonly error?: string | null;
}

interface Expected {
  readonly vote_type: string;
  readonly official_selected: readonly string[] | null;
  readonly unique_ballots: number;
  readonly num_votes: number;
  readonly pabutools: Readonly<Record<"exact" | "float", Readonly<Record<string, Golden>>>>;
  readonly equalshares_js: Readonly<Record<string, Golden>>;
}

const expected: Readonly<Record<string, Expected>> = budgetsPresent
  ? JSON.parse(budgetText("expected.json"))
  : {};
const utilities: Readonly<Record<string, Utility>> = {
  cost: "cost",
  card: "cardinality",
  additive: "additive",
};
const completions: Readonly<Record<string, Completion>> = {
  none: "none",
  add1_integral: "add1",
  add1_exhaustive_integral: "add1-exhaustive",
};

function ruleNamed(name: string): CountRule {
  const [rule, utility = ""] = name.split("_");
  if (rule === "phragmen") return { rule };
  if (rule === "greedy") return { rule, utility: utilities[utility]! };
  return { rule: "equal-shares", utility: utilities[utility]!, completion: "none" };
}

function read(file: string): Profile {
  return mergeBallots(valueFrom(readPabulib(budgetText(`${file}.gz`))).election);
}

function idsOf({ election }: Profile, projects: readonly number[]): string[] {
  return projects.map((p) => election.projects[p]!.id).sort(compareIds);
}

const countable = Object.entries(expected).filter(([, { vote_type }]) => vote_type !== "ordinal");

describe.skipIf(!budgetsPresent)("real elections", () => {
  it.each(countable)(
    "%s has the winners that others found, without any difference to explain",
    (file, golden) => {
      const profile = read(file);
      expect(profile.election.voters).toBe(golden.num_votes);
      // Where the other program tells apart what are the same approvals in another order, it has more.
      expect(profile.kinds).toBeLessThanOrEqual(golden.unique_ballots);
      let compared = 0;
      for (const arithmetic of Object.values(golden.pabutools)) {
        for (const [name, { winners, cost }] of Object.entries(arithmetic)) {
          const counted = valueFrom(count(profile, ruleNamed(name)));
          expect([name, idsOf(profile, counted.winners)]).toEqual([name, winners]);
          expect(counted.cost).toBe(Number(cost));
          compared++;
        }
      }
      for (const [name, { winners }] of Object.entries(golden.equalshares_js)) {
        const filled = name === "add1u_exhaustive_integral";
        const completion = filled ? "add1-exhaustive" : completions[name]!;
        const counted = valueFrom(count(profile, { rule: "equal-shares", utility: "cost", completion }));
        const fill = greedyRun(
          profile,
          "cost",
          profile.election.budget - counted.cost,
          new Set(counted.winners),
        );
        const more = filled ? fill.steps.filter(({ bought }) => bought).map(({ project }) => project) : [];
        expect([name, idsOf(profile, [...counted.winners, ...more])]).toEqual([
          name,
          winners?.toSorted(compareIds),
        ]);
        compared++;
      }
      expect(compared).toBeGreaterThanOrEqual(2);
    },
  );

  it("Wieliczka's 30 official winners are those of Add1, and the exhaustive variant's differ", () => {
    const file = "poland_wieliczka_2023_green-budget.pb";
    const profile = read(file);
    const winners = (completion: Completion) =>
      idsOf(
        profile,
        valueFrom(count(profile, { rule: "equal-shares", utility: "cost", completion })).winners,
      );
    expect(winners("add1")).toEqual(expected[file]!.official_selected!.toSorted(compareIds));
    expect(winners("add1")).toHaveLength(30);
    expect(winners("add1-exhaustive")).toHaveLength(31);
  });

  it("where the city counted greedily by supporters, its own selection comes out wherever the file knows no other rule", () => {
    const agreeing = countable.filter(([file, { official_selected }]) => {
      if (official_selected === null || file.includes("wieliczka")) return false;
      const profile = read(file);
      const { winners } = valueFrom(count(profile, { rule: "greedy", utility: "cost" }));
      return (
        JSON.stringify(idsOf(profile, winners)) === JSON.stringify(official_selected.toSorted(compareIds))
      );
    });
    expect(agreeing.length).toBeGreaterThanOrEqual(5);
  });

  it("ordinal ballots are refused, with the line that says so", () => {
    const refused = readPabulib(budgetText("poland_krakow_2018_bronowice.pb.gz"));
    expect(refused).toEqual({
      ok: false,
      reason: { first: [{ code: "ballots-ordinal", line: 12 }], count: 1 },
    });
  });
});
