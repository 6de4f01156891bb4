import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { outsideDays } from "./outsidedays.ts";
import { swedenLimits, xianLimits } from "./profiles.ts";
import { type RoomColumns, roomFigures } from "./roomfigures.ts";

const hours = 240;
const frame = { startMs: Date.parse("2025-01-12T23:00Z"), hours, zone: "Europe/Stockholm" };
const all = new Uint8Array(hours).fill(1);
const room = (columns: Partial<RoomColumns>): RoomColumns => ({
  id: "a",
  room: { use: "classroom" },
  occupied: all,
  ...columns,
});
const value = fc.oneof(fc.constant(Number.NaN), fc.double({ min: 10, max: 30, noNaN: true }));

describe("hours outside day by day", () => {
  it("add up to what the room shows over the whole time", () => {
    fc.assert(
      fc.property(
        fc.array(value, { minLength: hours, maxLength: hours }),
        fc.array(fc.constantFrom(0, 1), { minLength: hours, maxLength: hours }),
        (temperatures, people) => {
          const own = room({
            temperatureC: Float64Array.from(temperatures),
            occupied: Uint8Array.from(people),
          });
          const days = outsideDays(own, swedenLimits, ["temperature"], frame);
          const sum = (key: "occupiedHours" | "measuredHours" | "outsideHours"): number =>
            days.reduce((total, day) => total + day[key], 0);
          const { outside } = roomFigures(own, swedenLimits, frame, { leastCoverage: 0 });
          if (!outside.ok) return;
          expect(sum("outsideHours")).toBe(outside.value.hoursOutside);
          expect(sum("measuredHours")).toBe(outside.value.coverage.measured);
          expect(sum("occupiedHours")).toBe(outside.value.coverage.expected);
        },
      ),
    );
  });

  it("count an hour once that is outside by two quantities, and not at all where one was not measured", () => {
    const temperatureC = new Float64Array(hours).fill(21);
    const co2Ppm = new Float64Array(hours).fill(600);
    temperatureC.fill(17, 0, 6);
    co2Ppm.fill(1500, 3, 9);
    co2Ppm.fill(Number.NaN, 12, 14);
    const [first] = outsideDays(room({ temperatureC, co2Ppm }), swedenLimits, ["temperature", "co2"], frame);
    expect(first).toMatchObject({ occupiedHours: 24, measuredHours: 22, outsideHours: 9 });
  });

  it("know no hour where nothing limits the room, and none measured without the sensor", () => {
    const april = { ...frame, startMs: Date.parse("2025-04-13T16:00Z"), zone: "Asia/Shanghai" };
    const own = room({ temperatureC: new Float64Array(hours).fill(40) });
    expect(outsideDays(own, xianLimits, ["temperature"], april)).toEqual([]);
    expect(outsideDays(own, swedenLimits, ["co2"], frame)[0]).toMatchObject({
      occupiedHours: 24,
      measuredHours: 0,
    });
  });
});
