import { type Decimal, decimalFromNumber, fail, ok, type Result } from "@husting/series";

/**
 * An exact number. Decimals are not enough: a gigajoule is 2500/9 kWh, and a city's heat bills are in gigajoules while
 * its factors are in grams a kilowatt hour. Always in lowest terms with a denominator above zero.
 */
export interface Fraction {
  readonly numerator: bigint;
  readonly denominator: bigint;
}

export interface NotFiniteReason {
  readonly code: "not-finite";
  readonly value: number;
}

function greatestCommonDivisor(a: bigint, b: bigint): bigint {
  let [larger, smaller] = [a < 0n ? -a : a, b];
  while (smaller !== 0n) [larger, smaller] = [smaller, larger % smaller];
  return larger;
}

/** @throws RangeError when the denominator is not above zero: the program, not its input, is wrong then. */
export function fraction(numerator: bigint, denominator = 1n): Fraction {
  if (denominator <= 0n) throw new RangeError(`denominator ${denominator} is not above zero`);
  const divisor = greatestCommonDivisor(numerator, denominator);
  return { numerator: numerator / divisor, denominator: denominator / divisor };
}

export const zero: Fraction = fraction(0n);

export function fractionOfDecimal(decimal: Decimal): Fraction {
  return fraction(decimal.mantissa, 10n ** BigInt(decimal.decimals));
}

/** The shortest decimal that reads back as this double, exactly; 0.1 is a tenth. */
export function fractionOfNumber(value: number): Result<Fraction, NotFiniteReason> {
  const decimal = decimalFromNumber(value);
  return decimal.ok ? ok(fractionOfDecimal(decimal.value)) : fail({ code: "not-finite", value });
}

export function add(a: Fraction, b: Fraction): Fraction {
  return fraction(a.numerator * b.denominator + b.numerator * a.denominator, a.denominator * b.denominator);
}

export function subtract(a: Fraction, b: Fraction): Fraction {
  return add(a, { numerator: -b.numerator, denominator: b.denominator });
}

export function multiply(a: Fraction, b: Fraction): Fraction {
  return fraction(a.numerator * b.numerator, a.denominator * b.denominator);
}

/** @throws RangeError when `b` is zero. */
export function divide(a: Fraction, b: Fraction): Fraction {
  const sign = b.numerator < 0n ? -1n : 1n;
  return fraction(a.numerator * b.denominator * sign, a.denominator * b.numerator * sign);
}

/** Negative when a < b, zero when equal, positive when a > b. */
export function compare(a: Fraction, b: Fraction): number {
  const difference = a.numerator * b.denominator - b.numerator * a.denominator;
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}

export function sum(parts: readonly Fraction[]): Fraction {
  return parts.reduce(add, zero);
}

/**
 * The exact sum of many decimals, several times as fast as `sum`: a year of hours shares a few numbers of decimals, and within
 * one of them whole numbers are added.
 */
export class DecimalSum {
  readonly #mantissas = new Map<number, bigint>();

  add({ mantissa, decimals }: Decimal): void {
    this.#mantissas.set(decimals, (this.#mantissas.get(decimals) ?? 0n) + mantissa);
  }

  total(): Fraction {
    return sum([...this.#mantissas].map(([decimals, mantissa]) => fractionOfDecimal({ mantissa, decimals })));
  }
}

/** The nearest whole number; a half goes to the even one (GB/T 8170, IEEE 754), so that sums are not pushed upwards. */
export function roundHalfEven(value: Fraction): bigint {
  const { numerator, denominator } = value;
  let whole = numerator / denominator;
  if (whole * denominator > numerator) whole--;
  const twice = 2n * (numerator - whole * denominator);
  const up = twice > denominator || (twice === denominator && whole % 2n !== 0n);
  return up ? whole + 1n : whole;
}

/** The double nearest to it, to within rounding; for charts and for ratios that are only looked at. */
export function toDouble(value: Fraction): number {
  return Number(value.numerator) / Number(value.denominator);
}
