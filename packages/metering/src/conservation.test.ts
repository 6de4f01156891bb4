import { addExact, compareDecimals, type Decimal, formatDecimal, subtractExact } from "@husting/series";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Consumption, type ConsumptionOptions, consumption } from "./consumption.ts";
import type { Answer } from "./findings.ts";
import type { Installation, RegisterReadings } from "./model.ts";

const hourMs = 3_600_000;
const startMs = Date.UTC(2024, 0, 1);
const zero: Decimal = { mantissa: 0n, decimals: 0 };
const whole = (mantissa: bigint | number, decimals = 0): Decimal => ({
  mantissa: BigInt(mantissa),
  decimals,
});
const sum = (amounts: readonly Decimal[]): Decimal => amounts.reduce(addExact, zero);

function columns(
  times: readonly number[],
  registers: readonly number[],
  decimals = 0,
  quality = 0,
): RegisterReadings {
  return {
    behaviour: "cumulative",
    timesMs: Float64Array.from(times),
    mantissas: Float64Array.from(registers),
    decimals: new Uint8Array(times.length).fill(decimals),
    quality: new Uint8Array(times.length).fill(quality),
  };
}

/** The conservation law, checked from the outside on everything a consumption says. */
function expectConserved(result: Consumption): void {
  const laid = sum([
    ...result.counts.map((counts) => ({ mantissa: counts, decimals: result.decimals })),
    ...result.spans.map(({ amount }) => amount),
  ]);
  const counted = sum(result.balances.map((balance) => balance.counted));
  const quarantined = sum(result.quarantined.map(({ amount }) => amount));
  expect(formatDecimal(subtractExact(laid, counted))).toMatch(/^0(\.0*)?$/);
  expect(compareDecimals(quarantined, sum(result.balances.map((balance) => balance.quarantined)))).toBe(0);
  for (const balance of result.balances) {
    const moved = addExact(
      subtractExact(balance.closing, balance.opening),
      sum(balance.adjustments.map(({ amount }) => amount)),
    );
    expect(compareDecimals(addExact(balance.counted, balance.quarantined), moved)).toBe(0);
  }
  for (let i = 0; i < result.counts.length; i++) {
    const value = result.series.values[i]!;
    if (Number.isNaN(value)) expect(result.counts[i]).toBe(0n);
    else expect(value).toBe(Number(result.counts[i]!) / 10 ** result.decimals);
  }
}

/** Any readings at all at a point with up to three meters: most of them nonsense. */
const anyHistory = fc
  .array(
    fc.record({
      hours: fc.integer({ min: 1, max: 200 }),
      opening: fc.integer({ min: 0, max: 99_999 }),
      closing: fc.option(fc.integer({ min: 0, max: 99_999 })),
      multiplier: fc.constantFrom(whole(1), whole(40), whole(25, 1), whole(1, 3)),
      registerWidth: fc.constantFrom(null, 5, 4),
      ratedPowerKw: fc.constantFrom(null, 10, 1000),
      restartsFromZero: fc.boolean(),
    }),
    { minLength: 1, maxLength: 3 },
  )
  .chain((meters) => {
    let fromMs = startMs;
    const installations = meters.map((meter, i): Installation => {
      const installation: Installation = {
        serial: `meter ${i}`,
        fromMs,
        toMs: i === meters.length - 1 && meter.closing === null ? null : fromMs + meter.hours * hourMs,
        openingRegister: whole(meter.opening, 1),
        closingRegister: meter.closing === null ? null : whole(meter.closing, 2),
        multiplier: meter.multiplier,
        registerWidth: meter.registerWidth,
        ratedPowerKw: meter.ratedPowerKw,
        restartsFromZero: meter.restartsFromZero,
      };
      fromMs += meter.hours * hourMs;
      return installation;
    });
    const spanMs = fromMs - startMs;
    return fc.record({
      installations: fc.constant(installations),
      samples: fc.array(
        fc.tuple(
          fc.integer({ min: -2, max: (spanMs / hourMs) * 4 + 8 }),
          fc.integer({ min: 0, max: 120_000 }),
        ),
        { maxLength: 60 },
      ),
      quality: fc.constantFrom(0, 8, 15),
      spreadHours: fc.constantFrom(0, 3, 1000),
      stepMs: fc.constantFrom(hourMs, 24 * hourMs, 900_000),
      picks: fc.array(fc.nat(), { maxLength: 5 }),
    });
  });

describe("conservation", () => {
  it("for any history the hours and spans sum to closing − opening per installation, minus what is quarantined", () => {
    fc.assert(
      fc.property(anyHistory, ({ installations, samples, quality, spreadHours, stepMs, picks }) => {
        const readings = columns(
          samples.map(([quarter]) => startMs + (quarter * hourMs) / 4),
          samples.map(([, register]) => register),
          1,
          quality,
        );
        const options: ConsumptionOptions = { unit: "kWh", spreadUpToMs: spreadHours * hourMs, stepMs };
        const asked = consumption(installations, readings, options);
        // Nonsense with so many drops that it is refused as no register is refused as a whole.
        if (!asked.ok) return expect(asked.reason.code).toBe("not-a-register");
        expectConserved(asked.value);
        for (const [i, balance] of asked.value.balances.entries()) {
          const { closingRegister, multiplier } = installations[i]!;
          if (closingRegister === null) continue;
          const closing = closingRegister.mantissa * multiplier.mantissa;
          const declared = { mantissa: closing, decimals: closingRegister.decimals + multiplier.decimals };
          expect(compareDecimals(balance.closing, declared)).toBe(0);
        }
        // Whatever is answered, the books balance.
        const answers: Answer[] = picks.flatMap((pick): Answer[] => {
          const question = asked.value.questions[pick % Math.max(asked.value.questions.length, 1)];
          const option = question?.options[pick % question.options.length];
          if (question === undefined || option === undefined) return [];
          const choice: Answer["choice"] =
            option.kind === "swap"
              ? {
                  kind: "swap",
                  openingRegister: whole(pick % 50_000, 3),
                  closingRegister: pick % 2 === 0 ? null : question.registerBefore,
                }
              : { kind: option.kind };
          return [{ questionId: question.id, choice }];
        });
        const answered = consumption(installations, readings, { ...options, answers });
        if (!answered.ok) return expect.fail(answered.reason.code);
        expectConserved(answered.value);
      }),
      { numRuns: 500 },
    );
  });

  it("rollovers, recorded swaps, missing readings and 0.0 samples included, exactly what was used is counted", () => {
    const history = fc.record({
      used: fc.array(fc.integer({ min: 0, max: 500 }), { minLength: 60, maxLength: 500 }),
      opening: fc.integer({ min: 200_000, max: 999_999 }),
      swaps: fc.uniqueArray(fc.integer({ min: 1, max: 499 }), { maxLength: 2 }),
      missing: fc.uniqueArray(fc.integer({ min: 1, max: 499 }), { maxLength: 60 }),
      zeros: fc.uniqueArray(fc.integer({ min: 1, max: 499 }), { maxLength: 5 }),
    });
    fc.assert(
      fc.property(history, ({ used, opening, swaps, missing, zeros }) => {
        const modulus = 1_000_000;
        const installations: Installation[] = [];
        const times: number[] = [];
        const registers: number[] = [];
        let meter: Installation = {
          serial: "0",
          fromMs: startMs,
          toMs: null,
          openingRegister: whole(opening, 1),
          closingRegister: null,
          multiplier: whole(1),
          registerWidth: 5,
          ratedPowerKw: 50,
        };
        let register = opening;
        let total = 0;
        for (const [i, amount] of used.entries()) {
          const atMs = startMs + (i + 1) * hourMs;
          register = (register + amount) % modulus;
          total += amount;
          if (swaps.includes(i)) {
            installations.push({ ...meter, toMs: atMs, closingRegister: whole(register, 1) });
            register = 200_000 + (register % 700_000);
            const openingRegister = whole(register, 1);
            meter = { ...meter, serial: String(i), fromMs: atMs, openingRegister };
          }
          const last = i === used.length - 1;
          if (missing.includes(i) && !last) continue;
          times.push(atMs);
          // A 0.0 where the register is far from zero, with a sound reading still to come.
          const fits = register > 100_000 && register < 900_000;
          registers.push(
            zeros.includes(i) && !missing.includes(i) && i + 70 < used.length && fits ? 0 : register,
          );
        }
        installations.push(meter);
        const result = consumption(installations, columns(times, registers, 1), { unit: "kWh" });
        if (!result.ok) return expect.fail(result.reason.code);
        expectConserved(result.value);
        expect(result.value.questions).toEqual([]);
        const counted = sum(result.value.balances.map((balance) => balance.counted));
        expect(formatDecimal(counted)).toBe(formatDecimal(whole(total, 1)));
      }),
      { numRuns: 300 },
    );
  });

  it("nonsense of any length is judged without a hang: ten thousand falling and wild registers", () => {
    const n = 10_000;
    const times = Array.from({ length: n }, (_, i) => startMs + (i + 1) * hourMs);
    const meter: Installation = {
      serial: "wild",
      fromMs: startMs,
      toMs: null,
      openingRegister: whole(0),
      closingRegister: null,
      multiplier: whole(1),
      registerWidth: 9,
      ratedPowerKw: 100,
    };
    const falling = consumption(
      [meter],
      columns(
        times,
        times.map((_, i) => (n - i) * 1000),
      ),
      { unit: "kWh" },
    );
    expect(falling).toMatchObject({ ok: false, reason: { code: "not-a-register", drops: n - 1 } });
    // Few enough drops to be a register, many enough to be a bad one.
    const saw = times.map((_, i) => (i % 25) * 50 + ((i * 7919) % 13));
    const wild = consumption([meter], columns(times, saw), { unit: "kWh" });
    if (!wild.ok) return expect.fail(wild.reason.code);
    expectConserved(wild.value);
    expect(wild.value.questions.length).toBeGreaterThan(100);
  });
});
