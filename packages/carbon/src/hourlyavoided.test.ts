import { fromPoints, type RegularSeries } from "@husting/series";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { reasonFrom, referenceFile, sha256, valueFrom } from "./carbon.fixture.ts";
import { fraction, subtract, toDouble } from "./fraction.ts";
import { cambridgeGrid, hourlyEmissions, hourlyFactors } from "./hourly.ts";
import { type AvoidedByHour, hourlyAvoided } from "./hourlyavoided.ts";
import { checkHourlyClaim, freezeHourlyClaim } from "./hourlyclaim.ts";

const hourMs = 3_600_000;
const gap = Number.NaN;
const calibration = { id: "calibration-1", date: "2026-11-01", source: "ordinary years of 57 buildings" };
const hours = (values: readonly number[], startMs = 0): RegularSeries => ({
  startMs,
  stepMs: hourMs,
  values: Float64Array.from(values),
});
const factorsOf = (values: readonly number[]) => valueFrom(hourlyFactors(cambridgeGrid, hours(values)));
const avoidedOf = (
  expected: readonly number[],
  used: readonly number[],
  halfWidthKwh = 1,
): AvoidedByHour => ({
  carrier: "electricity",
  expectedKwh: hours(expected),
  usedKwh: hours(used),
  interval90: { halfWidthKwh, confidence: 0.9, calibration },
});

describe("emissions avoided by the hour", () => {
  it("weigh each hour's avoided use by that hour's grid, and the interval as the expected use lies over the hours", () => {
    // Hours 1 and 2 avoid 2 and −1; hour 3 was not measured.
    const made = valueFrom(hourlyAvoided(avoidedOf([5, 3, 4], [3, 4, gap]), factorsOf([400, 100, 300])));
    expect(made.grams).toBe(700n);
    expect(made.exactKwh).toEqual(fraction(1n));
    // ± 1 kWh × (5 × 400 + 3 × 100) / 8 = 287.5 g
    expect(made.interval90).toMatchObject({
      lowerGrams: 412n,
      upperGrams: 988n,
      exactHalfWidthGrams: fraction(575n, 2n),
      calibration,
    });
    expect(made.coverage).toEqual({ measured: 2, expected: 2, share: 1 });
  });

  it("hours without a factor are not in it, their share of the half-width neither; too many are refused", () => {
    const ten = Array.from({ length: 10 }, () => 1);
    const none = ten.map(() => 0);
    const made = valueFrom(
      hourlyAvoided(avoidedOf(ten, none, 2), factorsOf([...ten.slice(1).map(() => 100), gap])),
    );
    expect([made.grams, made.coverage.share]).toEqual([900n, 0.9]);
    expect(made.interval90.exactHalfWidthGrams).toEqual(fraction(180n));
    expect(reasonFrom(hourlyAvoided(avoidedOf(ten, none), factorsOf([100, gap])))).toMatchObject({
      code: "too-few-factors",
      coverage: { measured: 1, expected: 10 },
    });
  });

  it("are refused by name where they do not fit", () => {
    const factors = factorsOf([100, 100]);
    const code = (avoided: AvoidedByHour) => reasonFrom(hourlyAvoided(avoided, factors)).code;
    const sound = avoidedOf([2, 2], [1, 1]);
    expect(code({ ...sound, carrier: "district-heat" })).toBe("carrier-differs");
    expect(code({ ...sound, usedKwh: { ...sound.usedKwh, stepMs: hourMs / 2 } })).toBe("steps-differ");
    expect(code({ ...sound, usedKwh: hours([1, 1], 60_000) })).toBe("grids-differ");
    expect(code(avoidedOf([2, 2], [1, 1], -1))).toBe("negative-half-width");
    expect(code(avoidedOf([2, 2], [1, 1], gap))).toBe("not-finite");
    expect(code(avoidedOf([2, 2], [1, Number.POSITIVE_INFINITY]))).toBe("not-finite");
    expect(code(avoidedOf([2, 2], [gap, gap]))).toBe("nothing-in-common");
    expect(code(avoidedOf([0, 0], [1, 1]))).toBe("nothing-expected");
  });

  it("with one factor for all hours are what the sum times the factor is, interval and all", () => {
    const watts = fc.integer({ min: 1, max: 100_000 }).map((wh) => wh / 1000);
    const pairs = fc.array(fc.tuple(watts, watts), { minLength: 1, maxLength: 48 });
    fc.assert(
      fc.property(pairs, fc.integer({ min: 0, max: 900 }), (rows, grams) => {
        const avoided = avoidedOf(
          rows.map(([expected]) => expected),
          rows.map(([, used]) => used),
          2.5,
        );
        const made = valueFrom(hourlyAvoided(avoided, factorsOf(rows.map(() => grams))));
        const wh = rows.reduce((sum, [a, b]) => sum + Math.round(1000 * a) - Math.round(1000 * b), 0);
        expect(made.exactGrams).toEqual(fraction(BigInt(wh) * BigInt(grams), 1000n));
        expect(made.interval90.exactHalfWidthGrams).toEqual(fraction(BigInt(grams) * 5n, 2n));
      }),
    );
  });
});

describe("a claim by the hour", () => {
  const avoided = avoidedOf([5, 3], [3, 4]);
  const factors = factorsOf([400, 100]);
  const frozenOn = "2026-11-28";
  const claim = valueFrom(freezeHourlyClaim({ measure: "windows", frozenOn }, avoided, factors, sha256));

  it("is plain data, and follows from the hours it was made with", () => {
    expect(claim).toMatchObject({ grams: "700", hours: { counted: 2, withAvoidedUse: 2 }, frozenOn });
    const read = JSON.parse(JSON.stringify(claim));
    expect(read).toEqual(claim);
    expect(valueFrom(checkHourlyClaim(read, avoided, factors, sha256)).grams).toBe(700n);
  });

  it("follows from no other hours, factors or figures", () => {
    const code = (of = claim, energy = avoided, by = factors) =>
      reasonFrom(checkHourlyClaim(of, energy, by, sha256)).code;
    expect(code(claim, avoided, factorsOf([400, 101]))).toBe("factors-are-not-the-frozen-ones");
    const renamed = valueFrom(hourlyFactors({ ...cambridgeGrid, source: "another" }, hours([400, 100])));
    expect(code(claim, avoided, renamed)).toBe("factors-are-not-the-frozen-ones");
    expect(code(claim, avoidedOf([5, 3], [3, 4.1]))).toBe("energy-is-not-the-frozen-one");
    expect(code({ ...claim, upperGrams: "1000" })).toBe("figure-is-not-the-frozen-one");
    expect(
      reasonFrom(freezeHourlyClaim({ measure: "x", frozenOn: "soon" }, avoided, factors, sha256)).code,
    ).toBe("not-a-date");
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
    return valueFrom(
      fromPoints(
        rows.map(([time]) => Date.parse(`${time!.replace(" ", "T")}Z`)),
        rows.map(([, value]) => Math.round(Number(value) * scale * 1000) / 1000),
        hourMs,
      ),
    );
  };

  it("a year against the one before it avoids what the two years' emissions by the same hours differ by", () => {
    const grid = readHours(gridFile.text(), 1000);
    const use = readHours(meterFile.text(), 1);
    const year = 364 * 24;
    const from = (Date.parse("2018-01-01T00:00:00Z") - use.startMs) / hourMs;
    const part = (offset: number): RegularSeries => ({
      startMs: use.startMs + from * hourMs,
      stepMs: hourMs,
      values: use.values.slice(from + offset, from + offset + year),
    });
    const [expected, used] = [part(-year), part(0)];
    // The same hours in both, so that what is measured in one year alone is in neither.
    for (let i = 0; i < year; i++) {
      if (Number.isNaN(expected.values[i]!) || Number.isNaN(used.values[i]!))
        expected.values[i] = used.values[i] = gap;
    }
    const factors = valueFrom(hourlyFactors(cambridgeGrid, grid));
    const interval90 = { halfWidthKwh: 10_000, confidence: 0.9, calibration } as const;
    const made = valueFrom(
      hourlyAvoided({ carrier: "electricity", expectedKwh: expected, usedKwh: used, interval90 }, factors),
    );
    const [before, after] = [expected, used].map((series) =>
      valueFrom(hourlyEmissions("electricity", series, factors)),
    );
    expect(made.exactGrams).toEqual(subtract(before!.exactGrams, after!.exactGrams));
    expect(made.coverage.measured).toBe(after!.coverage.measured);
    expect(made.coverage.measured).toBeGreaterThan(8000);
    // The half-width lies over the hours as the expected use does.
    const mean = toDouble(before!.exactGrams) / toDouble(before!.exactKwh);
    expect(toDouble(made.interval90.exactHalfWidthGrams) / 10_000).toBeCloseTo(mean, 6);
  });
});
