import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { adjustedRandIndex } from "./agreement.ts";
import { simulateConversation } from "./conversation.fixture.ts";
import { opinionPicture } from "./picture.ts";
import { groupStability } from "./stability.ts";
import {
  countVotes,
  groupAwareConsensus,
  oneProportionZ,
  representativeness,
  twoProportionZ,
} from "./statistics.ts";
import { type VoteColumns, type VoteTable, voteTable } from "./votes.ts";

function tableOf(participants: number, statements: number, columns: VoteColumns): VoteTable {
  const made = voteTable(participants, statements, columns);
  if (!made.ok) throw new Error(made.reason.code);
  return made.value;
}

/** Everybody votes on everything, as told. */
function everybody(
  participants: number,
  statements: number,
  vote: (i: number, j: number) => number,
): VoteTable {
  const cells = Array.from({ length: participants * statements }, (_, at) => at);
  return tableOf(participants, statements, {
    participant: cells.map((at) => Math.floor(at / statements)),
    statement: cells.map((at) => at % statements),
    vote: cells.map((at) => vote(Math.floor(at / statements), at % statements)),
  });
}

const planted = simulateConversation({
  seed: 4,
  participants: 120,
  statements: 40,
  votes: 3600,
  opinions: 3,
  noise: 0.1,
});

describe("an opinion picture", () => {
  it("finds the opinions people were given", () => {
    const found = opinionPicture(tableOf(120, 40, planted.columns));
    if (!found.ok) throw new Error(found.reason.code);
    const { groupOf, grouping } = found.value;
    expect(grouping.division.sizes.length).toBe(3);
    const grouped = [...groupOf.keys()].filter((i) => groupOf[i]! >= 0);
    const index = adjustedRandIndex(
      grouped.map((i) => groupOf[i]!),
      grouped.map((i) => planted.planted[i]!),
    );
    expect(index).toBeGreaterThan(0.8);
  });

  it("tells what unites all groups first, then who stands for what, then what divides", () => {
    // Two camps of twelve: all agree with 0, none with 1, and they are of two minds on the rest; nobody has an opinion on 9.
    const table = everybody(24, 10, (i, j) =>
      j === 0 ? 1 : j === 1 ? -1 : j === 9 ? 0 : i < 12 === j % 2 > 0 ? 1 : -1,
    );
    const found = opinionPicture(table);
    if (!found.ok) throw new Error(found.reason.code);
    const { uniting, representative, divisive, ranked } = found.value.telling;
    expect(uniting.map(({ statement, side }) => [statement, side])).toEqual([
      [0, "agree"],
      [1, "disagree"],
    ]);
    expect(uniting[0]!.consensus).toBeCloseTo((13 / 14) ** 2, 12);
    expect(ranked[0]!.statement).toBe(0);
    expect(ranked).toHaveLength(10);
    expect(representative).toHaveLength(2);
    for (const group of representative) {
      expect(group).toHaveLength(5);
      for (const { statement } of group) expect([0, 1, 9]).not.toContain(statement);
    }
    expect(divisive[0]!.apart).toBeCloseTo((2 * 12) / 14, 12);
  });

  it.each([
    [
      "an empty conversation",
      tableOf(0, 0, { participant: [], statement: [], vote: [] }),
      { code: "no-votes" },
    ],
    [
      "statements nobody voted on",
      tableOf(0, 5, { participant: [], statement: [], vote: [] }),
      { code: "no-votes" },
    ],
    [
      "one participant",
      everybody(1, 9, () => 1),
      { code: "too-few-participants", grouped: 1, needed: 10, votesToBeGrouped: 7 },
    ],
    [
      "nine participants",
      everybody(9, 3, (i) => (i % 3) - 1),
      { code: "too-few-participants", grouped: 9, needed: 10, votesToBeGrouped: 3 },
    ],
    ["everyone passing", everybody(40, 9, () => 0), { code: "all-alike" }],
    ["everyone agreeing", everybody(40, 9, () => 1), { code: "all-alike" }],
    [
      "one against all",
      everybody(40, 9, (i) => (i === 7 ? -1 : 1)),
      { code: "groups-too-small", smallest: 1, needed: 5 },
    ],
  ])("of %s is refused by name", (_, table, reason) => {
    expect(opinionPicture(table)).toEqual({ ok: false, reason });
  });

  it("of a conversation whose every statement is hidden is none", () => {
    const table = everybody(20, 3, (i) => (i % 3) - 1);
    expect(opinionPicture(table, { hidden: Uint8Array.of(1, 1, 1) })).toEqual({
      ok: false,
      reason: { code: "no-votes" },
    });
  });

  it("changes only its numbering when participants come in another order", () => {
    fc.assert(
      fc.property(fc.nat(1_000_000), (seed) => {
        const sim = simulateConversation({
          seed,
          participants: 60,
          statements: 25,
          votes: 900,
          opinions: 2,
          noise: 0.2,
        });
        const from = opinionPicture(tableOf(60, 25, sim.columns));
        const moved = opinionPicture(
          tableOf(60, 25, {
            ...sim.columns,
            participant: Array.from(sim.columns.participant, (i) => 59 - i),
          }),
        );
        if (!from.ok || !moved.ok) throw new Error("no picture");
        expect([...moved.value.groupOf].reverse()).toEqual([...from.value.groupOf]);
        expect(moved.value.telling).toEqual(from.value.telling);
      }),
      { numRuns: 50 },
    );
  });
});

describe("statistics of groups", () => {
  it("are the counts made one by one", () => {
    const vote = fc.record({ who: fc.nat(9), what: fc.nat(3), vote: fc.integer({ min: -1, max: 1 }) });
    const groups = fc.array(fc.integer({ min: -1, max: 2 }), { minLength: 10, maxLength: 10 });
    fc.assert(
      fc.property(fc.array(vote, { maxLength: 60 }), groups, (votes, groupOf) => {
        const last = [...new Map(votes.map((one) => [`${one.who} ${one.what}`, one])).values()];
        const table = tableOf(10, 4, {
          participant: votes.map(({ who }) => who),
          statement: votes.map(({ what }) => what),
          vote: votes.map((one) => one.vote),
        });
        const counts = countVotes(table, groupOf, 3);
        for (let j = 0; j < 4; j++) {
          const on = last.filter(({ what }) => what === j);
          let product = 1;
          for (let g = 0; g < 3; g++) {
            const own = on.filter(({ who }) => groupOf[who] === g);
            const others = on.filter(({ who }) => groupOf[who]! >= 0 && groupOf[who] !== g);
            const agreeing = (list: typeof on) => list.filter((one) => one.vote === 1).length;
            const share = (agreeing(own) + 1) / (own.length + 2);
            product *= share;
            const found = representativeness(counts, g, j).agree;
            expect(found.share).toBeCloseTo(share, 12);
            expect(found.ratio).toBeCloseTo(share / ((agreeing(others) + 1) / (others.length + 2)), 12);
            expect(found.shareZ).toBe(oneProportionZ(agreeing(own), own.length));
            expect(found.ratioZ).toBe(
              twoProportionZ(agreeing(own), own.length, agreeing(others), others.length),
            );
          }
          expect(groupAwareConsensus(counts, j).agree).toBeCloseTo(product, 12);
          expect(counts.all.seen[j]).toBe(on.length);
        }
      }),
    );
  });

  it("test shares as worked by hand", () => {
    // 10 of 10: 2 √11 (11/11 − ½) = √11.
    expect(oneProportionZ(10, 10)).toBeCloseTo(Math.sqrt(11), 12);
    // 3 of 4 against 1 of 4, one added: 0.8 and 0.4, pooled 0.6.
    expect(twoProportionZ(3, 4, 1, 4)).toBeCloseTo(0.4 / Math.sqrt(0.24 * 0.4), 12);
    expect(twoProportionZ(0, 0, 0, 0)).toBe(0);
  });
});

describe("groups that resampling looks for again", () => {
  it("are stable where opinions were planted, and unstable where votes were drawn by chance", () => {
    const table = tableOf(120, 40, planted.columns);
    const found = opinionPicture(table);
    if (!found.ok) throw new Error(found.reason.code);
    const stability = groupStability(table, found.value, { resamplings: 40 });
    expect(stability.map(({ standing }) => standing)).toEqual(["stable", "stable", "stable"]);
    expect(groupStability(table, found.value, { resamplings: 40 })).toEqual(stability);

    const noise = simulateConversation({
      seed: 9,
      participants: 120,
      statements: 40,
      votes: 3600,
      opinions: 1,
      noise: 1,
    });
    const noisy = tableOf(120, 40, noise.columns);
    const chance = opinionPicture(noisy);
    if (!chance.ok) throw new Error(chance.reason.code);
    for (const { standing } of groupStability(noisy, chance.value)) expect(standing).not.toBe("stable");
  });
});
