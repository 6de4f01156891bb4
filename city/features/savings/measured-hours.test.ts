import { expect, it } from "vitest";
import { measuredHours } from "./measured-hours.ts";

const HOUR = 3_600_000;
const ZONE = "Europe/Stockholm";
/** Local midnight of 1 February 2026. */
const FEBRUARY = Date.UTC(2026, 0, 31, 23);

function hourly(count: number, quality = 0) {
  const atMs = Float64Array.from({ length: count }, (_, i) => FEBRUARY + i * HOUR);
  return { atMs, quality: new Uint8Array(count).fill(quality) };
}

it("counts each month's hours in the site's own months, the short hour of March included", () => {
  const readings = hourly((28 + 31) * 24 - 1);
  expect(measuredHours(ZONE, readings.atMs, HOUR, readings)).toEqual([
    { startMs: FEBRUARY, hours: 28 * 24 },
    { startMs: Date.UTC(2026, 1, 28, 23), hours: 31 * 24 - 1 },
  ]);
});

it("a step longer or shorter than an hour covers what it covers", () => {
  const readings = hourly(96);
  expect(measuredHours(ZONE, readings.atMs, HOUR / 4, readings)[0]!.hours).toBe(24);
});

it("estimated and questionable readings cover no hour, gaps neither", () => {
  const readings = hourly(48);
  readings.quality.fill(8, 0, 10).fill(10, 10, 15);
  expect(measuredHours(ZONE, readings.atMs, HOUR, readings)[0]!.hours).toBe(33);
  expect(measuredHours(ZONE, readings.atMs.subarray(0, 20), HOUR, readings)[0]!.hours).toBe(5);
});

it("keeps the last two years and leaves out months without any", () => {
  const readings = hourly(3 * 366 * 24);
  const months = measuredHours(ZONE, readings.atMs, HOUR, readings);
  expect(months).toHaveLength(25);
  expect(measuredHours(ZONE, new Float64Array(), HOUR, readings)).toEqual([]);
  const broken = Float64Array.of(FEBRUARY, FEBRUARY + 60 * 24 * HOUR);
  expect(measuredHours(ZONE, broken, HOUR, readings).map(({ hours }) => hours)).toEqual([1, 1]);
});
