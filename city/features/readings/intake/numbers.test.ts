import { parseDecimal } from "@husting/series";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { bytesOf } from "./bytes.fixtures.ts";
import { readDecimal } from "./numbers.ts";

function read(text: string, mark: "." | "," = "."): [number, number] | string {
  const slot = { mantissa: Number.NaN, decimals: Number.NaN };
  const bytes = bytesOf(`7${text}7`);
  return readDecimal(bytes, 1, bytes.length - 1, mark.charCodeAt(0), slot) ?? [slot.mantissa, slot.decimals];
}

describe("reading a decimal from bytes", () => {
  it("keeps the decimals that were written", () => {
    expect(read("12.30")).toEqual([1230, 2]);
    expect(read("-0.05")).toEqual([-5, 2]);
    expect(read("+7")).toEqual([7, 0]);
    expect(read(" \t42 \r")).toEqual([42, 0]);
    expect(read(".5")).toEqual([5, 1]);
    expect(read("5.")).toEqual([5, 0]);
    expect(read("000123")).toEqual([123, 0]);
    expect(read("-0.0")).toEqual([0, 1]);
  });

  it("takes a decimal comma only where it was declared", () => {
    expect(read("1,5", ",")).toEqual([15, 1]);
    expect(read("1,5")).toBe("not-a-number");
    expect(read("1.5", ",")).toBe("not-a-number");
  });

  it("refuses thousands separators, units, several marks and numbers in words", () => {
    for (const text of [
      "1,234.5",
      "1 234",
      "1'234",
      "1.2.3",
      "5 kWh",
      "12e",
      "1e+",
      "e5",
      "--5",
      "+-5",
      "0x10",
      "1e100",
      "Infinity",
      "１２",
      "5\u0000",
      "\u00005",
    ]) {
      expect([text, read(text)]).toEqual([text, "not-a-number"]);
    }
  });

  it("an empty field and the usual words for missing are no value", () => {
    for (const text of ["", "   ", "NaN", "null", "N/A", "-", "NA", "none"]) {
      expect([text, read(text)]).toEqual([text, "empty-value"]);
    }
  });

  it("an exponent moves the decimal mark exactly", () => {
    expect(read("1.25E3")).toEqual([1250, 0]);
    expect(read("1.25e1")).toEqual([125, 1]);
    expect(read("5e-3")).toEqual([5, 3]);
    expect(read("0e99")).toEqual([0, 0]);
    expect(read("1e-30")).toEqual([0, 18]);
  });

  it("more digits than a double holds are refused before the mark and rounded half up after it", () => {
    expect(read("999999999999999")).toEqual([999_999_999_999_999, 0]);
    expect(read("1234567890123456")).toBe("number-too-large");
    expect(read("1e16")).toBe("number-too-large");
    expect(read("0.30000000000000004")).toEqual([300_000_000_000_000, 15]);
    expect(read("0.1234567890123455")).toEqual([123_456_789_012_346, 15]);
    expect(read("9.99999999999999999")).toEqual([1_000_000_000_000_000, 14]);
    expect(read("1.2345678901234567e15")).toEqual([1_234_567_890_123_460, 0]);
  });

  it("agrees with exact big-integer arithmetic on every number of up to fifteen digits", () => {
    const digits = (maxLength: number) =>
      fc.string({ unit: fc.constantFrom(..."0123456789"), minLength: 1, maxLength });
    fc.assert(
      fc.property(
        fc.constantFrom("", "-", "+"),
        digits(8),
        fc.option(digits(7), { nil: null }),
        fc.option(fc.integer({ min: -10, max: 7 }), { nil: null }),
        fc.constantFrom(".", ","),
        (sign, whole, fraction, exponent, mark) => {
          const text = `${sign}${whole}${fraction === null ? "" : mark + fraction}${exponent === null ? "" : `e${exponent}`}`;
          const exact = parseDecimal(text, mark as "." | ",");
          if (!exact.ok) throw new Error(text);
          const { mantissa, decimals } = exact.value;
          const found = read(text, mark as "." | ",");
          // A mantissa of more than 2^53 cannot be held; it must be refused, not bent.
          if (mantissa > BigInt(Number.MAX_SAFE_INTEGER) || mantissa < -BigInt(Number.MAX_SAFE_INTEGER)) {
            expect(found).toBe("number-too-large");
            return;
          }
          expect(found).toEqual([Number(mantissa), decimals]);
        },
      ),
      { numRuns: 500 },
    );
  });

  it("never takes a text that is not a number in full", () => {
    const text = fc.string({ unit: fc.constantFrom(..."0123456789.,-+eE x'"), maxLength: 10 });
    fc.assert(
      fc.property(text, (source) => {
        const found = read(source);
        if (typeof found === "string") return;
        expect(Number(source.trim())).toBeCloseTo(found[0] / 10 ** found[1], 9);
      }),
      { numRuns: 500 },
    );
  });
});
