import { type Decimal, dayStarts, formatDecimal, monthStarts } from "@husting/series";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Consumption, consumption } from "./consumption.ts";
import type { Installation, RegisterReadings } from "./model.ts";
import { periodTotals } from "./totals.ts";

const hourMs = 3_600_000;
const zone = "Europe/Stockholm";
const whole = (mantissa: number): Decimal => ({ mantissa: BigInt(mantissa), decimals: 0 });

function consumed(
  times: readonly number[],
  registers: readonly number[],
  quality: readonly number[] = [],
): Consumption {
  const readings: RegisterReadings = {
    behaviour: "cumulative",
    timesMs: Float64Array.from(times),
    mantissas: Float64Array.from(registers),
    decimals: new Uint8Array(times.length),
    quality: Uint8Array.from(times, (_, i) => quality[i] ?? 0),
  };
  const meter: Installation = {
    serial: "M",
    fromMs: times[0]!,
    toMs: null,
    openingRegister: whole(registers[0]!),
    closingRegister: null,
    multiplier: whole(1),
    registerWidth: 8,
    ratedPowerKw: 100_000,
    restartsFromZero: true,
  };
  const result = consumption([meter], readings, { unit: "kWh" });
  if (!result.ok) throw new Error(result.reason.code);
  return result.value;
}

describe("totals of periods", () => {
  it("a meter read on the first of each month has months that are known, though none of their hours is", () => {
    const months = monthStarts(zone, Date.UTC(2024, 0, 5), Date.UTC(2024, 3, 5));
    const result = consumed(Array.from(months), [1000, 1700, 2300, 2800, 3100]);
    const totals = periodTotals(result, months);
    expect(totals.map(({ amount }) => formatDecimal(amount))).toEqual(["700", "600", "500", "300"]);
    expect(totals.map(({ measuredShare }) => measuredShare)).toEqual([1, 1, 1, 1]);
    expect(result.series.values.every(Number.isNaN)).toBe(true);
  });

  it("an amount across two months is in neither, and both say so", () => {
    const months = monthStarts(zone, Date.UTC(2024, 0, 5), Date.UTC(2024, 1, 5));
    const readMs = [months[0]!, months[0]! + 720 * hourMs, months[1]! + 24 * hourMs, months[2]!];
    const totals = periodTotals(consumed(readMs, [0, 720, 790, 1500]), months);
    expect(totals.map(({ amount, across }) => [formatDecimal(amount), formatDecimal(across)])).toEqual([
      ["720", "70"],
      ["710", "70"],
    ]);
    expect(totals[0]!.measuredShare).toBeCloseTo(720 / 744, 12);
  });

  it("estimated time is told apart from measured time", () => {
    const days = dayStarts(zone, Date.UTC(2024, 4, 1), Date.UTC(2024, 4, 1) + 1);
    const times = Array.from({ length: 25 }, (_, i) => days[0]! + i * hourMs);
    const result = consumed(
      times,
      times.map((_, i) => i * 3),
      times.map((_, i) => (i >= 18 ? 9 : 0)),
    );
    expect(periodTotals(result, days)).toMatchObject([
      { amount: whole(72), measuredShare: 17 / 24, estimatedShare: 7 / 24, atLeast: false },
    ]);
  });

  it("a total that holds a restart says that it is the least that was used", () => {
    const days = dayStarts(zone, Date.UTC(2024, 4, 1), Date.UTC(2024, 4, 1) + 1);
    const times = [0, 8, 16, 24].map((hour) => days[0]! + hour * hourMs);
    const totals = periodTotals(consumed(times, [500, 900, 30, 80]), days);
    expect(totals).toMatchObject([{ amount: whole(480), atLeast: true, measuredShare: 2 / 3 }]);
  });

  it("days hold every hour and every span once, or name them as lying across", () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.integer({ min: 1, max: 60 }), fc.nat({ max: 1000 })), {
          minLength: 2,
          maxLength: 80,
        }),
        (steps) => {
          const times = [Date.UTC(2024, 2, 29)];
          const registers = [0];
          for (const [hours, used] of steps) {
            times.push(times.at(-1)! + hours * hourMs);
            registers.push(registers.at(-1)! + used);
          }
          const result = consumed(times, registers);
          const days = dayStarts(zone, times[0]!, times.at(-1)!);
          const totals = periodTotals(result, days);
          const inside = totals.reduce((sum, { amount }) => sum + amount.mantissa, 0n);
          const acrossDays = result.spans.reduce((sum, { fromMs, toMs, amount }) => {
            const held = days.subarray(1).some((end, i) => fromMs >= days[i]! && toMs <= end);
            return held ? sum : sum + amount.mantissa;
          }, 0n);
          expect(inside + acrossDays).toBe(BigInt(registers.at(-1)!));
        },
      ),
      { numRuns: 200 },
    );
  });
});
