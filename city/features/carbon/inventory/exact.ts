import { type Fraction, fraction } from "@husting/carbon";

const zero = fraction(0n);

/** The exact sum. Amounts of one denominator are added as whole numbers first: a city's have few. */
export function sumExactly(parts: readonly Fraction[]): Fraction {
  const byDenominator = new Map<bigint, bigint>();
  for (const { numerator, denominator } of parts)
    byDenominator.set(denominator, (byDenominator.get(denominator) ?? 0n) + numerator);
  let sum = zero;
  for (const [denominator, numerator] of byDenominator)
    sum = fraction(sum.numerator * denominator + numerator * sum.denominator, sum.denominator * denominator);
  return sum;
}
