import { describe, expect, it } from "vitest";
import { hourlyKwh, summed } from "./meter-hours.ts";

const HOUR_MS = 3_600_000;
const frame = { startMs: 0, hours: 4, zone: "UTC" };
const use = (atHours: readonly number[], value: readonly number[], stepMs: number) =>
  ({
    ok: true,
    atMs: Float64Array.from(atHours, (hour) => hour * HOUR_MS),
    value: Float64Array.from(value),
    amount: Float64Array.from(value),
    stepMs,
    findings: [],
    questions: [],
  }) as const;

describe("a meter hour by hour", () => {
  it("adds up the steps of an hour, and is a gap where one of them is missing", () => {
    const quarters = use([0, 0.25, 0.5, 0.75, 1, 1.25, 1.5], [1, 2, 3, 4, 1, 1, 1], HOUR_MS / 4);
    expect([...hourlyKwh(quarters, frame)]).toEqual([10, Number.NaN, Number.NaN, Number.NaN]);
  });

  it("says nothing of hours from a day's amount, nor of what lies across two hours", () => {
    expect([...hourlyKwh(use([0], [24], 24 * HOUR_MS), frame)].every(Number.isNaN)).toBe(true);
    expect([...hourlyKwh(use([0.5], [1], HOUR_MS), frame)].every(Number.isNaN)).toBe(true);
  });

  it("leaves out what is suspect, what lies outside the frame, and what is no energy", () => {
    const hourly = use([-1, 0, 1, 2, 3, 4], [9, 1, 2, 3, 4, 9], HOUR_MS);
    const suspect = [{ fromMs: HOUR_MS, toMs: 3 * HOUR_MS }];
    expect([...hourlyKwh({ ...hourly, suspect }, frame)]).toEqual([1, Number.NaN, Number.NaN, 4]);
    expect([...hourlyKwh({ ok: false }, frame)].every(Number.isNaN)).toBe(true);
  });

  it("sums several meters, a gap in one of them being a gap", () => {
    expect(summed([])).toBeUndefined();
    const both = summed([Float64Array.of(1, Number.NaN), Float64Array.of(2, 2)])!;
    expect([...both]).toEqual([3, Number.NaN]);
  });
});
