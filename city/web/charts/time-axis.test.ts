import { describe, expect, it } from "vitest";
import { formats } from "../language/index.ts";
import { placeOf, suitableStep, timeAxis } from "./time-axis.ts";

const f = formats("en", "Europe/Stockholm");

/** Local midnights, so that days of 23 and 25 hours are among them. */
function midnights(from: string, count: number): number[] {
  return Array.from(
    { length: count },
    (_, day) =>
      Temporal.PlainDate.from(from).add({ days: day }).toZonedDateTime("Europe/Stockholm").epochMilliseconds,
  );
}

describe("the time axis", () => {
  it("a year is labelled by months, with the year once", () => {
    const ticks = timeAxis(midnights("2025-01-01", 365), "day", f).ticks("wide");
    expect(ticks).toHaveLength(12);
    expect(ticks.map(({ label }) => label).slice(0, 3)).toEqual(["Jan\n2025", "Feb", "Mar"]);
    expect(ticks[1]?.at).toBe(30.5);
  });

  it("on a telephone the same year is labelled by quarters", () => {
    expect(
      timeAxis(midnights("2025-01-01", 365), "day", f)
        .ticks("narrow")
        .map(({ label }) => label),
    ).toEqual(["Jan\n2025", "Apr", "Jul", "Oct"]);
  });

  it("a month that has begun before the axis does is not labelled where it did not begin", () => {
    const [first] = timeAxis(midnights("2025-01-20", 300), "day", f).ticks("wide");
    expect(first).toEqual({ at: 11.5, label: "Feb\n2025" });
  });

  it("a fortnight is labelled by days, and two days by hours", () => {
    expect(timeAxis(midnights("2025-03-24", 14), "day", f).ticks("wide")[0]).toEqual({
      at: 0,
      label: "24 Mar",
    });
    const hours = Array.from({ length: 48 }, (_, hour) => Date.UTC(2025, 5, 1, hour - 2));
    expect(
      timeAxis(hours, "hour", f)
        .ticks("wide")
        .map(({ label }) => label)[0],
    ).toBe("00:00\n1 Jun");
  });

  it("nothing has no labels", () => {
    expect(timeAxis([], "day", f).ticks("wide")).toEqual([]);
    expect(timeAxis([], "day", f).months()).toEqual([]);
  });

  it("an instant lies in its step, also on the day of 23 hours, and outside there is no place", () => {
    const days = midnights("2025-03-29", 3);
    expect(placeOf(days[1]! + 11.5 * 3_600_000, days)).toBeCloseTo(1, 10);
    expect(placeOf(days[0]! - 1, days)).toBeNull();
    expect(placeOf(days[2]! + 25 * 3_600_000, days)).toBeNull();
  });

  it("steps belong to the month that they have at the site", () => {
    const months = timeAxis(midnights("2025-01-30", 5), "day", f).months();
    expect(months.map(({ from, to }) => [from, to])).toEqual([
      [0, 2],
      [2, 5],
    ]);
  });

  it("the longer the time, the longer its steps", () => {
    expect([30, 366, 730, 2000].map(suitableStep)).toEqual(["day", "day", "week", "month"]);
  });
});
