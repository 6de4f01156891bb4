import { describe, expect, it } from "vitest";
import { dailyMeans, dailySums, daysOf, usualStepMs } from "./daily.ts";

const HOUR = 3_600_000;

function hours(fromIso: string, count: number, value: (hour: number) => number) {
  const start = Temporal.Instant.from(fromIso).epochMilliseconds;
  return {
    atMs: Float64Array.from({ length: count }, (_, hour) => start + hour * HOUR),
    value: Float64Array.from({ length: count }, (_, hour) => value(hour)),
    stepMs: HOUR,
  };
}

describe("readings laid on local days", () => {
  it("the day the clocks go forward has 23 hours and is whole with 23 readings", () => {
    const readings = hours("2025-03-29T23:00Z", 23, () => 1);
    const days = daysOf("Europe/Stockholm", readings.atMs[0]!, readings.atMs.at(-1)! + HOUR);
    expect([...dailySums(readings, days)]).toEqual([23]);
  });

  it("the day the clocks go back has 25 hours", () => {
    const readings = hours("2025-10-25T22:00Z", 25, () => 1);
    const days = daysOf("Europe/Stockholm", readings.atMs[0]!, readings.atMs.at(-1)! + HOUR);
    expect([...dailySums(readings, days)]).toEqual([25]);
  });

  it("a day with one hour missing is a gap, not a smaller sum", () => {
    const whole = hours("2025-05-01T00:00Z", 48, () => 2);
    const readings = {
      atMs: whole.atMs.filter((_, hour) => hour !== 30),
      value: whole.value.filter((_, hour) => hour !== 30),
      stepMs: HOUR,
    };
    const days = daysOf("UTC", whole.atMs[0]!, whole.atMs.at(-1)! + HOUR);
    expect([...dailySums(readings, days)]).toEqual([48, Number.NaN]);
  });

  it("a day's temperature needs half of its hours", () => {
    const eleven = hours("2025-05-01T00:00Z", 11, () => 7);
    const twelve = hours("2025-05-01T00:00Z", 12, () => 7);
    const days = daysOf("UTC", eleven.atMs[0]!, eleven.atMs[0]! + 24 * HOUR);
    expect([...dailyMeans(eleven, days)]).toEqual([Number.NaN]);
    expect([...dailyMeans(twelve, days)]).toEqual([7]);
  });

  it("a daily reading belongs to the local day in which it starts", () => {
    const at = Float64Array.from([Date.UTC(2025, 0, 1, 6), Date.UTC(2025, 0, 2, 6)]);
    const readings = { atMs: at, value: Float64Array.from([5, 6]), stepMs: 24 * HOUR };
    expect([...dailySums(readings, daysOf("UTC", at[0]!, at[1]! + 1))]).toEqual([5, 6]);
  });

  it("the usual step is the most frequent distance, whatever gaps there are", () => {
    expect(usualStepMs(Float64Array.from([0, HOUR, 2 * HOUR, 90 * HOUR, 91 * HOUR]))).toBe(HOUR);
    expect(usualStepMs(Float64Array.from([5]))).toBeUndefined();
  });
});
