import type { RegularSeries } from "@husting/series";
import { describe, expect, it } from "vitest";
import { districtHeat, electricity, gas, reasonFrom, valueFrom } from "./carbon.fixture.ts";
import { fraction, sum } from "./fraction.ts";
import { yearlyAmounts, yearlyUses } from "./yearlyuse.ts";

const hourMs = 3_600_000;

/** An hour of use at every hour of two days around the new year of 2022, UTC. */
const aroundNewYear: RegularSeries = {
  startMs: Date.parse("2021-12-31T00:00Z"),
  stepMs: hourMs,
  values: new Float64Array(48).fill(1),
};

describe("uses of local calendar years", () => {
  const split = (zone: string) =>
    valueFrom(yearlyUses("house", electricity, aroundNewYear, zone)).map(({ year, energy }) => [
      year,
      energy.exactKwh,
    ]);

  it("the year begins at midnight on the building's own clock", () => {
    expect(split("Europe/Stockholm")).toEqual([
      [2021, fraction(23n)],
      [2022, fraction(25n)],
    ]);
    expect(split("Asia/Shanghai")).toEqual([
      [2021, fraction(16n)],
      [2022, fraction(32n)],
    ]);
  });

  it("a step that the new year cuts is divided, and nothing is lost", () => {
    const days: RegularSeries = { ...aroundNewYear, stepMs: 24 * hourMs, values: Float64Array.of(24, 48) };
    const made = valueFrom(yearlyUses("house", districtHeat, days, "Asia/Shanghai"));
    // 24 × 16/24 = 16; 24 × 8/24 + 48 = 56
    expect(made.map(({ energy }) => energy.exactKwh)).toEqual([fraction(16n), fraction(56n)]);
    expect(made.map(({ measuredShare }) => measuredShare)).toEqual([16 / 8760, 32 / 8760]);
    expect(sum(made.map(({ energy }) => energy.exactKwh))).toEqual(fraction(72n));
  });

  it("an hour that was never measured is a gap, not a zero, and the share is of the whole year", () => {
    const values = new Float64Array(365 * 24).fill(0.1);
    values.fill(Number.NaN, 0, 876);
    const year: RegularSeries = { startMs: Date.parse("2021-01-01T00:00+08:00"), stepMs: hourMs, values };
    const [made, ...rest] = valueFrom(yearlyUses("house", gas, year, "Asia/Shanghai"));
    expect(rest).toEqual([]);
    expect(made).toEqual({
      building: "house",
      year: 2021,
      energy: { ...gas, exactKwh: fraction(7884n, 10n) },
      measuredShare: 0.9,
    });
  });

  it("a year without a measured hour has no use", () => {
    const nothing = { ...aroundNewYear, values: new Float64Array(48).fill(Number.NaN) };
    expect(valueFrom(yearlyUses("house", gas, nothing, "UTC"))).toEqual([]);
  });

  it("an unknown zone and an infinite use are refused", () => {
    expect(reasonFrom(yearlyUses("house", gas, aroundNewYear, "Europe/Umea")).code).toBe("unknown-zone");
    const infinite = { ...aroundNewYear, values: Float64Array.of(1, Number.POSITIVE_INFINITY) };
    expect(reasonFrom(yearlyUses("house", gas, infinite, "UTC"))).toEqual({ code: "infinite-use", index: 1 });
  });

  it("stretches of any length are counted for their time, with the holes between them", () => {
    const at = (text: string) => Date.parse(`${text}T00:00Z`);
    const bills = {
      fromMs: Float64Array.of(at("2021-12-01"), at("2022-02-01")),
      toMs: Float64Array.of(at("2022-01-31"), at("2022-03-01")),
      amounts: Float64Array.of(61, 28.5),
    };
    // 61 days with 61 units: 31 of them in December; 30 + 28.5 in 58 days of 2022.
    expect(valueFrom(yearlyAmounts(bills, "UTC"))).toEqual([
      { year: 2021, exactAmount: fraction(31n), measuredShare: 31 / 365 },
      { year: 2022, exactAmount: fraction(117n, 2n), measuredShare: 58 / 365 },
    ]);
    const none = { fromMs: new Float64Array(), toMs: new Float64Array(), amounts: new Float64Array() };
    expect(valueFrom(yearlyAmounts(none, "UTC"))).toEqual([]);
  });
});
