import { describe, expect, it } from "vitest";
import { meansOfHours } from "./room-hours.ts";

const HOUR_MS = 3_600_000;
const frame = { startMs: 0, hours: 30, zone: "UTC" };

function readings(atHours: readonly number[], value: readonly number[], quality: readonly number[] = []) {
  return {
    atMs: Float64Array.from(atHours, (hour) => hour * HOUR_MS),
    value: Float64Array.from(value),
    quality: Uint8Array.from(atHours, (_, i) => quality[i] ?? 0),
  };
}

describe("hours of a sensor", () => {
  it("are means of the readings in them, and gaps where there is none", () => {
    const means = meansOfHours(readings([0, 0.5, 2], [20, 21, 19]), HOUR_MS / 2, frame);
    expect([...means.slice(0, 4)]).toEqual([20.5, Number.NaN, 19, Number.NaN]);
  });

  it("leave out what lies outside the frame, and estimated and doubtful readings", () => {
    const means = meansOfHours(
      readings([-1, 0, 1, 2, 30], [1, 2, 3, 4, 5], [0, 8, 10, 0, 0]),
      HOUR_MS,
      frame,
    );
    expect([...means].filter((value) => !Number.isNaN(value))).toEqual([4]);
  });

  it("are gaps while a sensor stands still", () => {
    const hours = Array.from({ length: 30 }, (_, i) => i);
    const moving = hours.map((hour) => 20 + Math.sin(hour * hour));
    const still = moving.map((value, hour) => (hour >= 5 && hour < 25 ? 22.4 : value));
    expect([...meansOfHours(readings(hours, moving), HOUR_MS, frame)]).not.toContain(Number.NaN);
    const means = meansOfHours(readings(hours, still), HOUR_MS, frame);
    expect(means[15]).toBeNaN();
    expect(means[2]).toBe(still[2]);
  });

  it("take no rest for standing still where a sensor reports less often than hourly", () => {
    const hours = [0, 6, 12, 18, 24];
    const means = meansOfHours(readings(hours, [20, 20, 20, 20, 20]), 6 * HOUR_MS, frame);
    expect(means[12]).toBe(20);
  });
});
