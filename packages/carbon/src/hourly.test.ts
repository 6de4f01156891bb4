import { fromPoints, type RegularSeries } from "@husting/series";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { electricity, reasonFrom, referenceFile, valueFrom } from "./carbon.fixture.ts";
import { fraction, sum, toDouble } from "./fraction.ts";
import { cambridgeGrid, hourlyEmissions, hourlyFactors } from "./hourly.ts";
import { yearlyUses } from "./yearlyuse.ts";

const hourMs = 3_600_000;
const hours = (startMs: number, values: readonly number[]): RegularSeries => ({
  startMs,
  stepMs: hourMs,
  values: Float64Array.from(values),
});
const gap = Number.NaN;
const factors = valueFrom(hourlyFactors(cambridgeGrid, hours(0, [458, 450, gap, 410])));

describe("hourly factors", () => {
  it("weigh each hour's use by that hour's grid, and count the hours that lack either", () => {
    const made = valueFrom(hourlyEmissions("electricity", hours(0, [1.5, gap, 2, 0.1]), factors));
    // 1.5 × 458 = 687; 0.1 × 410 = 41; the second hour has no use, the third no factor
    expect(made.grams).toBe(728n);
    expect(made.exactKwh).toEqual(fraction(16n, 10n));
    expect(made.coverage).toEqual({ measured: 2, expected: 4, share: 0.5 });
    expect([made.stepsWithoutUse, made.stepsWithoutFactor]).toEqual([1, 1]);
    expect(made.factors.standing).toBe("second-hand");
  });

  it("hours before and after the factors have no figure", () => {
    const made = valueFrom(
      hourlyEmissions("electricity", hours(-2 * hourMs, [1, 1, 1, 1, 1, 1, 1, 1]), factors),
    );
    expect(made.grams).toBe(458n + 450n + 410n);
    expect([made.coverage.measured, made.stepsWithoutFactor]).toEqual([3, 5]);
  });

  it("are refused by name where they do not fit", () => {
    const code = (series: RegularSeries) => reasonFrom(hourlyEmissions("electricity", series, factors)).code;
    expect(code({ ...hours(0, [1]), stepMs: hourMs / 2 })).toBe("steps-differ");
    expect(code(hours(60_000, [1]))).toBe("grids-differ");
    expect(code(hours(0, [gap]))).toBe("nothing-in-common");
    expect(code(hours(0, [Number.POSITIVE_INFINITY]))).toBe("infinite-use");
    expect(reasonFrom(hourlyEmissions("district-heat", hours(0, [1]), factors)).code).toBe("carrier-differs");
    expect(reasonFrom(hourlyFactors(cambridgeGrid, hours(0, [1, -1]))).code).toBe(
      "negative-or-infinite-factor",
    );
    expect(reasonFrom(hourlyFactors(cambridgeGrid, hours(0, [gap]))).code).toBe("no-hours");
    expect(reasonFrom(hourlyFactors({ ...cambridgeGrid, source: "" }, hours(0, [1])))).toMatchObject({
      field: "source",
    });
  });

  it("two halves of a day emit what the day emits", () => {
    const amount = fc.integer({ min: 0, max: 100_000 }).map((wh) => wh / 1000);
    fc.assert(
      fc.property(
        fc.array(amount, { minLength: 24, maxLength: 24 }),
        fc.integer({ min: 1, max: 23 }),
        (uses, cut) => {
          const grid = valueFrom(
            hourlyFactors(
              cambridgeGrid,
              hours(
                0,
                uses.map((_, i) => 200 + i),
              ),
            ),
          );
          const of = (from: number, to: number) =>
            valueFrom(hourlyEmissions("electricity", hours(from * hourMs, uses.slice(from, to)), grid))
              .exactGrams;
          expect(sum([of(0, cut), of(cut, 24)])).toEqual(of(0, 24));
        },
      ),
    );
  });
});

const gridFile = referenceFile("cambridge", "grid-carbon.csv.gz");
const meterFile = referenceFile("cambridge", "b0-electricity.csv.gz");

describe.skipIf(!gridFile.present || !meterFile.present)("a real building on a real grid", () => {
  const readHours = (text: string, scale: number): RegularSeries => {
    const rows = text
      .trim()
      .split(/\r?\n/)
      .slice(1)
      .map((line) => line.split(","));
    const times = rows.map(([time]) => Date.parse(`${time!.replace(" ", "T")}Z`));
    return valueFrom(
      fromPoints(
        times,
        rows.map(([, value]) => Math.round(Number(value) * scale * 1000) / 1000),
        hourMs,
      ),
    );
  };

  it("eight years of hours give a figure that lies between the cleanest and the dirtiest hour", () => {
    const grid = readHours(gridFile.text(), 1000);
    const use = readHours(meterFile.text(), 1);
    const made = valueFrom(
      hourlyEmissions("electricity", use, valueFrom(hourlyFactors(cambridgeGrid, grid))),
    );
    expect(made.coverage.measured).toBeGreaterThan(60_000);
    const mean = toDouble(made.exactGrams) / toDouble(made.exactKwh);
    const known = grid.values.filter((value) => !Number.isNaN(value));
    expect(mean).toBeGreaterThan(known.reduce((a, b) => Math.min(a, b)));
    expect(mean).toBeLessThan(known.reduce((a, b) => Math.max(a, b)));
  });

  it("its local years add up to what was measured", () => {
    const use = readHours(meterFile.text(), 1);
    const years = valueFrom(yearlyUses("b0", electricity, use, "Europe/London"));
    expect(years.map(({ year }) => year)).toEqual([2013, 2014, 2015, 2016, 2017, 2018, 2019, 2020]);
    const measured = use.values.reduce((total, value) => total + (Number.isNaN(value) ? 0 : value), 0);
    expect(toDouble(sum(years.map(({ energy }) => energy.exactKwh)))).toBeCloseTo(measured, 3);
  });
});
