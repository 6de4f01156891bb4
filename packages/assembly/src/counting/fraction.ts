/** An exact number in lowest terms, its denominator above zero. */
export interface Fraction {
  readonly numerator: bigint;
  readonly denominator: bigint;
}

export function greatestCommonDivisor(a: bigint, b: bigint): bigint {
  let [larger, smaller] = [a < 0n ? -a : a, b < 0n ? -b : b];
  while (smaller !== 0n) [larger, smaller] = [smaller, larger % smaller];
  return larger;
}

/** @throws RangeError when the denominator is not above zero: the program, not its input, is wrong then. */
export function fraction(numerator: bigint, denominator = 1n): Fraction {
  if (denominator <= 0n) throw new RangeError(`denominator ${denominator} is not above zero`);
  const divisor = greatestCommonDivisor(numerator, denominator);
  return { numerator: numerator / divisor, denominator: denominator / divisor };
}

export function addFractions(a: Fraction, b: Fraction): Fraction {
  return fraction(a.numerator * b.denominator + b.numerator * a.denominator, a.denominator * b.denominator);
}

export function subtractFractions(a: Fraction, b: Fraction): Fraction {
  return fraction(a.numerator * b.denominator - b.numerator * a.denominator, a.denominator * b.denominator);
}

export function multiplyFraction(a: Fraction, factor: bigint): Fraction {
  return fraction(a.numerator * factor, a.denominator);
}

/** Negative when a < b, zero when equal, positive when a > b. */
export function compareFractions(a: Fraction, b: Fraction): number {
  const difference = a.numerator * b.denominator - b.numerator * a.denominator;
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}

/** "7" or "22/7". */
export function fractionText({ numerator, denominator }: Fraction): string {
  return denominator === 1n ? String(numerator) : `${numerator}/${denominator}`;
}

/** Rounded half away from zero to so many decimals, all of them written: "3.14". */
export function decimalText({ numerator, denominator }: Fraction, decimals: number): string {
  const magnitude = numerator < 0n ? -numerator : numerator;
  const scaled = (2n * magnitude * 10n ** BigInt(decimals) + denominator) / (2n * denominator);
  const digits = String(scaled).padStart(decimals + 1, "0");
  const whole = digits.slice(0, digits.length - decimals);
  const sign = numerator < 0n && scaled !== 0n ? "-" : "";
  return decimals === 0 ? `${sign}${whole}` : `${sign}${whole}.${digits.slice(-decimals)}`;
}

/** Length in bits to within the last hexadecimal digit. */
function bitLength(value: bigint): number {
  return value.toString(16).length * 4;
}

/**
 * `numerator / denominator` (not negative, above zero) as a double, off by less than one part in 2^52: numbers of thousands of bits are
 * divided as whole numbers first, since as doubles they would both be infinite.
 */
export function quotient(numerator: bigint, denominator: bigint): number {
  if (numerator === 0n) return 0;
  const shift = bitLength(denominator) - bitLength(numerator) + 72;
  const whole =
    shift >= 0 ? (numerator << BigInt(shift)) / denominator : numerator / (denominator << BigInt(-shift));
  return Number(whole) * 2 ** -shift;
}
