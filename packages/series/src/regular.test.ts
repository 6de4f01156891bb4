import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { dayStarts, monthStarts } from "./calendar.ts";
import { aggregate, align, coverage, endMs, fromPoints, type RegularSeries, slice } from "./regular.ts";

const hourMs = 3_600_000;
const gap = Number.NaN;
const series = (values: number[], startMs = 0): RegularSeries => ({
  startMs,
  stepMs: hourMs,
  values: Float64Array.from(values),
});
const bounds = (...hours: number[]): Float64Array => Float64Array.from(hours, (hour) => hour * hourMs);
const sumMeasured = (values: Float64Array): number =>
  values.reduce((sum, value) => (Number.isNaN(value) ? sum : sum + value), 0);
const hourly = fc
  .tuple(
    fc.array(fc.option(fc.integer({ min: -1000, max: 100_000 }), { nil: gap, freq: 5 }), {
      minLength: 1,
      maxLength: 3000,
    }),
    fc.integer({ min: Date.UTC(1990, 0, 1) / hourMs, max: Date.UTC(2030, 0, 1) / hourMs }),
  )
  .map(([values, startHour]) => series(values, startHour * hourMs));

describe("resampling", () => {
  it("conserves what was measured: days and months sum to the hours, exactly where bounds fall on hours", () => {
    for (const zone of ["Europe/Stockholm", "Asia/Shanghai", "America/Sao_Paulo"]) {
      fc.assert(
        fc.property(hourly, (hours) => {
          for (const starts of [dayStarts, monthStarts]) {
            const periods = aggregate(hours, starts(zone, hours.startMs, endMs(hours)), "sum");
            expect(sumMeasured(periods.values)).toBe(sumMeasured(hours.values));
          }
        }),
        { numRuns: 40 },
      );
    }
  });

  it("conserves what was measured where a local day begins at half past an hour of UTC", () => {
    fc.assert(
      fc.property(hourly, (hours) => {
        const periods = aggregate(
          hours,
          dayStarts("Australia/Lord_Howe", hours.startMs, endMs(hours)),
          "sum",
        );
        const total = sumMeasured(hours.values);
        expect(Math.abs(sumMeasured(periods.values) - total)).toBeLessThanOrEqual(1e-6);
      }),
      { numRuns: 40 },
    );
  });

  it("conserves measured time: the shares times the lengths of the periods sum to the measured hours", () => {
    fc.assert(
      fc.property(hourly, (hours) => {
        const days = dayStarts("Europe/Stockholm", hours.startMs, endMs(hours));
        const { measuredShare } = aggregate(hours, days, "mean");
        const measuredMs = measuredShare.reduce(
          (sum, share, i) => sum + share * (days[i + 1]! - days[i]!),
          0,
        );
        expect(measuredMs / hourMs).toBeCloseTo(coverage(hours).measured, 6);
      }),
      { numRuns: 40 },
    );
  });

  it("an hour that was never measured is a gap, not zero", () => {
    const { values, measuredShare } = aggregate(series([1, gap, gap, gap, 0, 0]), bounds(0, 2, 4, 6), "sum");
    expect(Array.from(values)).toEqual([1, gap, 0]);
    expect(Array.from(measuredShare)).toEqual([0.5, 0, 1]);
  });

  it("a half-measured day is not scaled up to a whole one", () => {
    expect(aggregate(series([4, 6, gap, gap]), bounds(0, 4), "sum").values[0]).toBe(10);
    expect(aggregate(series([4, 6, gap, gap]), bounds(0, 4), "mean").values[0]).toBe(5);
  });

  it("time outside the series is unmeasured time of the period", () => {
    const { values, measuredShare } = aggregate(series([8, 8]), bounds(-2, 8, 12), "sum");
    expect(Array.from(values)).toEqual([16, gap]);
    expect(Array.from(measuredShare)).toEqual([0.2, 0]);
  });

  it("a step cut by a bound is shared by time, and weighs by time in a mean", () => {
    expect(Array.from(aggregate(series([2, 4]), bounds(0, 0.5, 2), "sum").values)).toEqual([1, 5]);
    expect(Array.from(aggregate(series([2, 5]), bounds(0, 0.5, 2), "mean").values)).toEqual([2, 4]);
  });

  it("no bounds give no periods", () => {
    expect(aggregate(series([1]), bounds(), "sum").values).toHaveLength(0);
  });
});

describe("coverage", () => {
  it("counts hours outside the series as expected and not measured", () => {
    const hours = series([1, gap, 3]);
    expect(coverage(hours)).toEqual({ measured: 2, expected: 3, share: 2 / 3 });
    expect(coverage(hours, -hourMs, 5 * hourMs)).toEqual({ measured: 2, expected: 6, share: 2 / 6 });
    expect(coverage(hours, 10 * hourMs, 10 * hourMs)).toEqual({ measured: 0, expected: 0, share: 0 });
  });
});

describe("a series from points", () => {
  it("takes points in any order and leaves gaps between them", () => {
    expect(fromPoints([3 * hourMs, 0, hourMs], [30, 0, gap], hourMs)).toEqual({
      ok: true,
      value: series([0, gap, gap, 30]),
    });
  });

  it("gives back the points it was made of", () => {
    fc.assert(
      fc.property(hourly, (hours) => {
        const times = Array.from(hours.values, (_, i) => hours.startMs + i * hourMs);
        expect(fromPoints(times, hours.values, hourMs)).toEqual({ ok: true, value: hours });
      }),
      { numRuns: 20 },
    );
  });

  it("refuses what is no regular series, with the reason", () => {
    const reason = (times: number[], values: number[], stepMs = hourMs): unknown => {
      const result = fromPoints(times, values, stepMs);
      return result.ok ? "ok" : result.reason.code;
    };
    expect(reason([], [])).toBe("no-points");
    expect(reason([0], [])).toBe("lengths-differ");
    expect(reason([0], [1], 0)).toBe("bad-step");
    expect(reason([0, 1], [1, 1])).toBe("off-grid");
    expect(reason([0, 0], [1, 2])).toBe("two-values-for-one-step");
    expect(reason([0, 0], [1, 1])).toBe("ok");
    expect(reason([0], [Number.POSITIVE_INFINITY])).toBe("not-finite");
    expect(reason([0, Date.UTC(9000, 0, 1)], [1, 1])).toBe("too-many-steps");
  });
});

describe("windows", () => {
  it("a slice holds the steps that begin in it, and nothing outside the series", () => {
    const hours = series([0, 1, 2, 3]);
    expect(slice(hours, hourMs, 3 * hourMs)).toEqual(series([1, 2], hourMs));
    expect(slice(hours, 1, 3 * hourMs)).toEqual(series([1, 2], hourMs));
    expect(slice(hours, -9 * hourMs, 99 * hourMs)).toEqual(hours);
    expect(slice(hours, 50 * hourMs, 60 * hourMs).values).toHaveLength(0);
  });

  it("two series are cut to the time they share, hour beside hour", () => {
    const aligned = align(series([0, 1, 2, 3]), series([20, 30, 40], 2 * hourMs));
    expect(aligned).toEqual({
      ok: true,
      value: { a: series([2, 3], 2 * hourMs), b: series([20, 30], 2 * hourMs) },
    });
  });

  it("series on different grids are not put beside each other", () => {
    expect(align(series([1]), series([1], 1))).toEqual({
      ok: false,
      reason: { code: "grids-differ", shiftMs: 1 },
    });
    expect(align(series([1]), { ...series([1]), stepMs: 1000 })).toMatchObject({
      reason: { code: "steps-differ" },
    });
    expect(align(series([1]), series([1], 5 * hourMs))).toMatchObject({
      reason: { code: "no-common-window" },
    });
  });
});
