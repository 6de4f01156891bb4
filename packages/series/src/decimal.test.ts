import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  addExact,
  compareDecimals,
  type Decimal,
  type DecimalSeparator,
  decimalFromNumber,
  formatDecimal,
  multiplyExact,
  parseDecimal,
  rescale,
  subtractExact,
  toNumber,
} from "./decimal.ts";

const anyDecimal = fc.record({
  mantissa: fc.bigInt({ min: -(10n ** 25n), max: 10n ** 25n }),
  decimals: fc.integer({ min: 0, max: 20 }),
});
const read = (text: string, separator: DecimalSeparator = ".", group?: DecimalSeparator): string => {
  const result = parseDecimal(text, separator, group);
  return result.ok ? formatDecimal(result.value) : result.reason.code;
};

describe("a decimal as read", () => {
  it.each([
    ["0", "0"],
    ["-0.50", "-0.50"],
    [" 12.5 ", "12.5"],
    ["+3", "3"],
    [".5", "0.5"],
    ["5.", "5"],
    ["1 234 567.8", "1234567.8"],
    ["1\u00a0234.5", "1234.5"],
    ["12'345", "12345"],
    ["\u22127.25", "-7.25"],
    ["1.5E3", "1500"],
    ["2.5e-3", "0.0025"],
    ["5347.61445783133", "5347.61445783133"],
  ])("%s is %s", (text, expected) => expect(read(text)).toBe(expected));

  it("takes the decimal comma where it is declared", () => {
    expect(read("1234,50", ",")).toBe("1234.50");
    expect(read("-1 234,5", ",")).toBe("-1234.5");
    expect(read("1.234.567,8", ",", ".")).toBe("1234567.8");
    expect(read("1,234.5", ".", ",")).toBe("1234.5");
  });

  it("a separator that was not declared is not guessed at: 1.234 may be a thousand or a little more than one", () => {
    expect(read("1.234", ",")).toBe("undeclared-separator");
    expect(read("1,234", ".")).toBe("undeclared-separator");
  });

  it.each([
    "abc",
    "1.2.3",
    "1e",
    "--1",
    "1e999",
    "0x10",
    "NaN",
    "Infinity",
    "1 23",
    "12 3456",
    "-",
    ".",
    "1,2",
  ])("%s is no number", (text) => expect(["not-a-number", "undeclared-separator"]).toContain(read(text)));

  it("an empty cell is empty, not zero", () => {
    expect(read("")).toBe("empty");
    expect(read("  ")).toBe("empty");
  });

  it("an absurdly long text is refused at once", () => {
    expect(read("9".repeat(2_000_000))).toBe("too-long");
  });

  it("badly grouped digits are no number", () => {
    expect(read("1.23.456,7", ",", ".")).toBe("not-a-number");
    expect(read("1,5.000", ",", ".")).toBe("not-a-number");
  });

  it("is written as it was read", () => {
    fc.assert(
      fc.property(anyDecimal, fc.constantFrom<DecimalSeparator>(".", ","), (decimal, separator) => {
        expect(parseDecimal(formatDecimal(decimal, separator), separator)).toEqual({
          ok: true,
          value: decimal,
        });
      }),
    );
  });

  it("no text makes the reader throw", () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(..."0123456789.,-+eE' \u00a0x") }), (text) => {
        expect(typeof parseDecimal(text, ",", ".").ok).toBe("boolean");
        expect(typeof parseDecimal(text, ".").ok).toBe("boolean");
      }),
      { numRuns: 2000 },
    );
  });
});

describe("exact arithmetic", () => {
  it("a tenth and two tenths are three tenths", () => {
    const sum = addExact({ mantissa: 1n, decimals: 1 }, { mantissa: 20n, decimals: 2 });
    expect(formatDecimal(sum)).toBe("0.30");
  });

  it("differences of a register sum to closing minus opening, to the last digit", () => {
    fc.assert(
      fc.property(fc.array(anyDecimal, { minLength: 2, maxLength: 50 }), (registers) => {
        let total: Decimal = { mantissa: 0n, decimals: 0 };
        for (let i = 1; i < registers.length; i++) {
          total = addExact(total, subtractExact(registers[i]!, registers[i - 1]!));
        }
        expect(compareDecimals(total, subtractExact(registers.at(-1)!, registers[0]!))).toBe(0);
      }),
    );
  });

  it("multiplies by a meter's factor without rounding", () => {
    expect(
      formatDecimal(multiplyExact({ mantissa: 12345n, decimals: 2 }, { mantissa: 40n, decimals: 0 })),
    ).toBe("4938.00");
  });

  it("more decimals change no value; fewer are not made up by rounding", () => {
    expect(compareDecimals(rescale({ mantissa: 5n, decimals: 1 }, 4), { mantissa: 5n, decimals: 1 })).toBe(0);
    expect(rescale({ mantissa: 55n, decimals: 2 }, 1)).toEqual({ mantissa: 55n, decimals: 2 });
  });
});

describe("doubles", () => {
  it("the nearest double is the one the text itself reads as", () => {
    fc.assert(
      fc.property(anyDecimal, (decimal) => {
        expect(toNumber(decimal)).toBe(Number(formatDecimal(decimal)) + 0);
      }),
    );
  });

  it("a double goes through a decimal and back unchanged", () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
        const decimal = decimalFromNumber(value);
        expect(decimal.ok && toNumber(decimal.value)).toBe(value + 0);
      }),
    );
    expect(decimalFromNumber(Number.NaN).ok).toBe(false);
  });
});
