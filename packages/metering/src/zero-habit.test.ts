import type { RegularSeries } from "@husting/series";
import { describe, expect, it } from "vitest";
import { createRandom } from "./seeded.ts";
import { zeroRuns } from "./zero-runs.ts";

const hourMs = 3_600_000;
const hoursInYear = 8760;
/** A Monday. */
const startMs = Date.UTC(2024, 0, 1);
const series = (values: Float64Array): RegularSeries => ({ startMs, stepMs: hourMs, values });
const at = (month: number, day: number, hour = 0): number =>
  (Date.UTC(2024, month - 1, day, hour) - startMs) / hourMs;

/** A boiler that burns on working days from six to eight in the evening, now and then not, and rests in summer. */
function boiler(seed: number): Float64Array {
  const random = createRandom(seed);
  return Float64Array.from({ length: 2 * hoursInYear }, (_, hour) => {
    const day = Math.floor(hour / 24);
    const resting = day % 365 >= 150 && day % 365 < 250;
    const working = day % 7 < 5 && hour % 24 >= 6 && hour % 24 < 20;
    return working && !resting && random() < 0.9 ? 20 + 30 * random() : 0;
  });
}

const reported = (values: Float64Array): { hours: number; first: number }[] =>
  zeroRuns(series(values)).map(({ fromMs, toMs }) => ({
    hours: (toMs - fromMs) / hourMs,
    first: (fromMs - startMs) / hourMs,
  }));

describe("zeros in a load that goes to zero by itself", () => {
  it("are its own at night, at the weekend and in summer", () => {
    for (let seed = 1; seed <= 10; seed++) expect(reported(boiler(seed))).toEqual([]);
  });

  it("are suspect on a working day on which it burns at other times, though no longer than a weekend", () => {
    const values = boiler(11).fill(0, at(3, 13, 6), at(3, 13, 20));
    const found = zeroRuns(series(values));
    expect(found).toHaveLength(1);
    expect(found[0]!.fromMs).toBeLessThanOrEqual(Date.UTC(2024, 2, 13, 6));
    expect(found[0]!.toMs).toBeGreaterThanOrEqual(Date.UTC(2024, 2, 13, 20));
    expect(found[0]).toMatchObject({ usualSteps: expect.closeTo(12.6, 0) });
  });

  it("are suspect twice when two gaps were written as zeros: one does not excuse the other", () => {
    const values = boiler(12).fill(0, at(2, 6), at(2, 10)).fill(0, at(2, 27), at(3, 2));
    expect(reported(values)).toHaveLength(2);
  });

  it("are its own when it stays off on more than one such day around", () => {
    const values = boiler(13);
    for (const day of [21, 28, 35, 42, 49]) values.fill(0, (day + 2) * 24, (day + 3) * 24);
    expect(reported(values)).toEqual([]);
  });

  it("are suspect when they last longer than can be compared around them, and the year beside burnt", () => {
    const random = createRandom(14);
    const cycling = Float64Array.from({ length: 2 * hoursInYear }, () =>
      random() < 0.9 ? 20 + random() : 0,
    );
    const values = cycling.fill(0, at(1, 20), at(4, 10));
    const found = reported(values);
    expect(found).toHaveLength(1);
    expect(found[0]!.hours).toBeGreaterThanOrEqual(at(4, 10) - at(1, 20));
  });

  it("are not made suspect by a meter that is stuck around them", () => {
    const values = boiler(15);
    values.fill(23.4, at(3, 4), at(3, 30)).fill(0, at(3, 16), at(3, 18));
    expect(reported(values)).toEqual([]);
  });
});
