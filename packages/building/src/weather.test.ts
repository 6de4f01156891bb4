import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { type Climate, umeaClimate, xianClimate } from "./climate.ts";
import { annualCurve, synthesiseWeather } from "./weather.ts";

const hourMs = 3_600_000;
const years = 60;
const hours = Math.round(years * 365.25) * 24;
const startMs = Date.UTC(1990, 0, 1);
const reference = join(
  process.env.HUSTING_REFERENCE_DATA ?? "../shared/data",
  "facts/climate_reference.json",
);

function dailyMeans(climate: Climate): { month: number; meanC: number }[] {
  const { values } = synthesiseWeather(climate, { startMs, hours }, "test").temperatureC;
  return Array.from({ length: hours / 24 }, (_, day) => {
    let sum = 0;
    for (let hour = 0; hour < 24; hour++) sum += values[day * 24 + hour]!;
    return { month: new Date(startMs + day * 24 * hourMs).getUTCMonth(), meanC: sum / 24 };
  });
}

function monthMeans(days: readonly { month: number; meanC: number }[]): number[] {
  return Array.from({ length: 12 }, (_, month) => {
    const own = days.filter((day) => day.month === month);
    return own.reduce((sum, day) => sum + day.meanC, 0) / own.length;
  });
}

const yearly = (days: readonly { meanC: number }[], of: (meanC: number) => number): number =>
  days.reduce((sum, day) => sum + of(day.meanC), 0) / years;

const places = [umeaClimate, xianClimate].map((climate) => ({ climate, days: dailyMeans(climate) }));

describe.each(places)("synthetic weather of $climate.id", ({ climate, days }) => {
  it("over sixty years each month is as warm as its normal", () => {
    // Five standard errors of a month's mean: the spells leave about half a month's deviation to one year's mean.
    monthMeans(days).forEach((meanC, month) => {
      const tolerance = (5 * 0.6 * climate.temperatureDeviation.values[month]!) / Math.sqrt(years);
      expect(Math.abs(meanC - climate.meanTemperature.values[month]!)).toBeLessThan(tolerance);
    });
  });

  it("days differ from the normal as much as they should, and today is much like yesterday", () => {
    const normals = monthMeans(days);
    const anomalies = days.map((day) => day.meanC - normals[day.month]!);
    for (const month of [0, 6]) {
      const own = anomalies.filter((_, day) => days[day]!.month === month);
      const deviation = Math.sqrt(own.reduce((sum, value) => sum + value * value, 0) / own.length);
      expect(Math.abs(deviation / climate.temperatureDeviation.values[month]! - 1)).toBeLessThan(0.12);
    }
    const variance = anomalies.reduce((sum, value) => sum + value * value, 0);
    const correlation = (lag: number): number =>
      anomalies.reduce((sum, value, day) => sum + value * (anomalies[day - lag] ?? 0), 0) / variance;
    expect(correlation(1)).toBeGreaterThan(0.6);
    expect(correlation(1)).toBeLessThan(0.9);
    // A cold spell is still felt ten days later.
    expect(correlation(10)).toBeGreaterThan(0.08);
    expect(correlation(90)).toBeLessThan(0.12);
  });

  it("over sixty years each month is as sunny as its normal", () => {
    const sun = synthesiseWeather(climate, { startMs, hours }, "test").globalIrradianceWm2.values;
    const kwhM2 = new Array<number>(12).fill(0);
    for (let hour = 0; hour < hours; hour++) {
      kwhM2[new Date(startMs + hour * hourMs).getUTCMonth()]! += sun[hour]! / 1000 / years;
    }
    kwhM2.forEach((value, month) => {
      const normal = climate.globalIrradiation.values[month]!;
      expect(Math.abs(value - normal)).toBeLessThan(0.08 * normal + 2.5);
    });
  });

  it("the same seed gives the same weather and another seed another", () => {
    const window = { startMs, hours: 500 };
    const once = synthesiseWeather(climate, window, "a");
    expect(synthesiseWeather(climate, window, "a")).toEqual(once);
    expect(synthesiseWeather(climate, window, "b").temperatureC.values).not.toEqual(once.temperatureC.values);
  });

  it("humidity stays between desert and fog, and no hour is missing", () => {
    const weather = synthesiseWeather(climate, { startMs, hours: 8760 }, "test");
    for (const value of weather.relativeHumidityPercent.values) {
      expect(value).toBeGreaterThanOrEqual(12);
      expect(value).toBeLessThanOrEqual(100);
    }
    expect(weather.temperatureC.values.every(Number.isFinite)).toBe(true);
  });
});

describe("the yearly course", () => {
  it("has the normals as the means of its twelfths", () => {
    const curve = annualCurve(xianClimate.meanTemperature.values);
    for (let month = 0; month < 12; month++) {
      // 30.5 days a twelfth.
      let sum = 0;
      for (let half = 0; half < 61; half++) sum += curve[Math.floor((month * 61 + half) / 2)]!;
      expect(sum / 61).toBeCloseTo(xianClimate.meanTemperature.values[month]!, 1);
    }
  });
});

describe.skipIf(!existsSync(reference))("synthetic weather against the shared climate facts", () => {
  const facts = JSON.parse(readFileSync(reference, "utf8")) as {
    anchors: { umea: { jan: number; jul: number }; xian: { jul: number; annual: number } };
    china: { xian: { HDD18: number; CDD26: number } };
  };
  const [umea, xian] = places.map((place) => place.days);

  it("Umeå's January and July and Xi'an's July and year are as warm as the anchors say", () => {
    const umeaMeans = monthMeans(umea!);
    const xianMeans = monthMeans(xian!);
    expect(Math.abs(umeaMeans[0]! - facts.anchors.umea.jan)).toBeLessThan(2);
    expect(Math.abs(umeaMeans[6]! - facts.anchors.umea.jul)).toBeLessThan(1);
    expect(Math.abs(xianMeans[6]! - facts.anchors.xian.jul)).toBeLessThan(0.7);
    const annual = xian!.reduce((sum, day) => sum + day.meanC, 0) / xian!.length;
    expect(Math.abs(annual - facts.anchors.xian.annual)).toBeLessThan(0.5);
  });

  it("Xi'an has the degree days of cold zone B, near those remembered for it", () => {
    const hdd18 = yearly(xian!, (meanC) => Math.max(0, 18 - meanC));
    const cdd26 = yearly(xian!, (meanC) => Math.max(0, meanC - 26));
    expect(hdd18).toBeGreaterThanOrEqual(2000);
    expect(hdd18).toBeLessThan(3800);
    expect(cdd26).toBeGreaterThan(90);
    expect(Math.abs(hdd18 / facts.china.xian.HDD18 - 1)).toBeLessThan(0.12);
    expect(Math.abs(cdd26 / facts.china.xian.CDD26 - 1)).toBeLessThan(0.4);
  });

  it("Umeå has more degree days (17 °C) than Härnösand, 200 km to the south, and fewer than the inland", () => {
    const total = yearly(umea!, (meanC) => Math.max(0, 17 - meanC));
    // 4 605 is Härnösand's normal in the same file; 6 000 would be the mountains.
    expect(total).toBeGreaterThan(4605);
    expect(total).toBeLessThan(5400);
  });
});
