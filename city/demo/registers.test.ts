import { toNumber } from "@husting/series";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { MeterPlan } from "./plan.ts";
import { leaveOut, readIntervals, readRegister } from "./registers.ts";

const hourMs = 3_600_000;
const startMs = Date.UTC(2025, 0, 1);
const amounts = fc
  .array(fc.double({ min: 0, max: 300, noNaN: true }), { minLength: 1, maxLength: 300 })
  .map((values) => Float64Array.from(values));
const meter = (
  unit: "kWh" | "MWh",
  decimals: number,
  registerWidth: number,
  multiplier: number,
): MeterPlan => ({
  kind: "cumulative",
  unit,
  decimals,
  registerWidth,
  multiplier,
});

describe("registers of the demo's meters", () => {
  it("over swaps and rollovers the registers add up to what was used, to the last count of each meter", () => {
    fc.assert(
      fc.property(
        amounts,
        fc.constantFrom(
          meter("kWh", 2, 3, 1),
          meter("kWh", 1, 4, 1),
          meter("MWh", 3, 2, 1),
          meter("kWh", 2, 3, 40),
        ),
        fc.nat(9),
        fc.option(fc.nat(299), { nil: undefined }),
        (kwh, plan, opening, swap) => {
          const swapHour = swap === undefined || swap >= kwh.length ? undefined : swap;
          const history = readRegister({
            kwh,
            startMs,
            meter: plan,
            ratedPowerKw: 500,
            openingCounts: Math.floor((opening / 10) * 10 ** (plan.registerWidth + plan.decimals)),
            serials: ["A", "B"],
            swapHour,
            swapCounts: 7,
          });
          const kwhPerUnit = (plan.unit === "MWh" ? 1000 : 1) * plan.multiplier;
          const capacity = 10 ** plan.registerWidth;
          let units = history.rolloverHours.length * capacity;
          for (const { openingRegister, closingRegister } of history.installations) {
            const closing =
              closingRegister === null ? history.readings.values.at(-1)! : toNumber(closingRegister);
            units += closing - toNumber(openingRegister);
          }
          const usedKwh = kwh.reduce((sum, value) => sum + value, 0);
          const countKwh = kwhPerUnit / 10 ** plan.decimals;
          expect(units * kwhPerUnit).toBeLessThanOrEqual(usedKwh + 1e-6);
          expect(units * kwhPerUnit).toBeGreaterThan(usedKwh - 2 * countKwh - 1e-6);
          for (const value of history.readings.values) {
            expect(value).toBeGreaterThanOrEqual(0);
            expect(value).toBeLessThan(capacity);
          }
        },
      ),
    );
  });

  it("a replaced meter closes at its last reading and the next opens at the same instant", () => {
    const history = readRegister({
      kwh: new Float64Array(10).fill(2.345),
      startMs,
      meter: meter("kWh", 2, 6, 1),
      ratedPowerKw: 10,
      openingCounts: 12_345,
      serials: ["old", "new"],
      swapHour: 4,
      swapCounts: 3,
    });
    const atMs = startMs + 4 * hourMs;
    expect(history.installations).toMatchObject([
      {
        serial: "old",
        fromMs: startMs,
        toMs: atMs,
        openingRegister: { mantissa: 12_345n, decimals: 2 },
        closingRegister: { mantissa: 13_283n, decimals: 2 },
      },
      {
        serial: "new",
        fromMs: atMs,
        toMs: null,
        openingRegister: { mantissa: 3n, decimals: 2 },
        closingRegister: null,
      },
    ]);
    expect(history.readings.values[3]).toBe(130.48);
    expect(history.readings.values[4]).toBe(0.03);
    expect(history.readings.values[5]).toBe(2.37);
  });

  it("hourly amounts in whole counts lose nothing over time", () => {
    fc.assert(
      fc.property(amounts, (kwh) => {
        const { values } = readIntervals(kwh, startMs, { ...meter("kWh", 2, 6, 1), kind: "interval" });
        let used = 0;
        let told = 0;
        for (let hour = 0; hour < kwh.length; hour++) {
          used += kwh[hour]!;
          told += values[hour]!;
          expect(Math.abs(used - told)).toBeLessThan(0.01 + 1e-6);
        }
      }),
    );
  });

  it("leaving stretches out leaves the other readings as they are, also where stretches overlap", () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.integer({ min: -5, max: 60 }), fc.nat(20)), { maxLength: 5 }),
        (stretches) => {
          const timesMs = Float64Array.from({ length: 50 }, (_, hour) => startMs + hour * hourMs);
          const values = Float64Array.from({ length: 50 }, (_, hour) => hour);
          const lost = stretches.map(([from, length]) => ({
            fromMs: startMs + from * hourMs,
            toMs: startMs + (from + length) * hourMs,
          }));
          const inside = (timeMs: number): boolean =>
            lost.some(({ fromMs, toMs }) => timeMs >= fromMs && timeMs < toMs);
          const left = leaveOut({ timesMs, values, decimals: 0 }, lost);
          expect([...left.timesMs]).toEqual([...timesMs].filter((timeMs) => !inside(timeMs)));
          expect([...left.values]).toEqual([...values].filter((_, hour) => !inside(timesMs[hour]!)));
        },
      ),
    );
  });
});
