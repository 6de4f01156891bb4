import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { chosenPeriod, isWithin, offeredPeriods, periodBefore, periodName, yearPeriod } from "./period.ts";

const day = fc
  .date({ min: new Date("1990-01-01"), max: new Date("2090-12-31"), noInvalidDate: true })
  .map((at) => at.toISOString().slice(0, 10));

describe("the time before a period", () => {
  it("of a year is the year before", () => {
    expect(periodBefore(yearPeriod(2026))).toEqual(yearPeriod(2025));
  });

  it("of a term ends on the day before it, and has as many days", () => {
    fc.assert(
      fc.property(day, day, (a, b) => {
        const [fromDate, toDate] = a < b ? [a, b] : [b, a];
        const before = periodBefore({ kind: "term", fromDate, toDate });
        expect(isWithin(before.toDate, { kind: "term", fromDate, toDate })).toBe(false);
        expect(Date.parse(fromDate) - Date.parse(before.toDate)).toBe(86_400_000);
        expect(Date.parse(before.toDate) - Date.parse(before.fromDate)).toBe(
          Date.parse(toDate) - Date.parse(fromDate),
        );
      }),
    );
  });
});

describe("what is offered", () => {
  const terms = [
    { fromDate: "2022-10-15", toDate: "2026-10-14" },
    { fromDate: "2022-10-15", toDate: "2026-10-14" },
    { fromDate: "2026-10-15", toDate: "2030-10-14" },
    { fromDate: "2030-10-15", toDate: "2034-10-14" },
  ];
  const offered = offeredPeriods("2024-03-01", "2026-11-28", terms);

  it("is every year since the first day, and each term that has begun, once", () => {
    expect(offered.years.map(periodName)).toEqual(["2026", "2025", "2024"]);
    expect(offered.terms.map(periodName)).toEqual(["2026-10-15..2030-10-14", "2022-10-15..2026-10-14"]);
  });

  it("what is not offered is answered by the year under way", () => {
    for (const asked of [null, "", "1066", "2022-10-15..2026-10-13", "<script>"])
      expect(chosenPeriod(offered, asked)).toEqual(yearPeriod(2026));
    expect(chosenPeriod(offered, "2025")).toEqual(yearPeriod(2025));
  });

  it("a day on record after today, by a clock that was wrong, offers this year", () => {
    expect(offeredPeriods("2031-01-01", "2026-11-28", []).years.map(periodName)).toEqual(["2026"]);
  });
});
