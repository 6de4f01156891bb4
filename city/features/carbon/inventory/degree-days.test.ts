import { describe, expect, it } from "vitest";
import { yearsOf } from "./degree-days.ts";

const HOUR_MS = 3_600_000;

/** Two degrees below zero in every hour of two local years, less some hours from the start of the second. */
function steady(startMs: number, missing = 0) {
  const hours = Array.from({ length: 730 * 24 }, (_, hour) => hour).filter(
    (hour) => hour < 365 * 24 || hour >= 365 * 24 + missing,
  );
  return {
    atMs: Float64Array.from(hours, (hour) => startMs + hour * HOUR_MS),
    value: new Float64Array(hours.length).fill(-2),
    stepMs: HOUR_MS,
  };
}

describe("heating degree days of a city's years", () => {
  it("are counted by the country's own rule on the city's own days", () => {
    const umea = yearsOf("umea/outdoor", steady(Date.parse("2021-01-01T00:00+01:00")), {
      zone: "Europe/Stockholm",
      country: "SE",
    });
    expect(umea.get(2021)).toEqual({
      ok: true,
      value: {
        year: 2021,
        rule: "SMHI 17 °C, umea/outdoor",
        balanceC: 17,
        degreeDays: 365 * 19,
        daysCounted: 365,
        daysExpected: 365,
      },
    });
    const xian = yearsOf("xian/outdoor", steady(Date.parse("2021-01-01T00:00+08:00")), {
      zone: "Asia/Shanghai",
      country: "CN",
    });
    expect(xian.get(2022)).toMatchObject({ value: { rule: "HDD18, xian/outdoor", degreeDays: 365 * 20 } });
  });

  it("a year that lacks days has none, for nothing is filled in", () => {
    const years = yearsOf("x", steady(Date.parse("2021-01-01T00:00+01:00"), 10 * 24), {
      zone: "Europe/Stockholm",
      country: "SE",
    });
    expect(years.get(2021)?.ok).toBe(true);
    expect(years.get(2022)).toEqual({
      ok: false,
      reason: { code: "weather-measured-in-part", year: 2022, daysCounted: 355, daysExpected: 365 },
    });
  });
});
