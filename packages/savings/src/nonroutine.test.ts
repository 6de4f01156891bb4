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

  it("that come and go over two months are no questions: an ordinary change does that", () => {
    const slow = twoYears();
    const swell = (i: number) => (i > 450 && i < 590 ? 0.3 * Math.sin((Math.PI * (i - 450)) / 140) : 0);
    expect(eventsOf({ ...slow, useKwh: slow.useKwh.map((use, i) => use * (1 + swell(i))) })).toEqual([]);
  });

  it("of a heated building are not looked for while it rests", () => {
    const heated = twoYears();
    const use = heated.temperature.map((t, i) => 30 * Math.max(0, 15 - t) * (1 + 0.1 * noise(3 * i)) + 2);
    // July and August 2022: nine tenths of next to nothing.
    const useKwh = use.map((kwh, i) => (i >= 546 && i < 600 ? 0.1 * kwh : kwh));
    expect(eventsOf({ ...heated, useKwh })).toEqual([]);
    // The same in January and February.
    const winter = use.map((kwh, i) => (i >= 380 && i < 420 ? 0.5 * kwh : kwh));
    expect(eventsOf({ ...heated, useKwh: winter })).toHaveLength(1);
  });

  it("are asked about as strongly whatever unit or size the meter has", () => {
    const [event] = eventsOf(changed(500, 531, 0.6));
    const ten = changed(500, 531, 0.6);
    const [larger] = eventsOf({ ...ten, useKwh: ten.useKwh.map((use) => 10 * use) });
    expect(larger).toMatchObject({ fromDay: event!.fromDay, toDay: event!.toDay });
    expect(larger!.strength).toBeCloseTo(event!.strength, 6);
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
