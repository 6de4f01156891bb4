import { describe, expect, it } from "vitest";
import { hourlyRecord } from "../../../e2e/simulated-files.ts";
import type { SteppedReadings } from "../daily.ts";
import { type ClaimOptions, savingsClaim } from "./claim.ts";
import { type ClaimMethod, claimMethods } from "./method-names.ts";
import { claimReasonText } from "./reasons.ts";
import type { MeterSeries } from "./series.ts";

const startMs = Date.UTC(2022, 0, 1);
const baselineEndMs = Date.UTC(2023, 0, 1);
const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

function readings(csv: string): SteppedReadings {
  const rows = csv
    .trim()
    .split("\n")
    .slice(1)
    .map((line) => line.split(","));
  return {
    atMs: Float64Array.from(rows, ([time]) => Date.parse(time!)),
    value: Float64Array.from(rows, ([, value]) => (value === "" ? Number.NaN : Number(value))),
    stepMs: hourMs,
  };
}

type Changes = Pick<Parameters<typeof hourlyRecord>[0], "changeUse" | "changeTemperature">;

/** Two years of a working building's hours, ten percent saved in the second. */
function meter({ changeUse, changeTemperature }: Changes = {}, hours = 730 * 24): MeterSeries {
  const saved = (kwh: number, atMs: number) => (atMs >= baselineEndMs ? 0.9 * kwh : kwh);
  const { use, temperature } = hourlyRecord({
    startMs,
    hours,
    changeUse: (kwh, atMs) => changeUse?.(saved(kwh, atMs), atMs) ?? saved(kwh, atMs),
    ...(changeTemperature === undefined ? {} : { changeTemperature }),
  });
  return { zone: "UTC", use: readings(use), outdoors: readings(temperature), temperatureUnit: "C" };
}

const options = (method: ClaimMethod, more: Partial<ClaimOptions> = {}): ClaimOptions => ({
  method,
  periods: { baselineEndMs, reportingStartMs: baselineEndMs },
  carrier: "electricity",
  country: "none",
  heatingOnly: false,
  leftOut: [],
  ...more,
});

/** The meter's days, or its calendar months, as another file would have them. */
function summed(series: MeterSeries, startsMs: readonly number[], stepMs: number): MeterSeries {
  const value = new Float64Array(startsMs.length);
  let at = 0;
  for (const [i, atMs] of series.use.atMs.entries()) {
    while (at + 1 < startsMs.length && atMs >= startsMs[at + 1]!) at++;
    value[at]! += series.use.value[i]!;
  }
  return { ...series, use: { atMs: Float64Array.from(startsMs), value, stepMs } };
}

const days = Array.from({ length: 730 }, (_, day) => startMs + day * dayMs);
const months = Array.from({ length: 24 }, (_, month) => Date.UTC(2022, month, 1));
const lastBillEndMs = Date.UTC(2024, 0, 1);

describe("a savings claim", () => {
  it.each(claimMethods)(
    "by %s finds the tenth that was saved, in an interval that names its record",
    (method) => {
      const claim = savingsClaim(meter(), options(method));
      if (!claim.ok) throw new Error(claim.reason.code);
      const { value, share, interval90, publishedBand } = claim.savings;
      expect(share).toBeGreaterThan(0.08);
      expect(share).toBeLessThan(0.12);
      expect(interval90.low).toBeCloseTo(value - interval90.halfWidth, 9);
      expect(interval90.high).toBeCloseTo(value + interval90.halfWidth, 9);
      expect(interval90.calibration.name).toMatch(/^cambridge-ordinary-years/);
      expect(interval90.calibration.date).toMatch(/^\d{4}-\d{2}-\d{2}$/);
      expect(publishedBand === null).toBe(method !== "caltrack-daily" && method !== "caltrack-billing");
      expect(claim.coverage.reporting.share).toBe(1);
      expect(claim.events).toEqual([]);
      // A document holds no NaN: JSON would make it a null that nobody announced.
      expect(JSON.parse(JSON.stringify(claim))).toEqual(claim);
    },
  );

  it("by methods of hours has a whole year where clocks went forward twice in its 365 days", () => {
    const zoned = { ...meter(), zone: "Europe/Stockholm" };
    const ms = Date.parse("2023-03-27T00:00+02:00");
    const periods = { baselineEndMs: ms, reportingStartMs: ms };
    const claim = savingsClaim(zoned, options("husting-hourly", { periods, country: "SE" }));
    expect(claim).toMatchObject({
      ok: true,
      coverage: { baseline: { from: "2022-03-27", hoursCounted: 8760 } },
    });
  });

  it("by TOWT and by CalTRACK billing can be made from days as well", () => {
    const daily = summed(meter(), days, dayMs);
    const towt = savingsClaim(daily, options("towt"));
    expect(towt.ok && towt.model).toMatchObject({ step: "day" });
    const ofHours = savingsClaim(meter(), options("caltrack-billing"));
    expect(savingsClaim(daily, options("caltrack-billing"))).toEqual(ofHours);
  });

  it("by CalTRACK billing is the same from bills as from the days under them", () => {
    const bills = { ...summed(meter(), months, 31 * dayMs), lastBillEndMs };
    const ofBills = savingsClaim(bills, options("caltrack-billing"));
    const ofDays = savingsClaim(meter(), options("caltrack-billing"));
    if (!ofBills.ok || !ofDays.ok) throw new Error("no claim");
    expect(ofBills.coverage).toEqual(ofDays.coverage);
    expect(ofBills.savings.value).toBeCloseTo(ofDays.savings.value, 6);
    expect(ofBills.events).toBeNull();
  });

  it("lists a closed spring with its dates, counts it, and leaves it out when asked", () => {
    const [from, to] = [Date.UTC(2023, 2, 1), Date.UTC(2023, 3, 30)];
    const closed = meter({ changeUse: (kwh, atMs) => (atMs >= from && atMs < to ? 0.4 * kwh : kwh) });
    const claim = savingsClaim(closed, options("husting-daily"));
    if (!claim.ok) throw new Error(claim.reason.code);
    expect(claim.events).toHaveLength(1);
    const event = claim.events![0]!;
    expect(event).toMatchObject({ period: "reporting", treatment: "counted" });
    expect(Math.abs(Date.parse(event.from) - from)).toBeLessThan(7 * dayMs);
    const leftOut = [{ from: event.from, to: event.to }];
    const without = savingsClaim(closed, options("husting-daily", { leftOut }));
    if (!without.ok) throw new Error(without.reason.code);
    expect(without.events![0]!.treatment).toBe("left-out");
    expect(without.coverage.reporting.daysCounted).toBeLessThan(320);
    expect(Math.abs(without.savings.share - 0.1)).toBeLessThan(Math.abs(claim.savings.share - 0.1));
    const hourly = savingsClaim(closed, options("husting-hourly", { leftOut }));
    expect(hourly.ok && hourly.coverage.reporting.daysCounted).toBe(without.coverage.reporting.daysCounted);
  });
});

describe("bad input has a named reason, never a number", () => {
  const inYear = (year: number, month: number) => (atMs: number) => {
    const date = new Date(atMs);
    return date.getUTCFullYear() === year && date.getUTCMonth() === month;
  };
  const january = inYear(2022, 0);
  const inputs: [string, () => MeterSeries][] = [
    ["a constant load", () => meter({ changeUse: () => 7 })],
    [
      "a meter that stands still after the measure",
      () => meter({ changeUse: (kwh, atMs) => (atMs >= baselineEndMs ? 5 : kwh) }),
    ],
    ["all gaps", () => meter({ changeUse: () => "" })],
    [
      "thirty days before the measure",
      () => {
        const whole = meter();
        const from = whole.use.atMs.findIndex((atMs) => atMs >= baselineEndMs - 30 * dayMs);
        const { atMs, value, stepMs } = whole.use;
        return { ...whole, use: { atMs: atMs.subarray(from), value: value.subarray(from), stepMs } };
      },
    ],
    [
      "a negative reading",
      () => meter({ changeUse: (kwh, atMs) => (atMs === startMs + 99 * hourMs ? -1 : kwh) }),
    ],
    [
      "a negative reading after the measure",
      () => meter({ changeUse: (kwh, atMs) => (atMs === baselineEndMs + 99 * hourMs ? -1 : kwh) }),
    ],
    [
      "temperatures missing for a month",
      () => meter({ changeTemperature: (celsius, atMs) => (january(atMs) ? "" : celsius) }),
    ],
  ];
  for (const [what, series] of inputs) {
    it.each(claimMethods)(`${what}, by %s`, (method) => {
      const claim = savingsClaim(series(), options(method));
      expect(claim).toMatchObject({ ok: false, reason: { code: expect.any(String) } });
      if (claim.ok) return;
      for (const language of ["en", "sv", "zh"] as const) {
        expect(claimReasonText(language, claim.reason).length).toBeGreaterThan(8);
      }
      const code = "reason" in claim.reason ? claim.reason.reason.code : claim.reason.code;
      // The reason is said in words, not as its code.
      expect(claimReasonText("en", claim.reason)).not.toContain(code);
    });
  }

  it("steps that a method cannot use are named", () => {
    const daily = summed(meter(), days, dayMs);
    const bills = summed(meter(), months, 31 * dayMs);
    const weekly = { ...daily, use: { ...daily.use, stepMs: 7 * dayMs } };
    const codeOf = (series: MeterSeries, method: ClaimMethod) => {
      const claim = savingsClaim(series, options(method));
      return claim.ok ? "a claim" : claim.reason.code;
    };
    expect(codeOf(daily, "caltrack-hourly")).toBe("needs-hours");
    expect(codeOf(bills, "towt")).toBe("needs-days");
    expect(codeOf(weekly, "caltrack-daily")).toBe("step-not-usable");
    const coarse = { ...meter(), outdoors: { ...meter().outdoors, stepMs: dayMs } };
    expect(codeOf(coarse, "husting-hourly")).toBe("weather-too-coarse");
  });
});
