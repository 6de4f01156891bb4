import { existsSync, readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { fitCaltrackBilling } from "./caltrackbilling.ts";
import { type ChangePointType, fitChangePoint, predictChangePoint } from "./changepoint.ts";

const folder = `${process.env.HUSTING_REFERENCE_DATA ?? "../shared/data"}/bills`;
const dayMs = 86_400_000;

interface MeterBills {
  readonly meter: string;
  readonly energy: string;
  /** Use of each bill, and use a day. */
  readonly useKwh: Float64Array;
  readonly perDay: Float64Array;
  /** n + 1 days since 1970-01-01. */
  readonly bounds: Int32Array;
  /** The month's mean outdoor temperature, °F: all that came with the bills. */
  readonly meanF: Float64Array;
}

/** Every meter's monthly bills in time order. */
function meters(name: string): MeterBills[] {
  const lines = gunzipSync(readFileSync(`${folder}/${name}.csv.gz`))
    .toString()
    .trim()
    .split(/\r?\n/);
  const grouped = new Map<string, string[][]>();
  for (const line of lines.slice(1)) {
    const cells = line.split(",").map((cell) => cell.replaceAll('"', ""));
    const key = `${cells[0]} ${cells[1]}`;
    grouped.set(key, [...(grouped.get(key) ?? []), cells]);
  }
  return Array.from(grouped, ([key, unsorted]) => {
    const rows = unsorted.toSorted((a, b) => a[3]!.localeCompare(b[3]!));
    const ends = rows.map((row) => Date.parse(`${row[3]}T00:00:00Z`) / dayMs + 1);
    const firstMonth = new Date((ends[0]! - 1) * dayMs);
    const start = Date.UTC(firstMonth.getUTCFullYear(), firstMonth.getUTCMonth(), 1) / dayMs;
    const bounds = Int32Array.of(start, ...ends);
    const useKwh = Float64Array.from(rows, (row) => Number(row[4]));
    return {
      meter: key.split(" ")[0]!,
      energy: key.split(" ")[1]!,
      useKwh,
      perDay: useKwh.map((use, i) => use / (bounds[i + 1]! - bounds[i]!)),
      bounds,
      meanF: Float64Array.from(rows, (row) => Number(row[6])),
    };
  });
}

const half = (values: readonly number[]) => values.toSorted((a, b) => a - b)[values.length >> 1]!;

describe.skipIf(!existsSync(`${folder}/unretrofit_utility.csv.gz`))("real bills with monthly means", () => {
  const all = () => ["retrofit_utility", "unretrofit_utility"].flatMap(meters);

  const modelsOf = (energy: string, type: ChangePointType) => {
    const results = all()
      .filter((meter) => meter.energy === energy)
      .map(({ perDay, meanF }) => fitChangePoint(type, perDay, meanF));
    return {
      meters: results.length,
      fitted: results.flatMap((result) => (result.ok ? [result.value] : [])),
      reasons: results.flatMap((result) => (result.ok ? [] : [result.reason.code])),
    };
  };

  it("of fuel rise as it gets colder under a change point where buildings begin to be heated", () => {
    const { meters, fitted, reasons } = modelsOf("Fuel", "3PH");
    expect([meters, fitted.length, ...reasons]).toEqual([93, 92, "constant-use"]);
    expect(fitted.filter((model) => model.underSlope > 0).length).toBeGreaterThan(88);
    expect(half(fitted.map((model) => model.fit.rSquared))).toBeGreaterThan(0.9);
    expect(half(fitted.map((model) => model.lowerChangePoint))).toBeGreaterThan(55);
    expect(half(fitted.map((model) => model.lowerChangePoint))).toBeLessThan(68);
  });

  it("of electricity rise as it gets warmer, and more parameters never fit worse", () => {
    const { meters, fitted, reasons } = modelsOf("Elec", "3PC");
    expect([meters, fitted.length, ...reasons]).toEqual([148, 147, "constant-use"]);
    expect(half(fitted.map((model) => model.fit.rSquared))).toBeGreaterThan(0.8);
    expect(half(fitted.map((model) => model.upperChangePoint))).toBeGreaterThan(50);
    expect(half(fitted.map((model) => model.upperChangePoint))).toBeLessThan(70);
    const four = modelsOf("Elec", "4P").fitted;
    for (const [i, model] of fitted.entries()) {
      expect(four[i]!.fit.rSquared).toBeGreaterThan(model.fit.rSquared - 1e-6);
    }
  });

  it("of a year give that year's use back", () => {
    for (const { energy, perDay, meanF } of meters("retrofit_utility")) {
      const baseline = { use: perDay.subarray(0, 12), temperature: meanF.subarray(0, 12) };
      const model = fitChangePoint(energy === "Fuel" ? "3PH" : "5P", baseline.use, baseline.temperature);
      if (!model.ok) throw new Error(model.reason.code);
      const modelled = predictChangePoint(model.value, baseline.temperature);
      const sum = (values: Float64Array) => values.reduce((total, value) => total + value, 0);
      expect(Math.abs(sum(modelled) / sum(baseline.use) - 1)).toBeLessThan(1e-9);
      expect(model.value.fit.rSquared).toBeGreaterThan(0.4);
    }
  });

  it("are refused by CalTRACK's billing method, which needs days, with that reason", () => {
    const codes = all().map(({ useKwh, bounds, meanF }) => {
      const result = fitCaltrackBilling({
        useKwh,
        firstDay: bounds.map((day) => day - bounds[0]!),
        temperature: meanF,
        temperatureUnit: "F",
      });
      return result.ok ? "a model" : result.reason.code;
    });
    expect(codes.length).toBe(241);
    expect(new Set(codes)).toEqual(new Set(["monthly-mean-temperature"]));
  });
});
