import { describe, expect, it } from "vitest";
import { learnBetweenBuildings, learnDrift, type OrdinaryYear } from "./driftlearning.ts";
import { portfolioInterval90 } from "./interval90.ts";
import { fitStatistics } from "./statistics.ts";

const flat = fitStatistics(Float64Array.of(1, 2, 3, 4), Float64Array.of(1, 2, 3, 4), 0);

/** A meter whose fit is exact, so that a year's error is drift alone. */
const year = (errorShare: number): OrdinaryYear => {
  const sum = (days: number) => ({ days, counterfactualKwh: 100 * days, errorKwh: errorShare * 100 * days });
  return { fit: flat, driftKwhPerDay: 0, day: [sum(1)], month: [sum(30)], year: [sum(365)] };
};

describe("what ordinary years teach", () => {
  it("takes the median error for drift and lets nine new meters of ten stay under the year's width", () => {
    const errors = Array.from({ length: 19 }, (_, i) => (i + 1) / 100);
    const learnt = learnDrift(errors.map((share, i) => year(i % 2 === 0 ? share : -share)));
    expect(learnt.meterYears).toBe(19);
    expect(learnt.driftShare).toBeCloseTo(0.1 / 0.6745, 4);
    // The eighteenth of nineteen errors is 18 %: (19 + 1) · 0.9 = 18.
    expect(learnt.multipliers.year * learnt.driftShare).toBeCloseTo(0.18, 3);
  });

  it("sets buildings' correlation so that nine portfolios of ten are held, whatever their tails", () => {
    const halfWidthsKwh = Float64Array.of(3, 4, 5);
    const portfolios = Array.from({ length: 19 }, (_, i) => ({ halfWidthsKwh, errorKwh: (i + 1) / 2 }));
    const betweenBuildings = learnBetweenBuildings(portfolios, 0);
    // The eighteenth of nineteen errors is 9.
    expect(portfolioInterval90({ betweenBuildings }, halfWidthsKwh)).toBeCloseTo(9, 1);
    expect(learnBetweenBuildings(portfolios.slice(0, 5), 0.05)).toBe(0.05);
  });
});
