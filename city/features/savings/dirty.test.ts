import { describe, expect, it } from "vitest";
import { type DirtyOptions, needsComputing } from "./dirty.ts";

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
/** Midnight in Stockholm: the days before it are whole. */
const WHOLE = Date.parse("2026-03-01T00:00+01:00");
const FIRST = WHOLE - 400 * DAY;
const NOW = WHOLE + 10 * HOUR;

const seen = { computedAtMs: NOW - 60_000, firstMs: FIRST, wholeUntilMs: WHOLE };
const patient: DirtyOptions = { zone: "Europe/Stockholm", nowMs: NOW, patienceMs: HOUR };
const interval = { kind: "interval", stepMinutes: 60 } as const;
const register = { kind: "cumulative", stepMinutes: 60 } as const;
const room = { kind: "instantaneous", stepMinutes: 60 } as const;

const readings = (fromMs: number, toMs = fromMs) => ({ readings: { fromMs, toMs }, weather: undefined });
const weather = (fromMs: number, toMs = fromMs) => ({ readings: undefined, weather: { fromMs, toMs } });

describe("readings", () => {
  it("of a day that is over make a result stale, however young it is", () => {
    expect(needsComputing(interval, seen, readings(WHOLE - HOUR), patient)).toBe(true);
    expect(needsComputing(interval, seen, readings(FIRST - DAY), patient)).toBe(true);
    expect(needsComputing(room, seen, readings(WHOLE - HOUR, WHOLE + HOUR), patient)).toBe(true);
  });

  it("of the day under way can wait, for no figure counts a day before it is over", () => {
    expect(needsComputing(interval, seen, readings(WHOLE, WHOLE + 9 * HOUR), patient)).toBe(false);
    expect(needsComputing(interval, seen, readings(WHOLE, WHOLE + 22 * HOUR), patient)).toBe(false);
  });

  it("that end the day make it stale: of a meter its last hour, of a register the one at midnight", () => {
    expect(needsComputing(interval, seen, readings(WHOLE + 23 * HOUR), patient)).toBe(true);
    expect(needsComputing(register, seen, readings(WHOLE), patient)).toBe(true);
    expect(needsComputing(register, seen, readings(WHOLE + HOUR), patient)).toBe(false);
  });

  it("end a day of 23 hours an hour sooner", () => {
    const wholeUntilMs = Date.parse("2026-03-29T00:00+01:00");
    const spring = { ...seen, wholeUntilMs };
    expect(needsComputing(interval, spring, readings(wholeUntilMs + 22 * HOUR), patient)).toBe(true);
    expect(needsComputing(interval, spring, readings(wholeUntilMs + 21 * HOUR), patient)).toBe(false);
  });

  it("of the day under way count once the result is older than the patience, and always without any", () => {
    const dirty = readings(WHOLE + HOUR);
    expect(needsComputing(interval, { ...seen, computedAtMs: NOW - HOUR }, dirty, patient)).toBe(true);
    expect(needsComputing(interval, seen, dirty, { ...patient, patienceMs: 0 })).toBe(true);
  });
});

describe("weather", () => {
  const always = { ...patient, patienceMs: 0 };

  it("of the meter's whole days makes a result stale", () => {
    expect(needsComputing(interval, seen, weather(WHOLE - 1), always)).toBe(true);
    expect(needsComputing(interval, seen, weather(FIRST - 9 * DAY, FIRST), always)).toBe(true);
  });

  it("from before the meter's first reading or since its last whole day touches no figure", () => {
    expect(needsComputing(interval, seen, weather(FIRST - 9 * DAY, FIRST - 1), always)).toBe(false);
    expect(needsComputing(interval, seen, weather(WHOLE, WHOLE + 9 * DAY), always)).toBe(false);
  });

  it("is nothing to a room's sensor", () => {
    expect(needsComputing(room, seen, weather(FIRST, WHOLE), always)).toBe(false);
  });
});

it("a result without days is computed again for any change that could give it some", () => {
  const none = { ...seen, firstMs: null, wholeUntilMs: null };
  expect(needsComputing(interval, none, readings(WHOLE), patient)).toBe(true);
  expect(needsComputing(interval, none, weather(WHOLE), patient)).toBe(true);
  expect(needsComputing(room, none, weather(WHOLE), patient)).toBe(false);
});
