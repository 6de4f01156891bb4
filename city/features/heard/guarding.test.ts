import type { ReleaseRecord } from "@husting/openness";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Stated } from "../../stores/heard/counts.ts";
import { AGE_BANDS, FEWEST_PEOPLE } from "./dimensions.ts";
import { type Counted, guardHeard, participantsOf, type Telling } from "./guarding.ts";

const quarters = ["2026-q1", "2026-q2", "2026-q3", "2026-q4"] as const;
const categories = [
  ...["woman", "man", "other"].map((category) => ["sex", category] as const),
  ...AGE_BANDS.map(({ id }) => ["age", id] as const),
  ...["1", "2", "3", "4"].map((category) => ["district", category] as const),
];

/** What came in each quarter: mostly few, sometimes many, often nothing. */
const histories = fc.array(
  fc.record({
    times: fc.array(fc.oneof(fc.nat(6), fc.nat(60), fc.constant(0)), {
      minLength: categories.length,
      maxLength: categories.length,
    }),
    silent: fc.oneof(fc.nat(3), fc.nat(80)),
  }),
  { minLength: 1, maxLength: 4 },
);

/** Releases of a history one after another, each weighed against those before, as the node makes them. */
function released(history: readonly { readonly times: readonly number[]; readonly silent: number }[]) {
  const stated: Stated[] = [];
  const records: ReleaseRecord[] = [];
  const made: { readonly counted: Counted; readonly told: Telling | undefined }[] = [];
  let took = 0;
  for (const [index, { times, silent }] of history.entries()) {
    const quarter = quarters[index]!;
    const now = categories.map(([dimension, category], of) => ({
      ...{ process: 1, quarter, dimension, category },
      times: times[of]!,
    }));
    stated.push(...now.filter((one) => one.times > 0));
    took += silent + Math.max(...["sex", "age", "district"].map((of) => sum(now, of)));
    const counted: Counted = {
      ...{ process: 1, period: "2026", took, stated: [...stated], districts: ["1", "2", "3", "4"] },
    };
    const told = guardHeard(counted, records, quarter, "secret");
    if (told !== undefined) records.push(told.record);
    made.push({ counted, told });
  }
  return made;
}

function sum(stated: readonly Stated[], dimension: string, category?: string): number {
  return stated
    .filter((one) => one.dimension === dimension && (category ?? one.category) === one.category)
    .reduce((total, { times }) => total + times, 0);
}

describe("what is told of who was heard", () => {
  it("is the truth, never of fewer than five, and gives no smaller figure away by subtracting", () => {
    fc.assert(
      fc.property(histories, (history) => {
        for (const { counted, told } of released(history))
          for (const { dimension, groups, stated, notStated, other, otherOrNotStated } of told?.dimensions ??
            []) {
            for (const value of [
              ...groups.map(({ heard }) => heard),
              stated,
              notStated,
              other,
              otherOrNotStated,
            ])
              if (value !== null) expect(value).toBeGreaterThanOrEqual(FEWEST_PEOPLE);
            for (const { id, heard } of groups)
              if (heard !== null) expect(heard).toBe(sum(counted.stated, dimension, id));
            const all = participantsOf(counted);
            const answers = sum(counted.stated, dimension);
            if (notStated !== null) expect(notStated).toBe(all - answers);
            // What is left when everything that is told is taken away is nothing, or of five at least.
            const withheld = groups.filter(({ heard }) => heard === null);
            if (stated !== null && withheld.length > 0) {
              const left = stated - groups.reduce((total, { heard }) => total + (heard ?? 0), 0);
              expect(withheld.length).toBeGreaterThan(1);
              expect(left).toBeGreaterThanOrEqual(FEWEST_PEOPLE);
            }
            if (otherOrNotStated !== null) expect(other === null).toBe(notStated === null);
          }
      }),
      { numRuns: 150 },
    );
  }, 300_000);

  it("never differs from what was told before by fewer than five", () => {
    fc.assert(
      fc.property(histories, (history) => {
        const before = new Map<string, number>();
        for (const { told } of released(history))
          for (const { dimension, groups, stated } of told?.dimensions ?? [])
            for (const [id, value] of [
              ...groups.map(({ id, heard }) => [id, heard] as const),
              ["all", stated] as const,
            ]) {
              if (value === null) continue;
              const key = `${dimension} ${id}`;
              const more = value - (before.get(key) ?? 0);
              expect(more === 0 || more >= FEWEST_PEOPLE, `${key}: ${more}`).toBe(true);
              before.set(key, value);
            }
      }),
      { numRuns: 150 },
    );
  }, 300_000);

  it("is nothing while hardly anybody has taken part", () => {
    const counted = {
      ...{ process: 1, period: "whole", took: 4, districts: [] },
      stated: [{ process: 1, quarter: "2026-q1", dimension: "sex", category: "woman", times: 4 }],
    };
    expect(guardHeard(counted, [], "first", "secret")).toBeUndefined();
  });

  it("keeps the figures of women and men where few call themselves otherwise", () => {
    const of = (category: string, times: number): Stated => ({
      ...{ process: 1, quarter: "2026-q1", dimension: "sex", category, times },
    });
    const stated = [of("woman", 60), of("man", 40), of("other", 2)];
    const told = guardHeard(
      { process: 1, period: "whole", took: 150, stated, districts: [] },
      [],
      "first",
      "secret",
    );
    expect(told?.dimensions[0]).toEqual({
      ...{ dimension: "sex", stated: 100, other: null, notStated: null, otherOrNotStated: 50 },
      groups: [
        { id: "woman", heard: 60 },
        { id: "man", heard: 40 },
      ],
    });
  });
});
