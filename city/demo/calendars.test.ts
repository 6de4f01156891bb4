import { describe, expect, it } from "vitest";
import { dayLevels, easterSunday, heatingSeason, localHours } from "./calendars.ts";

const dayMs = 86_400_000;
const day = (text: string): number => Date.parse(`${text}T00:00Z`) / dayMs;

describe("the days of the demo cities", () => {
  it("Easter falls where almanacs have it", () => {
    const dates = ["2019-04-21", "2024-03-31", "2025-04-20", "2026-04-05", "2038-04-25"];
    for (const date of dates) expect(easterSunday(Number(date.slice(0, 4)))).toBe(day(date));
  });

  it("on Sweden's holidays nobody is at work and schools are shut", () => {
    // Good Friday, Ascension Day, Midsummer Eve, Christmas Eve of 2025.
    for (const date of ["2025-04-18", "2025-05-29", "2025-06-20", "2025-12-24"]) {
      const levels = dayLevels("sweden", day(date));
      expect(levels.work).toBeLessThan(0.1);
      expect(levels.school).toBeLessThan(0.1);
      expect(levels.weekday).toBe(7);
    }
    expect(dayLevels("sweden", day("2025-05-28")).work).toBe(1);
  });

  it("Swedish schools are shut in July, in the sport week and in the autumn week, and open between", () => {
    expect(dayLevels("sweden", day("2025-07-15")).school).toBeLessThan(0.1);
    expect(dayLevels("sweden", day("2025-03-04")).school).toBeLessThan(0.1);
    expect(dayLevels("sweden", day("2025-10-28")).school).toBeLessThan(0.1);
    expect(dayLevels("sweden", day("2025-03-11")).school).toBe(1);
    expect(dayLevels("sweden", day("2025-09-10")).school).toBe(1);
  });

  it("Spring Festival empties offices and homes when the Chinese calendar says so", () => {
    // New Year's days: 29 January 2025, 17 February 2026.
    for (const date of ["2025-01-29", "2025-02-03", "2026-02-17", "2026-02-22"]) {
      const levels = dayLevels("china", day(date));
      expect(levels.work).toBeLessThan(0.1);
      expect(levels.home).toBeLessThan(0.8);
    }
    expect(dayLevels("china", day("2026-01-29")).work).toBe(1);
    expect(dayLevels("china", day("2026-03-09")).work).toBe(1);
  });

  it("Chinese schools are shut from July to August and around Spring Festival", () => {
    expect(dayLevels("china", day("2025-08-12")).school).toBeLessThan(0.1);
    expect(dayLevels("china", day("2026-02-04")).school).toBeLessThan(0.1);
    expect(dayLevels("china", day("2025-11-12")).school).toBe(1);
    // Dragon Boat and Mid-Autumn of 2025.
    expect(dayLevels("china", day("2025-05-31")).weekday).toBe(7);
    expect(dayLevels("china", day("2025-10-06")).weekday).toBe(7);
  });

  it("Xi'an is heated from 15 November to 15 March, local days, and Umeå whenever it is cold", () => {
    const startMs = Date.UTC(2025, 10, 13);
    const hours = 24 * 130;
    const local = localHours("Asia/Shanghai", startMs, hours);
    const season = heatingSeason({ from: 1115, to: 315 }, local);
    const firstOn = season.indexOf(1);
    // 15 November 00:00 in Xi'an is 14 November 16:00 UTC.
    expect(startMs + firstOn * 3_600_000).toBe(Date.UTC(2025, 10, 14, 16));
    expect(startMs + (season.lastIndexOf(1) + 1) * 3_600_000).toBe(Date.UTC(2026, 2, 15, 16));
    expect(heatingSeason(undefined, local)).toEqual(new Uint8Array(hours).fill(1));
  });

  it("a Stockholm day has 23 hours in March and 25 in October, and weeks begin on Monday at 00:00", () => {
    const hoursOf = (date: string): number => {
      const local = localHours("Europe/Stockholm", Date.parse(`${date}T00:00Z`) - dayMs, 72);
      return local.epochDay.filter((value) => value === day(date)).length;
    };
    expect(hoursOf("2025-03-30")).toBe(23);
    expect(hoursOf("2025-10-26")).toBe(25);
    expect(hoursOf("2025-06-01")).toBe(24);
    // Monday 2 June 2025, 00:00 summer time.
    expect(localHours("Europe/Stockholm", Date.UTC(2025, 5, 1, 22), 1).hourOfWeek[0]).toBe(0);
    expect(localHours("Asia/Shanghai", Date.UTC(2025, 5, 1, 15), 1).hourOfWeek[0]).toBe(167);
  });
});
