import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  addFractions,
  compareFractions,
  decimalText,
  fraction,
  fractionText,
  quotient,
  subtractFractions,
} from "./fraction.ts";

const fractions = fc.tuple(fc.bigInt(), fc.bigInt({ min: 1n })).map(([n, d]) => fraction(n, d));

describe("exact fractions", () => {
  it("what is added and taken away again was never there", () => {
    fc.assert(
      fc.property(fractions, fractions, (a, b) => {
        expect(subtractFractions(addFractions(a, b), b)).toEqual(a);
        expect(Math.sign(compareFractions(addFractions(a, b), a))).toBe(Math.sign(Number(b.numerator)));
      }),
    );
  });

  it("are in lowest terms, with the sign above", () => {
    expect(fraction(-6n, 4n)).toEqual({ numerator: -3n, denominator: 2n });
    expect(() => fraction(1n, 0n)).toThrow(RangeError);
  });

  it.each([
    [1n, 3n, 2, "0.33"],
    [2n, 3n, 2, "0.67"],
    [1n, 200n, 2, "0.01"],
    [-1n, 3n, 2, "-0.33"],
    [-1n, 3000n, 2, "0.00"],
    [100n, 1n, 0, "100"],
    [1234n, 10n, 3, "123.400"],
  ])("%s/%s to %s decimals is %s", (numerator, denominator, decimals, text) => {
    expect(decimalText(fraction(numerator, denominator), decimals)).toBe(text);
  });

  it("are written with a stroke only where they must be", () => {
    expect([fractionText(fraction(4n, 2n)), fractionText(fraction(22n, 7n))]).toEqual(["2", "22/7"]);
  });

  it("a double of a quotient is off by less than one part in 2^52, however long its terms are", () => {
    const long = fc.bigInt({ min: 1n, max: 2n ** 2000n });
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER }),
        fc.integer({ min: 1 }),
        long,
        (n, d, scale) => {
          const found = quotient(BigInt(n) * scale, BigInt(d) * scale);
          expect(Math.abs(found / (n / d) - 1)).toBeLessThan(2 ** -51);
        },
      ),
    );
    expect(quotient(0n, 5n)).toBe(0);
  });
});
