import { describe, expect, it } from "vitest";
import { dayOfUse, occupancyOf, occupiedHours } from "./occupancy.ts";
import { roomUses } from "./roomuse.ts";

const zone = "Europe/Stockholm";
const hourMs = 3_600_000;
const sum = (values: Uint8Array): number => values.reduce((a, b) => a + b, 0);
const frameOf = (fromIso: string, days: number, at = zone) => ({
  startMs: Date.parse(fromIso),
  hours: days * 24,
  zone: at,
});

describe("hours with people in the room", () => {
  it("a Swedish classroom's week in February has five days of eight hours, from eight local time", () => {
    const week = frameOf("2025-02-02T23:00Z", 7);
    const occupied = occupiedHours(occupancyOf("classroom", "SE"), week);
    expect(sum(occupied)).toBe(40);
    expect(occupied.indexOf(1)).toBe(8);
  });

  it("nobody is in school in July, and a closed Monday is no school day", () => {
    const classroom = occupancyOf("classroom", "SE");
    expect(sum(occupiedHours(classroom, frameOf("2025-07-06T22:00Z", 7)))).toBe(0);
    const kinds = Uint8Array.of(dayOfUse.publicHoliday, 0, 0, 0, 0, 0, 0);
    expect(sum(occupiedHours(classroom, frameOf("2025-02-02T23:00Z", 7), kinds))).toBe(32);
  });

  it("a Saturday that China works is a workday", () => {
    const week = frameOf("2025-03-02T16:00Z", 7, "Asia/Shanghai");
    const kinds = Uint8Array.of(0, 0, 0, 0, 0, dayOfUse.workedRestDay, 0);
    const office = occupancyOf("office", "CN");
    expect(sum(occupiedHours(office, week, kinds)) - sum(occupiedHours(office, week))).toBe(9);
  });

  it("homes and care are never empty, on the day of 25 hours too", () => {
    const frame = { startMs: Date.parse("2025-10-25T22:00Z"), hours: 25, zone };
    expect(sum(occupiedHours(occupancyOf("care", "SE"), frame))).toBe(25);
    expect(sum(occupiedHours(occupancyOf("dwelling", "CN"), { ...frame, zone: "Asia/Shanghai" }))).toBe(25);
  });

  it("local time rules: opening hours follow the change of clocks", () => {
    const office = occupancyOf("office", "SE");
    for (const day of ["2025-03-28", "2025-03-31"]) {
      const at = Date.parse(`${day}T00:00Z`);
      const occupied = occupiedHours(office, { startMs: at, hours: 24, zone });
      const first = new Date(at + occupied.indexOf(1) * hourMs);
      expect(first.toLocaleTimeString("sv-SE", { timeZone: zone })).toBe("08:00:00");
    }
  });

  it("every use has hours in both countries", () => {
    for (const use of roomUses) {
      for (const country of ["SE", "CN"] as const) expect(occupancyOf(use, country).use).toBe(use);
    }
  });
});
