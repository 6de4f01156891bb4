import { describe, expect, it } from "vitest";
import { type LimitProfile, limitsAt, limitUnits } from "./limitrecords.ts";
import { chinaLimits, en16798CategoryII, limitProfiles, swedenLimits, xianLimits } from "./profiles.ts";

const classroom = { use: "classroom" } as const;
const value = (
  profile: LimitProfile,
  date: string,
  key: keyof ReturnType<typeof limitsAt>,
  room = classroom,
) => limitsAt(profile, date, room)[key]?.value;

describe("limits on a date", () => {
  it("a Swedish classroom is to be 18 to 24 °C in winter, up to 26 in summer, and 20 where people are sensitive", () => {
    expect(value(swedenLimits, "2025-01-15", "lowestTemperature")).toBe(18);
    expect(value(swedenLimits, "2025-01-15", "highestTemperature")).toBe(24);
    expect(value(swedenLimits, "2025-07-15", "highestTemperature")).toBe(26);
    const care = { use: "care", sensitivePeople: true } as const;
    expect(limitsAt(swedenLimits, "2025-01-15", care).lowestTemperature?.value).toBe(20);
  });

  it("the rule of the day holds: FoHMFS 2014:17 until 14 May 2024, HSLF-FS 2024:10 from the 15th", () => {
    const before = limitsAt(swedenLimits, "2024-05-14", classroom).lowestTemperature;
    const after = limitsAt(swedenLimits, "2024-05-15", classroom).lowestTemperature;
    expect(before?.source).toContain("2014:17");
    expect(after?.source).toContain("2024:10");
    expect(limitsAt(swedenLimits, "2010-01-01", classroom)).toEqual({});
  });

  it("a limit that is not set is not there: Sweden sets no humidity, China none in spring", () => {
    expect(value(swedenLimits, "2025-01-15", "lowestHumidity")).toBeUndefined();
    expect(value(chinaLimits, "2025-04-15", "lowestTemperature")).toBeUndefined();
    expect(value(chinaLimits, "2025-04-15", "highestCo2")).toBe(1000);
  });

  it("Xi'an's homes are owed 18 °C from 15 November to 15 March, its schools the national 16", () => {
    const home = { use: "dwelling" } as const;
    for (const date of ["2024-11-15", "2025-01-01", "2025-03-15"]) {
      expect(limitsAt(xianLimits, date, home).lowestTemperature?.value).toBe(18);
    }
    for (const date of ["2024-11-14", "2025-03-16"]) {
      expect(limitsAt(xianLimits, date, home).lowestTemperature).toBeUndefined();
    }
    expect(value(xianLimits, "2025-01-01", "lowestTemperature")).toBe(16);
  });

  it("category II of EN 16798-1 asks for 20 to 24 °C in winter and 800 ppm above outdoors", () => {
    expect(value(en16798CategoryII, "2025-01-15", "lowestTemperature")).toBe(20);
    expect(value(en16798CategoryII, "2025-01-15", "highestTemperature")).toBe(24);
    expect(value(en16798CategoryII, "2025-07-15", "highestTemperature")).toBe(26);
    expect(value(en16798CategoryII, "2025-01-15", "highestCo2AboveOutdoors")).toBe(800);
  });

  it("every record has its own id, a source, a standing, a unit and dates in order", () => {
    for (const profile of limitProfiles) {
      expect(new Set(profile.records.map((record) => record.id)).size).toBe(profile.records.length);
      for (const record of profile.records) {
        expect(record.source.length).toBeGreaterThan(5);
        expect(record.unit).toBe(limitUnits[record.quantity]);
        expect(record.validFrom).toMatch(/^\d{4}-\d\d-\d\d$/);
        if (record.validTo !== null) expect(record.validTo > record.validFrom).toBe(true);
      }
    }
  });
});
