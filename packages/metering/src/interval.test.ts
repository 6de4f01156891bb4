import { type Decimal, formatDecimal } from "@husting/series";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Consumption, type ConsumptionOptions, consumption } from "./consumption.ts";
import type { Installation, IntervalReadings } from "./model.ts";

const hourMs = 3_600_000;
const startMs = Date.UTC(2024, 2, 1);
const gap = Number.NaN;
const whole = (mantissa: number, decimals = 0): Decimal => ({ mantissa: BigInt(mantissa), decimals });
const meter: Installation = {
  serial: "E5",
  fromMs: startMs,
  toMs: null,
  openingRegister: whole(0),
  closingRegister: null,
  multiplier: whole(1),
  registerWidth: null,
  ratedPowerKw: 40,
};

type Row = readonly [fromHour: number, toHour: number, tenths: number, quality?: number];

function intervals(rows: readonly Row[]): IntervalReadings {
  return {
    behaviour: "interval",
    fromMs: Float64Array.from(rows, ([from]) => startMs + from * hourMs),
    toMs: Float64Array.from(rows, ([, to]) => startMs + to * hourMs),
    mantissas: Float64Array.from(rows, ([, , tenths]) => tenths),
    decimals: new Uint8Array(rows.length).fill(1),
    quality: Uint8Array.from(rows, ([, , , quality = 0]) => quality),
  };
}

function consumed(
  rows: readonly Row[],
  installations: readonly Installation[] = [],
  options: Partial<ConsumptionOptions> = {},
): Consumption {
  const result = consumption(installations, intervals(rows), { unit: "kWh", ...options });
  if (!result.ok) throw new Error(result.reason.code);
  return result.value;
}
const hoursOf = (result: Consumption): number[] => Array.from(result.series.values);
const codesOf = (result: Consumption): string[] => result.findings.map(({ code }) => code);

describe("interval readings", () => {
  it("are taken as they are, in any order, and hours that are not there are gaps", () => {
    expect(
      hoursOf(
        consumed([
          [3, 4, 7],
          [0, 1, 3],
          [1, 2, 0],
        ]),
      ),
    ).toEqual([0.3, 0, gap, 0.7]);
  });

  it("of another length than the step are totals over a span, or parts of the hour", () => {
    const result = consumed([
      [0, 24, 240],
      [24, 24.5, 4],
      [24.5, 25, 5],
    ]);
    expect(hoursOf(result).slice(23)).toEqual([gap, 0.9]);
    expect(result.spans).toMatchObject([
      { fromMs: startMs, toMs: startMs + 24 * hourMs, amount: whole(240, 1) },
    ]);
  });

  it("sum to what they say, to the last digit, whatever their lengths and gaps", () => {
    const row = fc.tuple(
      fc.integer({ min: 0, max: 5 }),
      fc.integer({ min: 1, max: 300 }),
      fc.nat({ max: 1e6 }),
    );
    fc.assert(
      fc.property(fc.array(row, { maxLength: 60 }), fc.constantFrom(0, 2, 100), (pieces, spreadHours) => {
        let minute = 0;
        const rows = pieces.map(([pause, minutes, tenths]): Row => {
          const from = minute + pause * 20;
          minute = from + minutes;
          return [from / 60, minute / 60, tenths];
        });
        const result = consumed(rows, [], { spreadUpToMs: spreadHours * hourMs });
        const laid =
          result.counts.reduce((sum, counts) => sum + counts, 0n) +
          result.spans.reduce((sum, { amount }) => sum + amount.mantissa, 0n);
        expect(laid).toBe(BigInt(rows.reduce((sum, [, , tenths]) => sum + tenths, 0)));
      }),
      { numRuns: 200 },
    );
  });

  it("that overlap and differ are all left out; the same one sent twice is one", () => {
    const result = consumed([
      [0, 1, 5],
      [1, 3, 9],
      [2, 3, 4],
      [3, 4, 6],
      [3, 4, 6],
    ]);
    expect(hoursOf(result)).toEqual([0.5, gap, gap, 0.6]);
    expect(codesOf(result)).toEqual(["conflicting-readings", "conflicting-readings"]);
  });

  it("above what the meter can pass are quarantined with a question: 81 MWh in an hour on a 40 kW meter", () => {
    const rows: Row[] = [
      [0, 1, 100],
      [1, 2, 810_000],
      [2, 3, 100],
    ];
    const result = consumed(rows, [meter]);
    expect(hoursOf(result)).toEqual([10, gap, 10]);
    expect(result.quarantined).toMatchObject([{ amount: whole(810_000, 1) }]);
    const questionId = result.questions[0]!.id;
    const real = consumed(rows, [meter], { answers: [{ questionId, choice: { kind: "real" } }] });
    expect(hoursOf(real)).toEqual([10, 81_000, 10]);
    expect(real.quarantined).toEqual([]);
    const out = consumed(rows, [meter], { answers: [{ questionId, choice: { kind: "left-out" } }] });
    expect([out.questions.length, out.quarantined.length]).toEqual([0, 1]);
  });

  it("below zero are a question, never a negative use", () => {
    const result = consumed(
      [
        [0, 1, 100],
        [1, 2, -14_000],
      ],
      [meter],
    );
    expect(codesOf(result)).toEqual(["negative-amount"]);
    expect(result.questions).toHaveLength(1);
    expect(hoursOf(result)).toEqual([10]);
  });

  it("are multiplied by the ratio of the meter that hung there, and kept out where none did", () => {
    const old = { ...meter, toMs: startMs + 2 * hourMs, multiplier: whole(2) };
    const next = { ...meter, serial: "E6", fromMs: startMs + 3 * hourMs, multiplier: whole(15, 1) };
    const result = consumed(
      [
        [0, 1, 10],
        [1, 2, 10],
        [2, 3, 10],
        [3, 4, 10],
      ],
      [next, old],
    );
    expect(hoursOf(result)).toEqual([2, 2, gap, 1.5]);
    expect(codesOf(result)).toEqual(["outside-installation"]);
    expect(
      result.counts.map((counts) => formatDecimal({ mantissa: counts, decimals: result.decimals })),
    ).toEqual(["2.00", "2.00", "0.00", "1.50"]);
  });

  it("estimated ones are marked, forecasts left out", () => {
    const result = consumed([
      [0, 1, 5],
      [1, 2, 5, 9],
      [2, 3, 5, 12],
    ]);
    expect(Array.from(result.estimated)).toEqual([0, 1]);
    expect(codesOf(result)).toEqual(["not-a-measurement"]);
  });

  it("that end before they begin are no readings", () => {
    expect(codesOf(consumed([[2, 1, 5]]))).toEqual(["conflicting-readings"]);
  });

  it("of which there are none give an empty series", () => {
    expect(hoursOf(consumed([]))).toEqual([]);
  });
});
