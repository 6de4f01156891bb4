import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  refundSeason,
  refundSeasonYear,
  refundSettledBy,
  refundStatement,
  xianRefundRule,
} from "./refund.ts";

const zone = "Asia/Shanghai";
/** The season of 2024/25 has 121 days; the frame begins at its first local hour. */
const frame = { startMs: Date.parse("2024-11-14T16:00Z"), hours: 121 * 24, zone };
const home = (value: (day: number, hour: number) => number): Float64Array =>
  Float64Array.from({ length: frame.hours }, (_, i) => value(Math.floor(i / 24), i % 24));
const statement = (temperatureC: Float64Array) => {
  const result = refundStatement(xianRefundRule, 2024, temperatureC, frame);
  if (!result.ok) throw new Error(result.reason.code);
  return result.value;
};

describe("Xi'an's refund statement", () => {
  it("a home at 18 °C all season is owed nothing, one at 17.9 a fifth", () => {
    expect(statement(home(() => 18))).toMatchObject({
      seasonDays: 121,
      refundDays: 0,
      refundShareOfSeason: 0,
    });
    const cool = statement(home(() => 17.9));
    expect(cool.refundShareOfSeason).toBeCloseTo(0.2, 12);
    expect(cool.steps.map((step) => step.hoursUnder)).toEqual([121 * 24, 0, 0]);
  });

  it("days count on the coldest step they reach: 10 at 17, 10 at 15 and 10 at 13 °C make 17 days' fees", () => {
    const mixed = statement(home((day) => (day < 10 ? 17 : day < 20 ? 15 : day < 30 ? 13 : 20)));
    expect(mixed.steps.map((step) => step.days)).toEqual([10, 10, 10]);
    expect(mixed.steps.map((step) => step.hoursUnder)).toEqual([720, 480, 240]);
    expect(mixed.refundDays).toBeCloseTo(2 + 5 + 10, 12);
  });

  it("a day that was not measured gives nothing back and is told, not guessed", () => {
    const silent = statement(
      home((day, hour) => (day >= 100 || (day === 0 && hour >= 12) ? Number.NaN : 13)),
    );
    expect(silent.daysJudged).toBe(99);
    expect(silent.refundDays).toBe(99);
    expect(silent.coverage.share).toBeCloseTo((100 * 24 - 12) / (121 * 24), 12);
  });

  it("lists every day with its mean and its step, so that the sum can be checked by hand", () => {
    const { days, refundDays } = statement(
      home((day, hour) => (day === 1 && hour > 3 ? Number.NaN : 15.5 + day)),
    );
    expect(days.length).toBe(121);
    expect(days[0]).toEqual({
      date: "2024-11-15",
      hoursMeasured: 24,
      meanC: 15.5,
      step: xianRefundRule.steps[1],
    });
    expect(days[1]).toEqual({ date: "2024-11-16", hoursMeasured: 4, meanC: Number.NaN, step: null });
    expect(days[2]!.step).toBe(xianRefundRule.steps[0]);
    expect(days.at(-1)!.date).toBe("2025-03-15");
    expect(refundDays).toBeCloseTo(0.7, 12);
  });

  it("knows its season over the new year, and by when it is settled", () => {
    expect(refundSeason(xianRefundRule, 2024)).toEqual({ fromDate: "2024-11-15", toDate: "2025-03-15" });
    const years = ["2024-11-14", "2024-11-15", "2025-02-01", "2025-10-01"];
    expect(years.map((date) => refundSeasonYear(xianRefundRule, date))).toEqual([2023, 2024, 2024, 2024]);
    expect(refundSettledBy(xianRefundRule, 2024)).toBe("2025-06-30");
  });

  it("a cold hour is counted as an hour, and a day is judged by its mean", () => {
    const draughty = statement(home((_, hour) => (hour === 7 ? 12 : 20)));
    expect(draughty.steps.map((step) => step.hoursUnder)).toEqual([121, 121, 121]);
    expect(draughty.refundDays).toBe(0);
  });

  it("is refused before the rule was in force and for a season the frame does not touch", () => {
    const any = home(() => 15);
    expect(refundStatement(xianRefundRule, 2017, any, frame)).toMatchObject({
      reason: { code: "rule-not-in-force" },
    });
    expect(refundStatement(xianRefundRule, 2022, any, frame)).toMatchObject({
      reason: { code: "season-not-covered", fromDate: "2022-11-15", toDate: "2023-03-15" },
    });
  });

  it("a colder home is never owed less", () => {
    const days = fc.array(fc.double({ min: 8, max: 24, noNaN: true }), { minLength: 121, maxLength: 121 });
    fc.assert(
      fc.property(days, fc.double({ min: 0, max: 5, noNaN: true }), (means, colderK) => {
        const warm = statement(home((day) => means[day]!));
        const cold = statement(home((day) => means[day]! - colderK));
        expect(cold.refundDays).toBeGreaterThanOrEqual(warm.refundDays - 1e-9);
        expect(cold.refundShareOfSeason).toBeLessThanOrEqual(1);
      }),
      { numRuns: 30 },
    );
  });
});
