import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { dayStarts, localDate, monthStarts, weekStarts, yearStarts } from "./calendar.ts";

const hourMs = 3_600_000;
const hoursBetween = (starts: Float64Array): number[] =>
  Array.from(starts.subarray(1), (start, i) => (start - starts[i]!) / hourMs);

describe("local days", () => {
  it("Stockholm's days of the change of clocks have 23 and 25 hours", () => {
    expect(
      hoursBetween(dayStarts("Europe/Stockholm", Date.UTC(2024, 2, 29, 23), Date.UTC(2024, 3, 1, 22))),
    ).toEqual([24, 23, 24]);
    expect(
      hoursBetween(dayStarts("Europe/Stockholm", Date.UTC(2024, 9, 25, 22), Date.UTC(2024, 9, 28, 23))),
    ).toEqual([24, 25, 24]);
  });

  it("a Stockholm year is 365 days and starts an hour before UTC's", () => {
    const starts = dayStarts("Europe/Stockholm", Date.UTC(2022, 11, 31, 23), Date.UTC(2023, 11, 31, 23));
    expect(starts).toHaveLength(366);
    expect(starts[0]).toBe(Date.UTC(2022, 11, 31, 23));
    expect(starts[365]).toBe(Date.UTC(2023, 11, 31, 23));
  });

  it("every day in Shanghai has 24 hours and begins at 16:00 UTC", () => {
    const starts = dayStarts("Asia/Shanghai", Date.UTC(2024, 0, 1), Date.UTC(2025, 0, 1));
    expect(new Set(hoursBetween(starts))).toEqual(new Set([24]));
    expect(starts[0]).toBe(Date.UTC(2023, 11, 31, 16));
    expect(starts).toHaveLength(368);
  });

  it("a São Paulo day whose midnight was skipped begins at one o'clock", () => {
    const starts = dayStarts("America/Sao_Paulo", Date.UTC(2018, 10, 3, 3), Date.UTC(2018, 10, 6, 2));
    expect(starts[1]).toBe(Date.UTC(2018, 10, 4, 3));
    expect(hoursBetween(starts)).toEqual([24, 23, 24]);
  });

  it("Lord Howe's days have 23.5 and 24.5 hours when the clocks change", () => {
    const hours = hoursBetween(
      dayStarts("Australia/Lord_Howe", Date.UTC(2024, 0, 1), Date.UTC(2024, 11, 31)),
    );
    expect(hours.filter((length) => length !== 24)).toEqual([24.5, 23.5]);
  });

  it("a date that was left out is no day: Samoa went from 29 to 31 December 2011", () => {
    const starts = dayStarts("Pacific/Apia", Date.UTC(2011, 11, 29, 10), Date.UTC(2011, 11, 31, 10));
    expect(Array.from(starts.subarray(0, -1), (start) => localDate("Pacific/Apia", start))).toEqual([
      "2011-12-29",
      "2011-12-31",
    ]);
  });

  it("an empty stretch of time touches no day", () => {
    expect(dayStarts("Europe/Stockholm", Date.UTC(2024, 0, 1), Date.UTC(2024, 0, 1))).toHaveLength(1);
  });
});

describe("every calendar", () => {
  const zone = fc.constantFrom(
    "Europe/Stockholm",
    "Asia/Shanghai",
    "Australia/Lord_Howe",
    "America/Sao_Paulo",
    "Pacific/Apia",
    "America/St_Johns",
  );
  const fromMs = fc.integer({ min: Date.UTC(1960, 0, 1), max: Date.UTC(2090, 0, 1) });

  it("covers the asked time with strictly increasing bounds, its first and last periods touching it", () => {
    for (const starts of [dayStarts, weekStarts, monthStarts, yearStarts]) {
      fc.assert(
        fc.property(zone, fromMs, fc.integer({ min: 1, max: 20_000 }), (name, from, hours) => {
          const to = from + hours * hourMs;
          const bounds = starts(name, from, to);
          expect(bounds[0]).toBeLessThanOrEqual(from);
          expect(bounds[1]).toBeGreaterThan(from);
          expect(bounds.at(-1)).toBeGreaterThanOrEqual(to);
          expect(bounds.at(-2)).toBeLessThan(to);
          for (let i = 1; i < bounds.length; i++) expect(bounds[i]).toBeGreaterThan(bounds[i - 1]!);
        }),
        { numRuns: 60 },
      );
    }
  });

  it("agrees with Temporal on where the days begin", () => {
    fc.assert(
      fc.property(zone, fromMs, (name, from) => {
        const start = dayStarts(name, from, from + 1)[0]!;
        const at = Temporal.Instant.fromEpochMilliseconds(from).toZonedDateTimeISO(name);
        expect(start).toBe(at.startOfDay().epochMilliseconds);
        expect(localDate(name, from)).toBe(at.toPlainDate().toString());
      }),
    );
  });
});

describe("weeks, months and years", () => {
  it("weeks begin on Mondays, months on the first, years in January, on the local calendar", () => {
    const from = Date.UTC(2024, 5, 12);
    const first = (bounds: Float64Array): string => localDate("Europe/Stockholm", bounds[0]!);
    expect(first(weekStarts("Europe/Stockholm", from, from + 1))).toBe("2024-06-10");
    expect(first(monthStarts("Europe/Stockholm", from, from + 1))).toBe("2024-06-01");
    expect(first(yearStarts("Europe/Stockholm", from, from + 1))).toBe("2024-01-01");
  });

  it("a Swedish October is an hour longer than 31 days, a March an hour shorter", () => {
    const hours = hoursBetween(
      monthStarts("Europe/Stockholm", Date.UTC(2023, 11, 31, 23), Date.UTC(2024, 11, 31, 23)),
    );
    expect(hours).toHaveLength(12);
    expect(hours[2]).toBe(31 * 24 - 1);
    expect(hours[9]).toBe(31 * 24 + 1);
  });
});
