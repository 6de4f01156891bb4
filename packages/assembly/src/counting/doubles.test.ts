import { describe, expect, it } from "vitest";
import { type CountRule, count } from "./count.ts";
import { electionOf, type PlainElection, valueFrom } from "./elections.fixture.ts";
import { fraction } from "./fraction.ts";
import { mergeBallots } from "./profile.ts";
import { doubles, exact, referencePhragmen, referenceShares } from "./reference.fixture.ts";

/**
 * Elections in which the definition, followed with floating-point numbers, elects somebody else. None has more than six voters: what is
 * lost is not lost in large sums, it is the last digit that decides.
 */
const elections: readonly {
  readonly name: string;
  readonly plain: PlainElection;
  readonly rule: CountRule;
  readonly exactly: readonly string[];
  readonly inDoubles: readonly string[];
}[] = [
  {
    // Both cost a fifth of their worth for each; 17/5 is no double, and after rounding 28 looks the cheaper.
    name: "two projects are equally cheap for all, and rounding decides instead of the tie rule",
    plain: {
      budget: 28,
      projects: [
        ["1", 17],
        ["2", 28],
      ],
      ballots: Array.from({ length: 5 }, () => ["1", "2"]),
    },
    rule: { rule: "equal-shares", utility: "cost", completion: "none" },
    exactly: ["1"],
    inDoubles: ["2"],
  },
  {
    // Three times a third of 310 is 310, but not in doubles: the project that all want most seems to lack the last of its money.
    name: "a project costs exactly what its supporters have",
    plain: {
      budget: 310,
      projects: [
        ["1", 310],
        ["2", 210],
      ],
      ballots: Array.from({ length: 3 }, () => ({ "1": 5, "2": 1 })),
    },
    rule: { rule: "equal-shares", utility: "additive", completion: "none" },
    exactly: ["1"],
    inDoubles: ["2"],
  },
  {
    name: "of two projects for one place, one was equally dear and the tie rule took the other",
    plain: {
      budget: 950,
      projects: [
        ["1", 200],
        ["2", 230],
        ["3", 430],
        ["4", 180],
        ["5", 450],
        ["6", 140],
      ],
      ballots: [
        ["3", "4", "5", "6"],
        ["1", "2", "4", "5"],
        ["1", "2", "4", "5"],
        ["2", "3", "4", "5"],
        ["5", "6"],
        ["5", "6"],
      ],
    },
    rule: { rule: "equal-shares", utility: "cardinality", completion: "none" },
    exactly: ["4", "6", "2"],
    inDoubles: ["4", "6", "5"],
  },
  {
    // After the first, both would bring a load of 56/3: (12 + 20/3 · 1)/1 and (36 + 3 · 20/3)/3.
    name: "Phragmén's loads are equal, and rounding takes the dearer project",
    plain: {
      budget: 59,
      projects: [
        ["1", 20],
        ["2", 12],
        ["3", 36],
      ],
      ballots: [
        ["1", "3"],
        ["1", "3"],
        ["1", "2", "3"],
      ],
    },
    rule: { rule: "phragmen" },
    exactly: ["1", "2"],
    inDoubles: ["1", "3"],
  },
];

describe("elections that floating-point numbers decide otherwise", () => {
  it.each(elections)("$name", ({ plain, rule, exactly, inDoubles }) => {
    const election = electionOf(plain);
    const ids = (projects: readonly number[]) => projects.map((p) => election.projects[p]!.id);
    const [definition, rounded] =
      rule.rule === "phragmen"
        ? [referencePhragmen(election, exact), referencePhragmen(election, doubles)]
        : rule.rule === "equal-shares"
          ? [
              referenceShares(
                election,
                rule.utility,
                fraction(BigInt(plain.budget), BigInt(election.voters)),
                exact,
              ),
              referenceShares(election, rule.utility, plain.budget / election.voters, doubles),
            ]
          : [];
    expect(ids(rounded!.winners)).toEqual(inDoubles);
    expect(ids(definition!.winners)).toEqual(exactly);
    expect(ids(valueFrom(count(mergeBallots(election), rule)).winners)).toEqual(exactly);
  });
});
