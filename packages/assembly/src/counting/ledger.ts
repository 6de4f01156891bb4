import { type Fraction, fraction, greatestCommonDivisor } from "./fraction.ts";

/**
 * Exact amounts over one common denominator. Each new amount is a whole-number combination of earlier ones divided by a
 * whole number, so one denominator serves them all: sums need no greatest common divisor, and comparing two sums is
 * comparing two whole numbers.
 */
export class Ledger {
  /** Number of amounts. */
  get size(): number {
    return this.#numerators.length;
  }
  denominator: bigint;
  /** What every voter is given, over the common denominator. */
  endowment: bigint;
  readonly #numerators: bigint[] = [];

  constructor(endowment: Fraction) {
    this.denominator = endowment.denominator;
    this.endowment = endowment.numerator;
  }

  numerator(index: number): bigint {
    return this.#numerators[index]!;
  }

  value(index: number): Fraction {
    return fraction(this.#numerators[index]!, this.denominator);
  }

  /** Appends `numerator / (denominator · divisor)`. */
  append(numerator: bigint, divisor: bigint): void {
    const common = greatestCommonDivisor(divisor, numerator);
    const rest = divisor / common;
    if (rest !== 1n) {
      this.denominator *= rest;
      this.endowment *= rest;
      for (let i = 0; i < this.#numerators.length; i++) this.#numerators[i]! *= rest;
    }
    this.#numerators.push(numerator / common);
  }

  /** `endowment · heads − Σ amount · times`, over the common denominator. All of `heads` and `times` are whole. */
  combine(heads: number, times: Float64Array): bigint {
    let sum = this.endowment * BigInt(heads);
    for (let i = 0; i < this.#numerators.length; i++) {
      const factor = times[i]!;
      if (factor !== 0) sum -= this.#numerators[i]! * BigInt(factor);
    }
    return sum;
  }
}
