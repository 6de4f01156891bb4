/** What every atom's value is changed by, and the most that any is. */
export type Change = { readonly by: Float64Array; readonly most: number };

/** A sum of atoms with factors. */
export type Weights = readonly (readonly [atom: number, factor: number])[];

/** Atoms and what each is at least. */
export type Floors = readonly (readonly [atom: number, amount: number])[];

/** By what share of a change an equation may miss: what the solver's arithmetic makes. */
export const SLACK = 1e-6;

export function sumOver(change: Change, atoms: readonly number[]): number {
  let sum = 0;
  for (const atom of atoms) sum += change.by[atom]!;
  return sum;
}

/** Whether a moved sum has not moved, beside what the change moves at most. */
export function isStill(moved: number, change: Change): boolean {
  return Math.abs(moved) <= SLACK * change.most;
}
