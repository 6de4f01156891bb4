import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type AvoidedPart, avoidedTotals } from "./avoidedtotals.ts";
import { avoidedOf, districtHeat, electricity, factorOf, reasonFrom, valueFrom } from "./carbon.fixture.ts";
import type { Metered } from "./energy.ts";
import { avoidedEmissions } from "./figure.ts";

const part = (
  building: string,
  metered: Metered,
  factor: string,
  kwh: number,
  half: number,
): AvoidedPart => ({
  building,
  emissions: valueFrom(avoidedEmissions(avoidedOf(metered, kwh, half), factorOf(factor))),
});
const electric = (building: string, kwh: number, half: number) =>
  part(building, electricity, "cn-sn-el-2022", kwh, half);

describe("avoided emissions of several meters", () => {
  it("within a building half-widths add in full, between buildings by their correlation", () => {
    const meters = [
      electric("a", 100, 30),
      part("a", districtHeat, "cn-heat-default", 100, 10),
      electric("b", 200, 40),
    ];
    const width = (correlation: number) => {
      const [total, ...others] = valueFrom(avoidedTotals(meters, correlation));
      expect(others).toEqual([]);
      // 100 × 655.8 + 100 × 396 + 200 × 655.8 = 236 340
      expect(total!.grams).toBe(236_340n);
      expect(total!.interval90.calibrations).toHaveLength(1);
      return Number(total!.interval90.upperGrams - total!.grams);
    };
    // a: 30 × 655.8 + 10 × 396 = 23 634; b: 40 × 655.8 = 26 232
    expect(width(1)).toBe(23_634 + 26_232);
    expect(width(0)).toBe(Math.round(Math.hypot(23_634, 26_232)));
  });

  it("CO2 and CO2e stay apart", () => {
    const meters = [electric("a", 1, 0), part("a", electricity, "cn-el-ember-2024", 1, 0)];
    expect(valueFrom(avoidedTotals(meters, 0.5)).map(({ gas, grams }) => [gas, grams])).toEqual([
      ["CO2", 656n],
      ["CO2e", 558n],
    ]);
    expect(valueFrom(avoidedTotals([], 0.5))).toEqual([]);
  });

  it("a correlation that is none is refused", () => {
    for (const rho of [-0.1, 1.1, Number.NaN]) {
      expect(reasonFrom(avoidedTotals([], rho)).code).toBe("correlation-out-of-range");
    }
  });

  it("an interval is never wider than all half-widths together, nor narrower than the widest", () => {
    const meter = fc.tuple(fc.constantFrom("a", "b", "c"), fc.integer({ min: 0, max: 10 ** 6 }));
    fc.assert(
      fc.property(
        fc.array(meter, { minLength: 1 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (meters, rho) => {
          const halves = meters.map(([building, half]) => electric(building, 1, half));
          const [total] = valueFrom(avoidedTotals(halves, rho));
          const width = Number(total!.interval90.upperGrams - total!.grams);
          const grams = meters.map(([, half]) => half * 655.8);
          expect(width).toBeLessThanOrEqual(grams.reduce((a, b) => a + b, 0) + 1);
          expect(width).toBeGreaterThanOrEqual(Math.max(...grams) - 1);
        },
      ),
    );
  });
});
