import fc from "fast-check";
import { expect, it } from "vitest";
import { intervalAmounts } from "./amounts.ts";
import { consumption } from "./consumption.ts";
import type { IntervalReadings } from "./model.ts";

const hourMs = 3_600_000;

const readings = fc
  .array(
    fc.record({
      hour: fc.integer({ min: 0, max: 60 }),
      hours: fc.integer({ min: 0, max: 5 }),
      counts: fc.integer({ min: -20, max: 1_000 }),
      quality: fc.constantFrom(0, 8, 10, 12),
    }),
    { maxLength: 40 },
  )
  .map(
    (rows): IntervalReadings => ({
      behaviour: "interval",
      fromMs: Float64Array.from(rows, ({ hour }) => hour * hourMs),
      toMs: Float64Array.from(rows, ({ hour, hours }) => (hour + hours) * hourMs),
      mantissas: Float64Array.from(rows, ({ counts }) => counts),
      decimals: new Uint8Array(rows.length),
      quality: Uint8Array.from(rows, ({ quality }) => quality),
    }),
  );

it("amounts over their own time hold exactly what regular steps and spans hold, with the same questions and findings", () => {
  fc.assert(
    fc.property(readings, (given) => {
      const amounts = intervalAmounts([], given, { unit: "kWh" });
      const laid = consumption([], given, { unit: "kWh" });
      if (!amounts.ok || !laid.ok) throw new Error("refused");
      const stepped = laid.value.counts.reduce((sum, count) => sum + count, 0n);
      const spanned = laid.value.spans.reduce((sum, { amount }) => sum + amount.mantissa, 0n);
      expect(BigInt(amounts.value.amount.reduce((sum, amount) => sum + amount, 0))).toBe(stepped + spanned);
      expect(amounts.value.questions).toEqual(laid.value.questions);
      expect(amounts.value.findings).toEqual(laid.value.findings);
      expect(amounts.value.quarantined).toEqual(laid.value.quarantined);
    }),
  );
});

it("meters that overlap are refused by name", () => {
  const meter = (serial: string, fromMs: number) => ({
    serial,
    fromMs,
    toMs: null,
    openingRegister: { mantissa: 0n, decimals: 0 },
    closingRegister: null,
    multiplier: { mantissa: 1n, decimals: 0 },
    registerWidth: null,
    ratedPowerKw: null,
  });
  const none: IntervalReadings = {
    behaviour: "interval",
    fromMs: new Float64Array(0),
    toMs: new Float64Array(0),
    mantissas: new Float64Array(0),
    decimals: new Uint8Array(0),
    quality: new Uint8Array(0),
  };
  expect(intervalAmounts([meter("A", 0), meter("B", 5)], none, { unit: "kWh" })).toMatchObject({
    ok: false,
    reason: { code: "installations-overlap", serials: ["A", "B"] },
  });
});
