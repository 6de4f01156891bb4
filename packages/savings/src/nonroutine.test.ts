import { describe, expect, it } from "vitest";
import { dayKinds, weekdayOf } from "./daykinds.ts";
import type { HustingDailyInput } from "./hustingdaily.ts";
import { findNonRoutineEvents } from "./nonroutine.ts";

const noise = (i: number) => Math.sin(i * 12.9898) * Math.cos(i * 4.1414);
const days = 730;

/** Two ordinary years of a simulated office, from 2021-01-01. */
function twoYears(): HustingDailyInput {
  const firstDay = Date.UTC(2021, 0, 1) / 86_400_000;
  const kinds = dayKinds(firstDay, days, "SE");
  const temperature = Float64Array.from(
    { length: days },
    (_, i) => 6 - 11 * Math.cos((2 * Math.PI * (i - 20)) / 365.25) + 4 * noise(i),
  );
  const useKwh = temperature.map((t, i) => {
    const off = kinds[i] !== 0 || weekdayOf(firstDay + i) >= 5;
    return (off ? 100 : 200) + 8 * Math.max(0, 12 - t) + 20 * noise(7 * i + 3);
  });
  return { useKwh, temperature, temperatureUnit: "C", firstDay, kinds };
}

function changed(from: number, to: number, factor: number): HustingDailyInput {
  const one = twoYears();
  return { ...one, useKwh: one.useKwh.map((use, i) => (i >= from && i < to ? factor * use : use)) };
}

function eventsOf(input: HustingDailyInput) {
  const found = findNonRoutineEvents(input, 365);
  if (!found.ok) throw new Error(found.reason.code);
  return found.value;
}

describe("non-routine events", () => {
  it("are none in two ordinary years", () => {
    expect(eventsOf(twoYears())).toEqual([]);
  });

  it.each([
    ["a closed month", 0.4],
    ["a month with a third more", 1.33],
  ])("%s is found and dated within a week", (_, factor) => {
    const [event, ...others] = eventsOf(changed(500, 531, factor));
    expect(others).toEqual([]);
    expect(Math.abs(event!.fromDay - 500)).toBeLessThanOrEqual(7);
    expect(Math.abs(event!.toDay - 531)).toBeLessThanOrEqual(7);
    expect(Math.sign(event!.share)).toBe(Math.sign(factor - 1));
  });

  it("that happened before the watched days raise no question", () => {
    expect(eventsOf(changed(200, 231, 0.4))).toEqual([]);
  });

  it("a gap of measurement is not one", () => {
    expect(eventsOf(changed(500, 531, Number.NaN))).toEqual([]);
  });

  it("are not looked for in days that carry no baseline", () => {
    const few = twoYears();
    const result = findNonRoutineEvents({ ...few, useKwh: few.useKwh.fill(Number.NaN) }, 365);
    expect(result.ok ? "events" : result.reason.code).toBe("too-few-days");
  });
});
