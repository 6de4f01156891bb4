import { describe, expect, it } from "vitest";
import { dayKind, dayKinds, easterSunday, weekdayOf } from "./daykinds.ts";
import { hourCalendar } from "./hourcalendar.ts";
import { fitHustingDaily, type HustingDailyInput, predictHustingDaily } from "./hustingdaily.ts";
import { fitHustingHourly, type HustingHourlyInput, predictHustingHourly } from "./hustinghourly.ts";

const dayMs = 86_400_000;
const day = (date: string) => Date.parse(date) / dayMs;
const noise = (i: number) => Math.sin(i * 12.9898) * Math.cos(i * 4.1414);

/** Consecutive days of a simulated Swedish office from a date: weekends and holidays at half, heating under 12 °C. */
function office(
  from: string,
  days: number,
  options: { level?: number; noiseKwh?: number } = {},
): HustingDailyInput {
  const firstDay = day(from);
  const kinds = dayKinds(firstDay, days, "SE");
  const temperature = Float64Array.from(
    { length: days },
    (_, i) => 6 - 11 * Math.cos((2 * Math.PI * (firstDay + i - 20)) / 365.25) + 4 * noise(firstDay + i),
  );
  const useKwh = temperature.map((t, i) => {
    const off = kinds[i] !== 0 || weekdayOf(firstDay + i) >= 5;
    return (
      (options.level ?? 1) * ((off ? 100 : 200) + 8 * Math.max(0, 12 - t)) +
      (options.noiseKwh ?? 5) * noise(7 * i + 3)
    );
  });
  return { useKwh, temperature, temperatureUnit: "C", firstDay, kinds };
}

function fitted(input: HustingDailyInput) {
  const model = fitHustingDaily(input);
  if (!model.ok) throw new Error(model.reason.code);
  return model.value;
}

function errorOf(observed: Float64Array, modelled: Float64Array): { cvrmse: number; bias: number } {
  let squares = 0;
  let sum = 0;
  let bias = 0;
  for (let i = 0; i < observed.length; i++) {
    squares += (observed[i]! - modelled[i]!) ** 2;
    sum += observed[i]!;
    bias += modelled[i]! - observed[i]!;
  }
  return { cvrmse: (Math.sqrt(squares / observed.length) * observed.length) / sum, bias: bias / sum };
}

describe("Husting's daily baseline", () => {
  it("predicts the next year of an office with weekends, holidays and heating", () => {
    const model = fitted(office("2021-01-01", 365));
    const next = office("2022-01-01", 365);
    const error = errorOf(next.useKwh, predictHustingDaily(model, next));
    expect(error.cvrmse).toBeLessThan(0.04);
    expect(Math.abs(error.bias)).toBeLessThan(0.01);
  });

  it("says in readable figures what the office was made of", () => {
    const { reading } = fitted(office("2021-01-01", 365));
    expect(Math.abs(reading.workingDayAt15C - 200)).toBeLessThan(10);
    expect(Math.abs(reading.dayOffAt15C - 100)).toBeLessThan(10);
    expect(Math.abs(reading.perDegreeColdKwh - 8)).toBeLessThan(0.8);
    expect(Math.abs(reading.perDegreeWarmKwh)).toBeLessThan(2);
  });

  it("is hardly moved by a fortnight in which the meter wrote zeros", () => {
    const clean = office("2021-01-01", 365);
    const broken = { ...clean, useKwh: clean.useKwh.slice().fill(0, 60, 74) };
    const next = office("2022-01-01", 365);
    const before = predictHustingDaily(fitted(clean), next).reduce((sum, v) => sum + v, 0);
    const after = predictHustingDaily(fitted(broken), next).reduce((sum, v) => sum + v, 0);
    expect(Math.abs(after / before - 1)).toBeLessThan(0.01);
  });

  it("scales with the unit of energy and is the same for °F", () => {
    const one = office("2021-01-01", 365);
    const next = office("2022-01-01", 365);
    const a = predictHustingDaily(fitted(one), next);
    const b = predictHustingDaily(fitted({ ...one, useKwh: one.useKwh.map((v) => v * 3.6) }), next);
    const inF = (t: Float64Array) => t.map((v) => 32 + 1.8 * v);
    const c = predictHustingDaily(
      fitted({ ...one, temperature: inF(one.temperature), temperatureUnit: "F" }),
      {
        ...next,
        temperature: inF(next.temperature),
      },
    );
    for (let i = 0; i < 365; i++) {
      expect(b[i]).toBeCloseTo(3.6 * a[i]!, 6);
      expect(c[i]).toBeCloseTo(a[i]!, 6);
    }
  });

  it("knows a heavy building by what it owes to the days before", () => {
    const heavy = (from: string): HustingDailyInput => {
      const one = office(from, 365);
      let feltC = one.temperature[0]!;
      const useKwh = one.temperature.map((t) => {
        feltC += 0.3 * (t - feltC);
        return 100 + 8 * Math.max(0, 14 - feltC);
      });
      return { ...one, useKwh };
    };
    const next = heavy("2022-01-01");
    const error = errorOf(next.useKwh, predictHustingDaily(fitted(heavy("2021-01-01")), next));
    // The fixed share of yesterday alone leaves 0.042.
    expect(error.cvrmse).toBeLessThan(0.025);
  });

  it("lets a boiler rest in summer without forgetting its weekdays in winter", () => {
    const boiler = (from: string): HustingDailyInput => {
      const one = office(from, 365);
      const useKwh = one.temperature.map((t, i) => {
        const off = one.kinds[i] !== 0 || weekdayOf(one.firstDay + i) >= 5;
        return Math.max(0, 10 * (13 - t) - (off ? 60 : 0));
      });
      return { ...one, useKwh };
    };
    const next = boiler("2022-01-01");
    const modelled = predictHustingDaily(fitted(boiler("2021-01-01")), next);
    // A straight line cut off at zero leaves 0.13.
    expect(errorOf(next.useKwh, modelled).cvrmse).toBeLessThan(0.06);
    const mean = next.useKwh.reduce((sum, use) => sum + use, 0) / 365;
    const midsummer = modelled.subarray(160, 220);
    expect(Math.min(...midsummer)).toBeGreaterThanOrEqual(0);
    expect(Math.max(...midsummer)).toBeLessThan(0.15 * mean);
  });

  it("believes a drift the less the noisier the meter is", () => {
    const drifting = (noiseKwh: number) => {
      const one = office("2021-01-01", 365, { noiseKwh });
      return fitted({ ...one, useKwh: one.useKwh.map((use, i) => use + (30 * i) / 365) }).reading.driftKwh;
    };
    expect(drifting(5)).toBeGreaterThan(27);
    expect(drifting(5)).toBeLessThan(33);
    expect(drifting(150)).toBeLessThan(20);
    expect(drifting(150)).toBeGreaterThan(-10);
  });

  it("gives a day without temperature no figure, and refuses bad years by name", () => {
    const one = office("2021-01-01", 365);
    const model = fitted(one);
    const gap = one.temperature.slice();
    gap[10] = Number.NaN;
    expect(Number.isNaN(predictHustingDaily(model, { ...one, temperature: gap })[10]!)).toBe(true);
    const code = (input: HustingDailyInput) => {
      const result = fitHustingDaily(input);
      return result.ok ? "a model" : result.reason.code;
    };
    expect(code({ ...one, useKwh: one.useKwh.map(() => 5) })).toBe("constant-use");
    expect(code(office("2021-01-01", 30))).toBe("baseline-too-short");
    expect(code({ ...office("2021-01-01", 30), sufficiency: "waived" })).toBe("too-few-days");
  });
});

function hourlyOffice(from: string, days: number): HustingHourlyInput {
  const startMs = Date.parse(from);
  const calendar = hourCalendar(startMs, days * 24, "Europe/Stockholm");
  const kinds = dayKinds(calendar.localDay[0]!, days + 1, "SE");
  const temperature = Float64Array.from({ length: days * 24 }, (_, i) => {
    const at = startMs / dayMs + i / 24;
    return (
      6 -
      11 * Math.cos((2 * Math.PI * (at - 20)) / 365.25) -
      4 * Math.cos((2 * Math.PI * i) / 24) +
      2 * noise(Math.floor(at))
    );
  });
  const useKwh = temperature.map((t, i) => {
    const hour = calendar.hourOfWeek[i]!;
    const works =
      hour < 120 &&
      hour % 24 >= 7 &&
      hour % 24 < 18 &&
      kinds[calendar.localDay[i]! - calendar.localDay[0]!] === 0;
    return (works ? 20 : 6) + 0.5 * Math.max(0, 12 - t) + noise(i);
  });
  return { useKwh, temperature, temperatureUnit: "C", calendar, dayKinds: kinds };
}

describe("Husting's hourly baseline", () => {
  it("finds working hours from the load and predicts the next year's hours", () => {
    const model = fitHustingHourly(hourlyOffice("2021-01-01T00:00:00+01:00", 365));
    if (!model.ok) throw new Error(model.reason.code);
    const next = hourlyOffice("2022-01-01T00:00:00+01:00", 365);
    const error = errorOf(next.useKwh, predictHustingHourly(model.value, next));
    expect(error.cvrmse).toBeLessThan(0.12);
    expect(Math.abs(error.bias)).toBeLessThan(0.01);
  });

  it("gives the same figures when run again", () => {
    const input = hourlyOffice("2021-01-01T00:00:00+01:00", 365);
    expect(fitHustingHourly(input)).toEqual(fitHustingHourly(input));
  });
});

describe("days off", () => {
  it("know Easter, Midsummer, the late spring bank holiday and Spring Festival", () => {
    expect(easterSunday(2024)).toBe(day("2024-03-31"));
    expect(easterSunday(2025)).toBe(day("2025-04-20"));
    const kindOn = (country: "SE" | "GB" | "CN", date: string) => dayKinds(day(date), 1, country)[0];
    expect(kindOn("SE", "2024-06-21")).toBe(dayKind.publicHoliday);
    expect(kindOn("SE", "2024-05-09")).toBe(dayKind.publicHoliday);
    expect(kindOn("GB", "2024-05-27")).toBe(dayKind.publicHoliday);
    expect(kindOn("CN", "2024-02-10")).toBe(dayKind.closure);
    expect(kindOn("CN", "2024-02-08")).toBe(dayKind.ordinary);
    expect(kindOn("SE", "2024-12-27")).toBe(dayKind.closure);
  });
});
