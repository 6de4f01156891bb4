import { existsSync, readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { cdd26, degreeDays, hdd18, smhiDegreeDays } from "./degreedays.ts";

const facts = `${process.env.HUSTING_REFERENCE_DATA ?? "../shared/data"}/facts/climate_reference.json`;

function sum(result: ReturnType<typeof degreeDays>): number {
  if (!result.ok) throw new Error(result.reason.code);
  return result.value.degreeDays;
}

describe("degree days", () => {
  it("of one cold and one hot day are their distances to 18 and 26 °C", () => {
    const days = Float64Array.of(-7, 30, 20);
    expect(sum(degreeDays(days, hdd18))).toBe(25);
    expect(sum(degreeDays(days, cdd26))).toBe(4);
  });

  it("leave out a day that was not measured and say so", () => {
    const result = degreeDays(Float64Array.of(10, Number.NaN), hdd18);
    expect(result).toEqual({ ok: true, value: { degreeDays: 8, daysCounted: 1, daysExpected: 2 } });
    expect(degreeDays(Float64Array.of(Number.NaN), hdd18).ok).toBe(false);
  });

  it("heating less cooling about one balance is the days' distance to it", () => {
    fc.assert(
      fc.property(
        fc.float64Array({ minLength: 1, maxLength: 400, min: -50, max: 50, noNaN: true }),
        fc.double({ min: -10, max: 30, noNaN: true }),
        (days, balanceC) => {
          const heating = sum(degreeDays(days, { kind: "heating", balanceC }));
          const cooling = sum(degreeDays(days, { kind: "cooling", balanceC }));
          const distance = days.reduce((total, t) => total + balanceC - t, 0);
          expect(heating - cooling).toBeCloseTo(distance, 6);
        },
      ),
    );
  });
});

describe("SMHI's degree days", () => {
  it("count a cool day in June from 2015 on, and not before unless it is under the month's limit", () => {
    const day = Float64Array.of(13);
    expect(sum(smhiDegreeDays(day, "2015-06-01"))).toBe(4);
    expect(sum(smhiDegreeDays(day, "2014-06-01"))).toBe(0);
    expect(sum(smhiDegreeDays(Float64Array.of(9.9), "2014-06-01"))).toBeCloseTo(7.1, 12);
  });

  it("change rule between the last day of 2014 and the first of 2015, and month by month before", () => {
    const mild = Float64Array.of(12.5, 12.5);
    expect(sum(smhiDegreeDays(mild, "2014-09-30"))).toBe(4.5);
    expect(sum(smhiDegreeDays(Float64Array.of(16, 16), "2014-12-31"))).toBe(2);
  });

  it("refuse a first day that is not a date", () => {
    expect(smhiDegreeDays(Float64Array.of(1), "2014-13-01").ok).toBe(false);
    expect(smhiDegreeDays(Float64Array.of(1), "yesterday").ok).toBe(false);
  });

  it.skipIf(!existsSync(facts))(
    "of Härnösand's cold normal months are near the month's mean distance to 17 °C",
    () => {
      const normal = JSON.parse(readFileSync(facts, "utf8")).fixture_harnosand_normal_1981_2010;
      const lengths = [31, 28.25, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
      for (const month of [0, 1, 2, 10, 11]) {
        const perDay = sum(
          degreeDays(Float64Array.of(normal.month_mean_C[month]), { kind: "heating", balanceC: 17 }),
        );
        expect(
          Math.abs(perDay * lengths[month]! - normal.degree_days[month]) / normal.degree_days[month],
        ).toBeLessThan(0.02);
      }
    },
  );
});
