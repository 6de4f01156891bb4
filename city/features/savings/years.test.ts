import { fraction } from "@husting/carbon";
import { describe, expect, it } from "vitest";
import { exactKwhOfYear, keptYears } from "./years.ts";

const HOUR_MS = 3_600_000;

function hourly(startMs: number, amounts: readonly number[]) {
  const atMs = Float64Array.from(amounts, (_, hour) => startMs + hour * HOUR_MS);
  const amount = Float64Array.from(amounts);
  return {
    ok: true,
    atMs,
    amount,
    value: amount,
    stepMs: HOUR_MS,
    findings: [],
    questions: [],
  } as const;
}

describe("the years of a metering point", () => {
  it("begin on the site's own clock and add up exactly in any unit", () => {
    // 23:00 UTC on New Year's Eve is midnight in Umeå.
    const use = hourly(Date.UTC(2021, 11, 31, 22), [0.1, 0.2, 0.7]);
    const [before, after, ...rest] = keptYears(use, "GJ", "Europe/Stockholm");
    expect(rest).toEqual([]);
    expect([before!.year, after!.year]).toEqual([2021, 2022]);
    // 0.1 GJ = 250/9 kWh; 0.9 GJ = 250 kWh, though 0.2 + 0.7 is not 0.9 in doubles.
    expect(exactKwhOfYear(before!)).toEqual(fraction(250n, 9n));
    expect(exactKwhOfYear(after!)).toEqual(fraction(250n));
    expect(after!.measuredShare).toBeCloseTo(2 / 8760, 12);
  });

  it("there are none where nothing was measured, where nothing is energy, or where use cannot be told", () => {
    expect(keptYears(hourly(0, []), "kWh", "UTC")).toEqual([]);
    expect(keptYears(hourly(0, [1, 2]), "m3", "UTC")).toEqual([]);
    expect(keptYears({ ok: false }, "kWh", "UTC")).toEqual([]);
  });

  it("stretches that overlap do not measure more than all of a year", () => {
    const use = hourly(Date.UTC(2021, 0, 1), new Array(8760).fill(1));
    const [year] = keptYears({ ...use, lengthMs: use.atMs.map(() => 1.5 * HOUR_MS) }, "kWh", "UTC");
    expect(year!.measuredShare).toBe(1);
  });
});
