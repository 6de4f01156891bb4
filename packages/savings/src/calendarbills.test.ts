import { describe, expect, it } from "vitest";
import { calendarBills } from "./calendarbills.ts";

const day = (date: string) => Date.parse(date) / 86_400_000;

describe("days summed to calendar months", () => {
  it("give a bill a month, cut at both ends", () => {
    const bills = calendarBills(new Float64Array(60).fill(2), day("2023-01-20"));
    expect(Array.from(bills.firstDay)).toEqual([0, 12, 40, 60]);
    expect(Array.from(bills.useKwh)).toEqual([24, 56, 40]);
    expect(Array.from(bills.daysMeasured)).toEqual([12, 28, 20]);
  });

  it("let missing days count as the month's mean, and leave a month out that was hardly measured", () => {
    const use = new Float64Array(59).fill(3);
    use.fill(Number.NaN, 0, 15);
    expect(calendarBills(use, day("2023-01-01")).useKwh[0]).toBeCloseTo(93, 12);
    use[15] = Number.NaN;
    const bills = calendarBills(use, day("2023-01-01"));
    expect(Array.from(bills.useKwh)).toEqual([Number.NaN, 84]);
    expect(Array.from(bills.daysMeasured)).toEqual([15, 28]);
  });

  it("of no days are no bills", () => {
    expect(calendarBills(new Float64Array(0), 0)).toMatchObject({ firstDay: Int32Array.of(0) });
  });
});
