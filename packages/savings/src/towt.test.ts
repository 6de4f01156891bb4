import { existsSync, readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { type ChangePointType, fitChangePoint, predictChangePoint } from "./changepoint.ts";
import { weekdayOf } from "./daykinds.ts";
import { fitTowt, predictTowt } from "./towt.ts";

const folder = `${process.env.HUSTING_REFERENCE_DATA ?? "../shared/data"}/nmecr`;
const dayMs = 86_400_000;

function rows(name: string): string[][] {
  const bytes = readFileSync(`${folder}/${name}`);
  const text = name.endsWith(".gz") ? gunzipSync(bytes).toString() : bytes.toString();
  return text
    .trim()
    .split(/\r?\n/)
    .slice(1)
    .map((line) => line.split(",").map((cell) => cell.replaceAll('"', "")));
}

function office(from: string, to: string) {
  const load = rows("in_eload.csv").filter(([time]) => time! >= from && time! < to);
  const warm = new Map(rows("in_temp.csv").map(([time, t]) => [time!, Number(t)]));
  return {
    useKwh: Float64Array.from(load, ([, use]) => Number(use)),
    temperature: Float64Array.from(load, ([time]) => warm.get(time!)!),
    timeOfWeek: Uint8Array.from(load, ([time]) =>
      weekdayOf(Date.parse(`${time!.slice(0, 10)}T00:00:00Z`) / dayMs),
    ),
    temperatureUnit: "F" as const,
  };
}

describe.skipIf(!existsSync(`${folder}/in_eload.csv`))("an office against nmecr 1.0.17", () => {
  const baseline = () => office("2012-03-01", "2013-03-01");
  const performance = () => office("2014-03-01", "2015-03-01");

  it("TOWT has its predictions, coefficients, R² and totals", () => {
    const model = fitTowt(baseline());
    if (!model.ok) throw new Error(model.reason.code);
    const [coefficients] = rows("office_daily_TOWT_coef.csv");
    const published = coefficients!.map(Number);
    // Thursday, Friday and Saturday are occupied; nmecr reports that side, its first day as the intercept.
    const levels = [3, 4, 5].map((weekday) => model.value.levelsKwh[weekday]!);
    const ours = [
      levels[0]!,
      levels[1]! - levels[0]!,
      levels[2]! - levels[0]!,
      ...model.value.slopesOccupied,
    ];
    for (const [i, value] of ours.entries()) expect(Math.abs(value / published[i]! - 1)).toBeLessThan(1e-9);
    const report = performance();
    const predicted = predictTowt(model.value, report.temperature, report.timeOfWeek);
    const theirs = rows("office_daily_TOWT_savings.csv.gz");
    for (let i = 0; i < 365; i++)
      expect(Math.abs(predicted[i]! / Number(theirs[i]![2]) - 1)).toBeLessThan(1e-9);
    const [summary] = rows("office_daily_TOWT_summary.csv");
    expect(Math.abs(model.value.fit.rSquared / Number(summary![0]) - 1)).toBeLessThan(1e-9);
    const total = predicted.reduce((sum, v) => sum + v, 0);
    expect(Math.abs(total / Number(summary![8]) - 1)).toBeLessThan(1e-9);
  });

  it.each([
    ["3PH", "ThreeParameterHeating"],
    ["3PC", "ThreeParameterCooling"],
    ["4P", "FourParameterLinearModel"],
  ] as const)("%s fits no worse than nmecr's and its savings lie within 0.2 %% of use", (type, name) => {
    const { useKwh, temperature } = baseline();
    const model = fitChangePoint(type, useKwh, temperature);
    if (!model.ok) throw new Error(model.reason.code);
    const [summary] = rows(`office_daily_${name}_summary.csv`);
    expect(model.value.fit.rSquared).toBeGreaterThan(Number(summary![0]) - 1e-9);
    expect(model.value.fit.rSquared - Number(summary![0])).toBeLessThan(2e-3);
    const predicted = predictChangePoint(model.value, performance().temperature).reduce(
      (sum, v) => sum + v,
      0,
    );
    expect(Math.abs(predicted / Number(summary![8]) - 1)).toBeLessThan(0.002);
  });
});

describe("TOWT by the hour", () => {
  it("finds the coefficients of a simulated load", () => {
    const hours = 8760;
    const timeOfWeek = Uint8Array.from({ length: hours }, (_, i) => i % 168);
    const temperature = Float64Array.from(
      { length: hours },
      (_, i) => 55 - 25 * Math.cos((2 * Math.PI * i) / hours) + 8 * Math.sin(i / 3.9),
    );
    const works = (hour: number) => hour < 120 && hour % 24 >= 8 && hour % 24 < 18;
    const useKwh = temperature.map((t, i) => (works(timeOfWeek[i]!) ? 50 + 0.3 * t : 10 + 0.1 * t));
    const model = fitTowt({ useKwh, temperature, timeOfWeek, temperatureUnit: "F" });
    if (!model.ok) throw new Error(model.reason.code);
    for (let hour = 0; hour < 168; hour++) {
      expect(model.value.occupied[hour] === 1).toBe(works(hour));
      expect(model.value.levelsKwh[hour]!).toBeCloseTo(works(hour) ? 50 : 10, 7);
    }
    for (const slope of model.value.slopesOccupied) expect(slope).toBeCloseTo(0.3, 8);
    for (const slope of model.value.slopesUnoccupied) expect(slope).toBeCloseTo(0.1, 8);
  });

  it("is refused by name when there is nothing to fit", () => {
    const timeOfWeek = Uint8Array.from({ length: 500 }, (_, i) => i % 168);
    const temperature = Float64Array.from({ length: 500 }, (_, i) => i % 20);
    const flat = fitTowt({
      useKwh: new Float64Array(500).fill(2),
      temperature,
      timeOfWeek,
      temperatureUnit: "C",
    });
    expect(flat.ok ? "a model" : flat.reason.code).toBe("constant-use");
    const gaps = fitTowt({
      useKwh: new Float64Array(500).fill(Number.NaN),
      temperature,
      timeOfWeek,
      temperatureUnit: "C",
    });
    expect(gaps.ok ? "a model" : gaps.reason.code).toBe("too-few-values");
  });
});

describe("change-point models", () => {
  const temperature = Float64Array.from({ length: 200 }, (_, i) => -10 + i / 5);
  const cases: [ChangePointType, (t: number) => number][] = [
    ["3PH", (t) => 10 + 2 * Math.max(0, 12.3 - t)],
    ["3PC", (t) => 10 + 2 * Math.max(0, t - 17.7)],
    ["4P", (t) => 10 + 2 * Math.max(0, 14.2 - t) + 0.5 * Math.max(0, t - 14.2)],
    ["5P", (t) => 10 + 2 * Math.max(0, 9.6 - t) + 3 * Math.max(0, t - 19.1)],
  ];
  it.each(cases)("%s finds the change points that made the load", (type, load) => {
    const model = fitChangePoint(type, temperature.map(load), temperature);
    if (!model.ok) throw new Error(model.reason.code);
    expect(model.value.base).toBeCloseTo(10, 3);
    const predicted = predictChangePoint(model.value, temperature);
    for (let i = 0; i < 200; i++) expect(predicted[i]!).toBeCloseTo(load(temperature[i]!), 2);
  });

  it("need enough values, and a temperature that varies", () => {
    const few = fitChangePoint("5P", Float64Array.of(1, 2, 3), Float64Array.of(1, 2, 3));
    expect(few.ok ? "a model" : few.reason.code).toBe("too-few-values");
    const still = fitChangePoint("3PH", temperature, new Float64Array(200).fill(5));
    expect(still.ok ? "a model" : still.reason.code).toBe("constant-temperature");
  });
});
