import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { adjustedRandIndex } from "./agreement.ts";
import { divisionOf } from "./division.ts";
import { groupPlaces } from "./grouping.ts";
import { divide } from "./kmeans.ts";
import { drawsFrom } from "./random.ts";
import { silhouettes } from "./silhouette.ts";

// Squares of smaller steps would vanish.
const coordinate = fc.integer({ min: -5_000_000, max: 5_000_000 }).map((millionths) => millionths / 1e6);
const someplaces = (min: number, max: number) =>
  fc
    .array(coordinate, { minLength: 2 * min, maxLength: 2 * max })
    .map((all) => Float64Array.from(all.slice(0, all.length & ~1)));

describe("k-means in the plane", () => {
  it("leaves no more squares than any division of few places into two or three", () => {
    fc.assert(
      fc.property(someplaces(4, 8), fc.constantFrom(2, 3), (places, groups) => {
        const count = places.length / 2;
        let least = Number.POSITIVE_INFINITY;
        for (let code = 0; code < groups ** count; code++) {
          const groupOf = Uint8Array.from(
            { length: count },
            (_, i) => Math.floor(code / groups ** i) % groups,
          );
          if (new Set(groupOf).size === groups)
            least = Math.min(least, divisionOf(places, groupOf, groups).withinSquares);
        }
        const found = divide(places, groups);
        if (found === undefined) return;
        expect(found.withinSquares).toBeLessThanOrEqual(least + 1e-9);
      }),
      { numRuns: 100 },
    );
  });

  it("gives the same groups for places in another order", () => {
    fc.assert(
      fc.property(someplaces(12, 60), fc.integer({ min: 2, max: 5 }), fc.nat(), (places, groups, turn) => {
        const count = places.length / 2;
        const from = (i: number) => (count - 1 - i + (turn % count)) % count;
        const moved = Float64Array.from(
          { length: 2 * count },
          (_, at) => places[2 * from(at >> 1) + (at & 1)]!,
        );
        const [one, other] = [divide(places, groups), divide(moved, groups)];
        expect(other?.withinSquares).toBe(one?.withinSquares);
        if (one === undefined || other === undefined) return;
        expect(Array.from(one.groupOf, (_, i) => one.groupOf[from(i)])).toEqual([...other.groupOf]);
      }),
    );
  });

  it("of many places leaves hardly more squares than with every start on all of them", () => {
    const draw = drawsFrom(11);
    const places = Float64Array.from({ length: 2 * 4001 }, () => draw() + draw() + draw());
    for (const groups of [2, 5]) {
      const all = divide(places.subarray(0, 8000), groups)!;
      const sampled = divide(places, groups)!;
      expect(sampled.withinSquares / all.withinSquares).toBeLessThan(1.01);
    }
  });

  it("numbers groups from the largest, and has no groups of fewer different places", () => {
    const places = Float64Array.of(0, 0, 0, 1, 5, 5, 5, 6, 9, 0);
    const { sizes, groupOf } = divide(places, 3)!;
    expect([...sizes]).toEqual([2, 2, 1]);
    expect([...groupOf]).toEqual([0, 0, 1, 1, 2]);
    expect(divide(Float64Array.of(1, 1, 1, 1, 1, 1), 2)).toBeUndefined();
    expect(divide(new Float64Array(0), 2)).toBeUndefined();
  });
});

describe("silhouettes", () => {
  it("are what the definition says", () => {
    fc.assert(
      fc.property(someplaces(3, 25), fc.infiniteStream(fc.nat(2)), (places, groups) => {
        const count = places.length / 2;
        const groupOf = Uint8Array.from({ length: count }, () => groups.next().value);
        const away = (i: number, j: number) =>
          Math.hypot(places[2 * i]! - places[2 * j]!, places[2 * i + 1]! - places[2 * j + 1]!);
        const widths = Array.from({ length: count }, (_, i) => {
          const meanTo = (g: number) => {
            const others = [...groupOf.keys()].filter((j) => groupOf[j] === g && j !== i);
            return others.length === 0
              ? undefined
              : others.reduce((sum, j) => sum + away(i, j), 0) / others.length;
          };
          const a = meanTo(groupOf[i]!);
          const b = Math.min(...[0, 1, 2].filter((g) => g !== groupOf[i]).flatMap((g) => meanTo(g) ?? []));
          return a === undefined || !Number.isFinite(b) || Math.max(a, b) === 0
            ? 0
            : (b - a) / Math.max(a, b);
        });
        const mean = widths.reduce((sum, one) => sum + one, 0) / count;
        expect(silhouettes(places, [groupOf], [3]).means[0]).toBeCloseTo(mean, 9);
      }),
    );
  });

  it("of many places come from 2,000 of them, and are near those of all", () => {
    const draw = drawsFrom(5);
    const groupOf = Uint8Array.from({ length: 4500 }, () => Math.floor(draw() * 3));
    const places = Float64Array.from(
      { length: 9000 },
      (_, at) => 2 * (at & 1 ? 0 : groupOf[at >> 1]!) + draw() + draw(),
    );
    const sampled = silhouettes(places, [groupOf], [3]);
    expect(sampled.of).toBe(2000);
    const most = 4000;
    const exact = silhouettes(places.subarray(0, 2 * most), [groupOf.subarray(0, most)], [3]);
    expect(exact.of).toBe(most);
    expect(Math.abs(sampled.means[0]! - exact.means[0]!)).toBeLessThan(0.01);
  });
});

describe("opinion groups", () => {
  it("of fewer than five join the nearest, and there is no picture where only one group is left", () => {
    const draw = drawsFrom(8);
    const cloud = (x: number, count: number) =>
      Array.from({ length: count }, () => [x + draw(), draw()]).flat();
    const found = groupPlaces(Float64Array.from([...cloud(0, 20), ...cloud(10, 20), ...cloud(60, 3)]));
    if (!found.ok) throw new Error(found.reason.code);
    expect([...found.value.division.sizes]).toEqual([23, 20]);
    expect(found.value.chosen).toMatchObject({ groups: 2, joined: 3 });
    expect([...found.value.division.groupOf.slice(20)]).toEqual(Array(23).fill(0));
    const lone = Float64Array.from([...Array<number>(40).fill(0), 9, 9]);
    expect(groupPlaces(lone)).toMatchObject({
      ok: false,
      reason: { code: "groups-too-small", smallest: 1, needed: 5 },
    });
  });
});

describe("the adjusted Rand index", () => {
  it("is 1 for the same groups under other names, and as worked by hand", () => {
    expect(adjustedRandIndex([0, 0, 1, 1, 2], [5, 5, 3, 3, 4])).toBe(1);
    // Pairs together in both 1, in either 2 and 4; of 10: (1 − 0.8) ÷ (3 − 0.8).
    expect(adjustedRandIndex([0, 0, 1, 1, 2], [0, 0, 0, 1, 1])).toBeCloseTo(0.2 / 2.2, 12);
    expect(adjustedRandIndex([], [])).toBe(1);
    expect(adjustedRandIndex([0, 0, 0], [0, 0, 0])).toBe(1);
  });
});
