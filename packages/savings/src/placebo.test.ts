import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { cambridgeRecord } from "./calibrationrecord.ts";
import { dayKinds } from "./daykinds.ts";
import { hourCalendar } from "./hourcalendar.ts";
import { interval90, intervalScore, portfolioInterval90 } from "./interval90.ts";
import { type MeterHours, methods } from "./methods.ts";
import { clusteredShare, type PlaceboPair, placebo, placeboExclusion, summarisePlacebo } from "./placebo.ts";

const noise = (i: number) => Math.sin(i * 12.9898) * Math.cos(i * 4.1414);

function year(from: number, level: number): MeterHours {
  const startMs = Date.UTC(from, 0, 1);
  const hours = (Date.UTC(from + 1, 0, 1) - startMs) / 3_600_000;
  const calendar = hourCalendar(startMs, hours, "UTC");
  const kinds = dayKinds(calendar.localDay[0]!, hours / 24, "SE");
  const temperatureC = Float64Array.from(
    { length: hours },
    (_, i) =>
      6 -
      11 * Math.cos((2 * Math.PI * i) / hours) -
      4 * Math.cos((2 * Math.PI * i) / 24) +
      3 * noise(Math.floor(i / 24) + from),
  );
  const useKwh = temperatureC.map((t, i) => {
    const hour = calendar.hourOfWeek[i]!;
    const works = hour < 120 && hour % 24 >= 7 && hour % 24 < 18 && kinds[Math.floor(i / 24)] === 0;
    return level * ((works ? 20 : 6) + 0.5 * Math.max(0, 12 - t) + noise(i + from));
  });
  return { useKwh, temperatureC, calendar, dayKinds: kinds };
}

const pair = (level = 1): PlaceboPair => ({
  building: "school",
  carrier: "electricity",
  fitYear: 2021,
  fit: year(2021, 1),
  next: year(2022, level),
});

describe("the placebo test", () => {
  it("finds no saving where nothing was done, with every method", () => {
    for (const method of methods) {
      const row = placebo(pair(), method, cambridgeRecord);
      if (!row.result.ok) throw new Error(row.result.reason.code);
      const { score } = row.result;
      expect(Math.abs(score.nmbe)).toBeLessThan(0.02);
      expect(score.intervalHolds).toBe(true);
      expect(score.dailyCvrmse).toBeLessThan(method === "caltrack-daily" ? 0.25 : 0.1);
      expect(score.hourlyCvrmse === undefined).toBe(!method.endsWith("hourly"));
    }
  });

  it("does not hold a building that halved its use", () => {
    const row = placebo(pair(0.5), "husting-daily", cambridgeRecord);
    expect(row.result.ok && row.result.score.intervalHolds).toBe(false);
    expect(row.result.ok && row.result.score.nmbe).toBeGreaterThan(0.9);
  });

  it("lists a refused meter with its reason instead of leaving it out", () => {
    const refused = pair();
    const row = placebo(
      { ...refused, fit: { ...refused.fit, useKwh: refused.fit.useKwh.slice().fill(7) } },
      "husting-daily",
      cambridgeRecord,
    );
    expect(row.result).toMatchObject({ ok: false, reason: { code: "constant-use" } });
    const lines = summarisePlacebo([row, placebo(refused, "husting-daily", cambridgeRecord)]);
    expect(lines).toHaveLength(1);
    expect(lines[0]).toMatchObject({ pairs: 1, refused: 1 });
  });

  it("says why a pair of years is not compared", () => {
    expect(placeboExclusion(pair())).toBeUndefined();
    const gaps = pair();
    gaps.next.useKwh.fill(Number.NaN, 0, 100);
    expect(placeboExclusion(gaps)?.code).toBe("too-few-hours");
    const zeros = pair();
    zeros.fit.useKwh.fill(0, 0, 300);
    expect(placeboExclusion(zeros)?.code).toBe("too-many-zeros");
    expect(placeboExclusion({ ...pair(0.01) })?.code).toBe("too-little-use");
  });
});

describe("a 90 % interval", () => {
  const fit = { rmse: 10, autocorrelation: 0.4 };
  const half = (counterfactualKwh: number, days: number, rho = 0.4) =>
    interval90(
      cambridgeRecord,
      "husting-daily",
      "electricity",
      { ...fit, autocorrelation: rho },
      { counterfactualKwh, days },
    ).halfWidthKwh;

  it("grows with the period, with use and with autocorrelation, and names its record", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 364 }),
        fc.double({ min: 1, max: 1000, noNaN: true }),
        (days, perDay) => {
          expect(half(perDay * (days + 1), days + 1)).toBeGreaterThan(half(perDay * days, days));
          expect(half(perDay * days * 2, days)).toBeGreaterThan(half(perDay * days, days));
        },
      ),
    );
    expect(half(3000, 30, 0.8)).toBeGreaterThan(half(3000, 30, 0));
    const interval = interval90(cambridgeRecord, "towt-daily", "heat", fit, {
      counterfactualKwh: 1,
      days: 1,
    });
    expect(interval.calibration.date).toMatch(/^\d{4}-\d{2}-\d{2}$/);
    expect(interval.calibration.source.length).toBeGreaterThan(20);
  });

  it("of a portfolio lies between the root of the sum of squares and the plain sum", () => {
    const halves = Float64Array.of(3, 4, 12);
    const together = portfolioInterval90(cambridgeRecord, halves);
    expect(together).toBeGreaterThan(13);
    expect(together).toBeLessThan(19);
    expect(portfolioInterval90({ ...cambridgeRecord, betweenBuildings: 1 }, halves)).toBeCloseTo(19, 12);
    expect(portfolioInterval90({ ...cambridgeRecord, betweenBuildings: 0 }, halves)).toBeCloseTo(13, 12);
  });

  it("is scored by its width, and by twenty times what it missed by", () => {
    expect(intervalScore(5, 4)).toBe(10);
    expect(intervalScore(5, -7)).toBe(50);
  });
});

describe("coverage counted by clusters", () => {
  it("is surer with many buildings than with one measured often, and the same every time", () => {
    const outcomes = (buildings: number) =>
      Array.from({ length: 60 }, (_, i) => ({
        building: `b${i % buildings}`,
        year: 2013 + (i % 6),
        holds: (i % buildings) % 10 !== 0,
      }));
    const many = clusteredShare(outcomes(60));
    const few = clusteredShare(outcomes(12));
    expect(many.upper - many.lower).toBeLessThan(few.upper - few.lower);
    expect(clusteredShare(outcomes(12))).toEqual(few);
  });
});
