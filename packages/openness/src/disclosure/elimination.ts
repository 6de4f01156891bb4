/**
 * Linear algebra modulo a prime: exact where floating point would have to guess what is zero. The tables' equations
 * have coefficients 0 and 1; that a determinant of them is a multiple of this prime by chance is not to be expected.
 * Products of two residues stay below 2⁵².
 */
const PRIME = 67_108_859;

/** A vector of residues, one per atom. */
export type Vector = Float64Array;

/** The residue as the whole number nearest to zero that it stands for. */
export function signed(residue: number): number {
  return residue > PRIME / 2 ? residue - PRIME : residue;
}

/** A vector's smallest multiple in whole numbers around zero; undefined where none is small. */
export function wholeNumbers(vector: Vector): Vector | undefined {
  for (let times = 1; times <= 12; times++) {
    const whole = vector.map((entry) => signed((entry * times) % PRIME));
    if (whole.every((entry) => Math.abs(entry) < 1000)) return whole;
  }
  return undefined;
}

/** Subtracts `factor` times one vector from another, in place. */
function subtract(from: Vector, factor: number, vector: Vector): void {
  for (let index = 0; index < vector.length; index++) {
    const entry = vector[index]!;
    if (entry !== 0) from[index] = (from[index]! + (PRIME - factor) * entry) % PRIME;
  }
}

function scaleToOne(vector: Vector, column: number): void {
  const factor = inverse(vector[column]!);
  if (factor === 1) return;
  for (let index = 0; index < vector.length; index++) vector[index] = (vector[index]! * factor) % PRIME;
}

function inverse(residue: number): number {
  let [previous, rest, before, factor] = [PRIME, residue, 0, 1];
  while (rest > 1) {
    const quotient = Math.floor(previous / rest);
    [previous, rest] = [rest, previous - quotient * rest];
    [before, factor] = [factor, before - quotient * factor];
  }
  return factor < 0 ? factor + PRIME : factor;
}

type Reduced = { readonly row: Vector; readonly pivot: number; readonly from: number };

/** Rows, given by their ones, reduced to a basis of what they span; each with the row it was made from. */
function reduce(rows: readonly (readonly number[])[], columns: number): Reduced[] {
  const reduced: Reduced[] = [];
  for (const [from, ones] of rows.entries()) {
    const row = new Float64Array(columns);
    for (const column of ones) row[column] = 1;
    for (const { row: other, pivot } of reduced) if (row[pivot] !== 0) subtract(row, row[pivot]!, other);
    const pivot = row.findIndex((entry) => entry !== 0);
    if (pivot < 0) continue;
    scaleToOne(row, pivot);
    for (const { row: other } of reduced) if (other[pivot] !== 0) subtract(other, other[pivot]!, row);
    reduced.push({ row, pivot, from });
  }
  return reduced;
}

/** Indices of rows that all others are combinations of. */
export function independentRows(rows: readonly (readonly number[])[], columns: number): number[] {
  return reduce(rows, columns).map(({ from }) => from);
}

/** A basis of all vectors that every row is orthogonal to. */
export function nullSpace(rows: readonly (readonly number[])[], columns: number): Vector[] {
  const reduced = reduce(rows, columns);
  const isPivot = new Set(reduced.map(({ pivot }) => pivot));
  const basis: Vector[] = [];
  for (let free = 0; free < columns; free++) {
    if (isPivot.has(free)) continue;
    const vector = new Float64Array(columns);
    vector[free] = 1;
    for (const { row, pivot } of reduced) vector[pivot] = (PRIME - row[free]!) % PRIME;
    basis.push(vector);
  }
  return basis;
}

/**
 * Vectors reduced so that chosen columns stand alone: each chosen column is 1 in one vector of its own and 0 in all
 * others, unless the columns depend on each other.
 */
export class Alone {
  readonly #vectors: Vector[];
  /** The chosen columns, in the order of choice; the vector of the same index is its own. */
  readonly #chosen: number[];

  private constructor(vectors: Vector[], chosen: number[]) {
    this.#vectors = vectors;
    this.#chosen = chosen;
  }

  static none(vectors: readonly Vector[]): Alone {
    return new Alone([...vectors], []);
  }

  /** The vectors that stand for these chosen columns, each 0 in all other chosen ones. */
  ownOf(columns: readonly number[]): readonly Vector[] {
    return columns.flatMap((column) => this.#vectors[this.#chosen.indexOf(column)] ?? []);
  }

  /**
   * Chooses one more column; or, where it depends on those chosen before, by which whole numbers: column and factor,
   * which add up to nothing.
   */
  choose(column: number): Alone | readonly (readonly [column: number, factor: number])[] {
    const count = this.#chosen.length;
    const found = this.#vectors.findIndex((vector, index) => index >= count && vector[column] !== 0);
    if (found < 0) {
      const factors = this.#chosen.flatMap((chosen, index) => {
        const factor = this.#vectors[index]![column]!;
        return factor === 0 ? [] : [[chosen, signed(PRIME - factor)] as const];
      });
      return [[column, 1], ...factors];
    }
    const vectors = [...this.#vectors];
    const pivot = vectors[found]!.slice();
    scaleToOne(pivot, column);
    vectors[found] = vectors[count]!;
    vectors[count] = pivot;
    for (const [index, vector] of vectors.entries()) {
      if (index === count || vector[column] === 0) continue;
      const copy = vector.slice();
      subtract(copy, copy[column]!, pivot);
      vectors[index] = copy;
    }
    return new Alone(vectors, [...this.#chosen, column]);
  }
}
