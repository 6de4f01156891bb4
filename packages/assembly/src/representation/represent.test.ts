import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { alongDimension, crossingGroups } from "./crossing.ts";
import { type Group, missingGroups, type Representation, represent } from "./represent.ts";
import { twoSidedQuantile, wilsonInterval } from "./wilson.ts";

const groupsOf = (pairs: readonly (readonly [number | null, number])[]): Group[] =>
  pairs.map(([heard, population], index) => ({ id: `g${index}`, heard, population }));

const pairs = {
  few: [
    [1, 50],
    [2, 50],
  ],
  slightly: [
    [4_500, 1_000],
    [5_500, 1_000],
  ],
  many: [
    [18, 30_000],
    [92, 52_000],
    [70, 28_000],
  ],
} as const;

function found(groups: readonly Group[], options?: Parameters<typeof represent>[1]): Representation {
  const result = represent(groups, options);
  if (!result.ok) throw new Error(result.reason.code);
  return result.value;
}

/** Told groups in which somebody lives, and somebody was heard. */
const places = fc
  .array(fc.tuple(fc.nat(2_000), fc.integer({ min: 1, max: 100_000 })), { minLength: 1, maxLength: 8 })
  .filter((pairs) => pairs.some(([heard]) => heard > 0))
  .map(groupsOf);

describe("the interval", () => {
  it("has the normal quantiles of the tables", () => {
    expect(twoSidedQuantile(0.95)).toBeCloseTo(1.959963984540054, 10);
    expect(twoSidedQuantile(0.99)).toBeCloseTo(2.5758293035489, 10);
    expect(twoSidedQuantile(0.999999)).toBeCloseTo(4.891638475699, 8);
  });

  it("is Wilson's: its ends are the shares that the score test just refuses", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 500 }), fc.nat(500), (total, part) => {
        const count = Math.min(part, total);
        const z = twoSidedQuantile(0.95);
        const { low, high } = wilsonInterval(count, total, 0.95);
        for (const end of [low, high]) {
          if (end === 0 || end === 1) continue;
          const score = (count / total - end) / Math.sqrt((end * (1 - end)) / total);
          expect(Math.abs(score)).toBeCloseTo(z, 6);
        }
      }),
    );
  });

  it("of none among ten reaches to 28 %, as published tables say", () => {
    expect(wilsonInterval(0, 10, 0.95)).toEqual({ low: 0, high: expect.closeTo(0.2775, 4) });
  });
});

describe("representation", () => {
  it("adds up: shares to one, and the population's shares times the ratios to one", () => {
    fc.assert(
      fc.property(places, (groups) => {
        const { groups: all } = found(groups);
        const sum = (of: (group: (typeof all)[number]) => number): number =>
          all.reduce((total, group) => total + of(group), 0);
        expect(sum(({ share }) => share ?? 0)).toBeCloseTo(1, 9);
        expect(sum(({ populationShare, ratio }) => populationShare * (ratio ?? 0))).toBeCloseTo(1, 9);
        expect(sum(({ expected }) => expected)).toBeCloseTo(found(groups).stated, 6);
      }),
    );
  });

  it("puts every ratio into its interval, and never calls an exact share fewer or more", () => {
    fc.assert(
      fc.property(places, fc.integer({ min: 1, max: 50 }), (groups, factor) => {
        for (const { ratio, interval } of found(groups).groups) {
          expect(ratio ?? 0).toBeGreaterThanOrEqual((interval?.low ?? 0) - 1e-12);
          expect(ratio ?? 0).toBeLessThanOrEqual((interval?.high ?? 0) + 1e-12);
        }
        const exact = groups.map(({ id, population }) => ({ id, heard: population, population }));
        const wide = exact.map((group) => ({ ...group, population: group.population * factor }));
        for (const { standing } of found(wide).groups)
          expect(["as-expected", "cannot-tell"]).toContain(standing);
      }),
    );
  });

  it("does not change when the population is counted in another measure", () => {
    fc.assert(
      fc.property(places, fc.integer({ min: 2, max: 9 }), (groups, factor) => {
        const larger = groups.map((group) => ({ ...group, population: group.population * factor }));
        for (const [index, { ratio, standing }] of found(larger).groups.entries()) {
          expect(ratio).toBeCloseTo(found(groups).groups[index]?.ratio ?? 0, 9);
          expect(standing).toBe(found(groups).groups[index]?.standing);
        }
      }),
    );
  });

  it("narrows every interval when twice as many of everybody are heard", () => {
    fc.assert(
      fc.property(places, (groups) => {
        const twice = groups.map((group) => ({ ...group, heard: 2 * (group.heard ?? 0) }));
        for (const [index, { interval }] of found(twice).groups.entries()) {
          const before = found(groups).groups[index]!.interval!;
          expect(interval!.high - interval!.low).toBeLessThanOrEqual(before.high - before.low + 1e-12);
        }
      }),
    );
  });

  it("says that few are too few to tell, and names a large group of whom hardly anyone was heard", () => {
    const few = found(groupsOf(pairs.few));
    expect(few.groups.map(({ standing }) => standing)).toEqual(["cannot-tell", "cannot-tell"]);
    const many = found(groupsOf(pairs.many));
    expect(many.groups.map(({ standing }) => standing)).toEqual(["fewer", "cannot-tell", "more"]);
    const slightly = found(groupsOf(pairs.slightly));
    expect(slightly.groups[0]?.standing).toBe("fewer");
    expect(missingGroups(slightly)).toEqual([]);
    expect(missingGroups(many).map(({ id }) => id)).toEqual(["g0"]);
  });

  it("concludes of a withheld figure only what everybody could: never the figure, and less than when it is told", () => {
    fc.assert(
      fc.property(
        places.filter((groups) => groups.length >= 2),
        fc.nat(7),
        fc.nat(7),
        (groups, first, second) => {
          const hidden = new Set([first % groups.length, second % groups.length]);
          const stated = groups.reduce((sum, { heard }) => sum + (heard ?? 0), 0);
          const withheld = groups.map((group, index) =>
            hidden.has(index) ? { ...group, heard: null } : group,
          );
          const whole = found(groups);
          const told = found(withheld, { stated });
          for (const index of hidden) {
            const group = told.groups[index]!;
            expect(group.atMost).toBeGreaterThanOrEqual(groups[index]!.heard ?? 0);
            expect(group.ratio).toBeNull();
            if (group.standing === "fewer") expect(whole.groups[index]!.standing).toBe("fewer");
          }
          // Another split of what is withheld gives the very same answer.
          const left = [...hidden].reduce((sum, index) => sum + (groups[index]!.heard ?? 0), 0);
          expect(told.withheldTogether?.heard ?? left).toBe(left);
        },
      ),
    );
  });

  it.each([
    [groupsOf([[1.5, 10]]), undefined, "not-a-count"],
    [groupsOf([[-1, 10]]), undefined, "not-a-count"],
    [groupsOf([[1, Number.NaN]]), undefined, "not-a-count"],
    [groupsOf([[1, 0]]), undefined, "no-population"],
    [[], undefined, "no-population"],
    [groupsOf([[0, 10]]), undefined, "nobody-stated"],
    [groupsOf([[null, 10]]), undefined, "stated-unknown"],
    [groupsOf([[5, 10]]), { stated: 4 }, "more-than-stated"],
    [groupsOf([[5, 10]]), { stated: 6 }, "sum-differs"],
    [[...groupsOf([[5, 10]]), ...groupsOf([[5, 10]])], undefined, "group-twice"],
  ] as const)("refuses what cannot be (%#)", (groups, options, code) => {
    expect(represent(groups, options)).toMatchObject({ ok: false, reason: { code } });
  });
});

describe("crossings", () => {
  const cells = [
    { at: ["woman", "young"], heard: 4, population: 100 },
    { at: ["woman", "old"], heard: 30, population: 100 },
    { at: ["man", "young"], heard: null, population: 120 },
    { at: ["man", "old"], heard: 40, population: 80 },
  ];
  it("add up along a dimension, and a sum with a withheld part is withheld", () => {
    expect(alongDimension(cells, 0)).toEqual([
      { id: "woman", heard: 34, population: 200 },
      { id: "man", heard: null, population: 200 },
    ]);
  });
  it("are groups like any other", () => {
    const { groups } = found(crossingGroups(cells), { stated: 80 });
    expect(groups.map(({ standing }) => standing)).toEqual(["fewer", "more", "fewer", "more"]);
  });
});
