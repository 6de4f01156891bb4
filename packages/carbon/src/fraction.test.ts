import { type UnitSymbol, units } from "@husting/series";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { electricity, valueFrom } from "./carbon.fixture.ts";
import { energyOf } from "./energy.ts";
import {
  add,
  compare,
  divide,
  fraction,
  fractionOfNumber,
  multiply,
  roundHalfEven,
  subtract,
  toDouble,
} from "./fraction.ts";

const whole = fc.bigInt({ min: -(10n ** 15n), max: 10n ** 15n });
const anyFraction = fc.tuple(whole, fc.bigInt({ min: 1n, max: 10n ** 9n })).map(([n, d]) => fraction(n, d));

describe("exact fractions", () => {
  it("what is added can be taken away, what is multiplied can be divided out", () => {
    fc.assert(
      fc.property(anyFraction, anyFraction, (a, b) => {
        expect(subtract(add(a, b), b)).toEqual(a);
        if (b.numerator !== 0n) expect(divide(multiply(a, b), b)).toEqual(a);
        expect(Math.sign(compare(a, b))).toBe(-Math.sign(compare(b, a)) + 0);
      }),
    );
  });

  it("halves go to the even number, everything else to the nearest", () => {
    const rounded = (n: bigint, d: bigint) => roundHalfEven(fraction(n, d));
    expect([rounded(1n, 2n), rounded(3n, 2n), rounded(5n, 2n)]).toEqual([0n, 2n, 2n]);
    expect([rounded(-1n, 2n), rounded(-3n, 2n), rounded(-5n, 2n)]).toEqual([0n, -2n, -2n]);
    expect([rounded(-7n, 3n), rounded(7n, 3n), rounded(8n, 3n)]).toEqual([-2n, 2n, 3n]);
  });

  it("a double is the shortest decimal that reads back as it", () => {
    expect(valueFrom(fractionOfNumber(0.1))).toEqual(fraction(1n, 10n));
    expect(fractionOfNumber(Number.NaN).ok).toBe(false);
    fc.assert(
      fc.property(
        fc.double({ min: -1e15, max: 1e15, noNaN: true }).filter((x) => x === 0 || Math.abs(x) > 1e-9),
        (x) => {
          expect(Math.abs(toDouble(valueFrom(fractionOfNumber(x))) - x)).toBeLessThanOrEqual(
            Math.abs(x) * 1e-15,
          );
        },
      ),
    );
  });

  it("has no denominator of zero or below", () => {
    expect(() => fraction(1n, 0n)).toThrow(RangeError);
    expect(() => fraction(1n, -2n)).toThrow(RangeError);
  });

  it("every unit of energy and back is the amount it was", () => {
    const energyUnits = Object.values(units)
      .filter(({ kind }) => kind === "energy")
      .map(({ symbol }) => symbol);
    fc.assert(
      fc.property(
        fc.constantFrom<UnitSymbol>(...energyUnits),
        whole,
        fc.integer({ min: 0, max: 6 }),
        (unit, mantissa, decimals) => {
          const energy = valueFrom(energyOf(electricity, { mantissa, decimals }, unit));
          const one = valueFrom(energyOf(electricity, { mantissa: 1n, decimals: 0 }, unit));
          expect(divide(energy.exactKwh, one.exactKwh)).toEqual(fraction(mantissa, 10n ** BigInt(decimals)));
        },
      ),
    );
  });
});
