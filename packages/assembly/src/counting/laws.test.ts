import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Count, type CountRule, count } from "./count.ts";
import type { Election } from "./election.ts";
import { electionOf, type PlainElection, smallElections, valueFrom } from "./elections.fixture.ts";
import { Explanation } from "./explanation.ts";
import {
  addFractions,
  compareFractions,
  type Fraction,
  fraction,
  fractionText,
  multiplyFraction,
} from "./fraction.ts";
import { PaymentBook } from "./payments.ts";
import { mergeBallots } from "./profile.ts";
import {
  exact,
  type ReferenceRun,
  referenceAddOne,
  referenceGreedy,
  referencePhragmen,
  referenceShares,
} from "./reference.fixture.ts";

const approvalRules: readonly CountRule[] = [
  ...(["cost", "cardinality"] as const).flatMap((utility) => [
    { rule: "greedy" as const, utility },
    ...(["none", "add1", "add1-exhaustive", "greedy"] as const).map((completion) => ({
      rule: "equal-shares" as const,
      utility,
      completion,
    })),
  ]),
  { rule: "phragmen" },
];
const pointRules: readonly CountRule[] = [
  { rule: "greedy", utility: "additive" },
  ...(["none", "add1", "add1-exhaustive", "greedy"] as const).map((completion) => ({
    rule: "equal-shares" as const,
    utility: "additive" as const,
    completion,
  })),
];
const cases = [
  ...approvalRules.map((rule) => ["approval", rule] as const),
  ...pointRules.map((rule) => ["points", rule] as const),
].map(([form, rule]) => ({ form, rule, name: Object.values(rule).join(" ") }));

const counted = (election: Election, rule: CountRule): Count =>
  valueFrom(count(mergeBallots(election), rule));
const winnersOf = ({ profile, winners }: Count): string[] =>
  winners.map((p) => profile.election.projects[p]!.id);
const zero = fraction(0n);

/** What each voter paid for each project, by id, as text that shows every digit. */
function paymentsOf(result: Count): Record<string, string>[] {
  const { election } = result.profile;
  const explanation = new Explanation(result);
  return Array.from({ length: election.voters }, (_, voter) =>
    Object.fromEntries(
      explanation
        .voter(voter)
        .paid.map(({ project, amount }) => [election.projects[project]!.id, fractionText(amount)]),
    ),
  );
}

function referenceOf(election: Election, rule: CountRule): ReferenceRun<Fraction> | null {
  if (rule.rule === "phragmen") return referencePhragmen(election, exact);
  if (rule.rule !== "equal-shares" || rule.completion === "greedy") return null;
  if (rule.completion !== "none")
    return referenceAddOne(election, rule.utility, rule.completion === "add1-exhaustive");
  const endowment = fraction(BigInt(election.budget), BigInt(election.voters));
  return referenceShares(election, rule.utility, endowment, exact);
}

describe.each(cases)("laws of $name", ({ form, rule }) => {
  const law = (check: (plain: PlainElection) => void, runs = 300): void =>
    fc.assert(fc.property(smallElections(form), check), { numRuns: runs });

  it("the count is the one that the definition gives voter by voter, to the last digit of every payment", () => {
    law((plain) => {
      const election = electionOf(plain);
      const result = counted(election, rule);
      const reference = referenceOf(election, rule);
      if (reference !== null) {
        expect(result.winners).toEqual(reference.winners);
        const paid = reference.paid.map((payments) =>
          Object.fromEntries(
            [...payments]
              .filter(([, amount]) => amount.numerator > 0n)
              .map(([project, amount]) => [election.projects[project]!.id, fractionText(amount)]),
          ),
        );
        expect(paymentsOf(result)).toEqual(paid);
      } else if (rule.rule === "greedy") {
        expect(result.winners).toEqual(referenceGreedy(election, rule.utility).winners);
      }
    });
  });

  it("winners cost what they cost, and never more than the budget", () => {
    law((plain) => {
      const { winners, cost, profile } = counted(electionOf(plain), rule);
      expect(new Set(winners).size).toBe(winners.length);
      expect(winners.reduce((sum, p) => sum + profile.election.projects[p]!.cost, 0)).toBe(cost);
      expect(cost).toBeLessThanOrEqual(profile.election.budget);
    });
  });

  it("what is paid for a project is exactly its cost, and nobody gives more than the endowment", () => {
    law((plain) => {
      const result = counted(electionOf(plain), rule);
      const book = PaymentBook.of(result);
      if (book === null) return;
      const { profile } = result;
      const explanation = new Explanation(result);
      const received = profile.election.projects.map(() => zero);
      for (let kind = 0; kind < profile.kinds; kind++) {
        const { paid, left, endowment, voters } = explanation.kind(kind);
        let spent = zero;
        for (const { project, amount } of paid) {
          expect(compareFractions(amount, zero)).toBeGreaterThan(0);
          received[project] = addFractions(received[project]!, multiplyFraction(amount, BigInt(voters)));
          spent = addFractions(spent, amount);
        }
        if (endowment === null || left === null) continue;
        expect(addFractions(spent, left)).toEqual(endowment);
        expect(compareFractions(left, zero)).toBeGreaterThanOrEqual(0);
      }
      const filled = result.trace.rule === "equal-shares" ? result.trace.fill : null;
      const byPayments = result.winners.filter(
        (p) => !filled?.steps.some(({ project, bought }) => bought && project === p),
      );
      for (const project of byPayments)
        expect(received[project]).toEqual(fraction(BigInt(profile.election.projects[project]!.cost)));
    });
  });

  it("the order of voters and of projects changes nothing", () => {
    law((plain) => {
      const turned = { ...plain, projects: plain.projects.toReversed(), ballots: plain.ballots.toReversed() };
      const [one, other] = [counted(electionOf(plain), rule), counted(electionOf(turned), rule)];
      expect(winnersOf(other)).toEqual(winnersOf(one));
      expect(paymentsOf(other).toReversed()).toEqual(paymentsOf(one));
      const tiesOf = ({ ties, profile }: Count) =>
        ties.map((tie) => ({ ...tie, projects: tie.projects.map((p) => profile.election.projects[p]!.id) }));
      expect(tiesOf(other)).toEqual(tiesOf(one));
    });
  });

  it("voters who vote alike are one kind, and stand for as many", () => {
    law((plain) => {
      const doubled = {
        ...plain,
        budget: 2 * plain.budget,
        projects: plain.projects.map(([id, cost]) => [id, 2 * cost] as const),
      };
      const twice = { ...doubled, ballots: [...plain.ballots, ...plain.ballots] };
      const [one, two] = [counted(electionOf(plain), rule), counted(electionOf(twice), rule)];
      expect(two.profile.kinds).toBe(one.profile.kinds);
      expect(winnersOf(two)).toEqual(winnersOf(one));
      expect(paymentsOf(two).slice(0, plain.ballots.length)).toEqual(paymentsOf(one));
    });
  });

  it("counting in öre instead of kronor changes nothing, nor does a thousand times the money but for Add1's step", () => {
    law((plain) => {
      const one = counted(electionOf(plain), rule);
      const hundredth = counted(electionOf(plain, 2), rule);
      if (!("completion" in rule) || !rule.completion.startsWith("add1")) {
        expect(winnersOf(hundredth)).toEqual(winnersOf(one));
        const more = {
          ...plain,
          budget: 1000 * plain.budget,
          projects: plain.projects.map(([id, cost]) => [id, 1000 * cost] as const),
        };
        expect(winnersOf(counted(electionOf(more), rule))).toEqual(winnersOf(one));
      }
      const inOre = {
        ...plain,
        budget: 100 * plain.budget,
        projects: plain.projects.map(([id, cost]) => [id, 100 * cost] as const),
      };
      const sameMoney = counted(electionOf(inOre, 2), rule);
      expect(winnersOf(sameMoney)).toEqual(winnersOf(one));
      expect(sameMoney.profile.election.decimals).toBe(0);
    });
  });
});

describe("laws of the Method of Equal Shares", () => {
  it("is priceable: the supporters of what was not bought cannot pay for it with what they have left", () => {
    for (const { form, rule } of cases) {
      if (rule.rule !== "equal-shares" || rule.completion === "greedy") continue;
      fc.assert(
        fc.property(smallElections(form), (plain) => {
          const result = counted(electionOf(plain), rule);
          const { profile } = result;
          const explanation = new Explanation(result);
          for (let p = 0; p < profile.election.projects.length; p++) {
            const { outcome } = explanation.project(p);
            if (outcome.code !== "too-little-left") continue;
            const kinds = profile.supporter.subarray(
              profile.supporterStart[p]!,
              profile.supporterStart[p + 1]!,
            );
            const had = [...kinds]
              .map((kind) => multiplyFraction(explanation.kind(kind).left!, BigInt(profile.weight[kind]!)))
              .reduce(addFractions, zero);
            expect(outcome.had).toEqual(had);
            expect(outcome.missing.numerator).toBeGreaterThan(0n);
            expect(addFractions(outcome.had, outcome.missing)).toEqual(
              fraction(BigInt(profile.election.projects[p]!.cost)),
            );
          }
        }),
        { numRuns: 150 },
      );
    }
  });

  it("with one voter for each project it buys what fits each voter's part", () => {
    const result = counted(
      electionOf({
        budget: 30,
        projects: [
          ["a", 10],
          ["b", 11],
          ["c", 9],
        ],
        ballots: [["a"], ["b"], ["c"]],
      }),
      { rule: "equal-shares", utility: "cost", completion: "none" },
    );
    expect(winnersOf(result).toSorted()).toEqual(["a", "c"]);
  });
});
