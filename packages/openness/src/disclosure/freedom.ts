import { solve } from "yalps";
import { type Change, type Floors, isStill, SLACK, sumOver, type Weights } from "./change.ts";
import { nullSpace, type Vector, wholeNumbers } from "./elimination.ts";
import type { Model } from "./model.ts";

const GOAL = "goal";

/**
 * The ways in which atoms' values can be other than they are while every told figure stays: combinations of vectors
 * that are orthogonal to the told rows, as far as no value falls below zero.
 */
export class Freedom {
  readonly #model: Model;
  readonly #told: readonly number[];
  /** Rows that corrections have left known only nearly, which are bounds instead of equations. */
  readonly #near: readonly number[];
  readonly #basis: readonly Vector[];

  /** @param told for every row whether it is told. */
  constructor(model: Model, told: readonly boolean[]) {
    this.#model = model;
    this.#told = model.rows.flatMap((_, row) => (told[row] ? row : []));
    this.#near = this.#told.filter((row) => model.rows[row]!.corrected > 0);
    const exact = this.#told.filter((row) => model.rows[row]!.corrected === 0);
    this.#basis = nullSpace(
      exact.map((row) => model.rows[row]!.atoms),
      model.atoms.length,
    ).flatMap((vector) => wholeNumbers(vector) ?? []);
  }

  /** The change that moves a weighted sum furthest, up to `enough`; undefined where nothing moves it. */
  furthest(weights: Weights, enough: number, floors: Floors): Change | undefined {
    const { atoms, rows } = this.#model;
    // Counted in units of the change asked for. How far beyond it a value could fall does not matter, and numbers of
    // one size are what a solver is good at.
    const spare = atoms.map(({ value }) => Math.min(value / enough, 8));
    for (const [atom, amount] of floors) {
      const above = Math.max(0, atoms[atom]!.value - amount) / enough;
      spare[atom] = Math.min(spare[atom]!, above);
    }
    const constraints: [string, { min?: number; max?: number }][] = [[GOAL, { max: 1 }]];
    const touched = new Set<number>();
    const columns = this.#basis.map((vector) => {
      const column: [string, number][] = [];
      const moved = weights.reduce((sum, [atom, factor]) => sum + factor * vector[atom]!, 0);
      if (moved !== 0) column.push([GOAL, moved]);
      for (const [atom, entry] of vector.entries()) {
        if (entry === 0) continue;
        column.push([`atom${atom}`, entry]);
        touched.add(atom);
      }
      for (const row of this.#near) {
        const sum = rows[row]!.atoms.reduce((total, atom) => total + vector[atom]!, 0);
        if (sum !== 0) column.push([`row${row}`, sum]);
      }
      return column;
    });
    if (columns.every((column) => column[0]?.[0] !== GOAL)) return undefined;
    for (const atom of touched) constraints.push([`atom${atom}`, { min: -spare[atom]! }]);
    for (const row of this.#near) {
      const most = rows[row]!.corrected / enough;
      constraints.push([`row${row}`, { min: -most, max: most }]);
    }
    const solution = solve<string, string>(
      {
        direction: "maximize",
        objective: GOAL,
        constraints,
        // The solver knows no negative variables: each vector and its opposite.
        variables: columns.flatMap((column, index) => [
          [`${index}`, column] as const,
          [`-${index}`, column.map(([name, entry]) => [name, -entry] as const)] as const,
        ]),
      },
      { maxPivots: 4096 },
    );
    if (solution.status !== "optimal" || solution.result <= SLACK) return undefined;
    const by = new Float64Array(atoms.length);
    for (const [name, times] of solution.variables) {
      const sign = name.startsWith("-") ? -1 : 1;
      const vector = this.#basis[Math.abs(Number(name))]!;
      for (const [atom, entry] of vector.entries()) by[atom] = by[atom]! + sign * times * entry;
    }
    return this.#checked(by, spare, enough);
  }

  /** The change in the model's own unit; undefined where it does not keep what it has to. */
  #checked(by: Float64Array, spare: readonly number[], unit: number): Change | undefined {
    for (const [atom, moves] of by.entries()) {
      if (moves < -spare[atom]! - SLACK) return undefined;
      by[atom] = Math.abs(moves) < 1e-9 ? 0 : moves * unit;
    }
    const change = { by, most: by.reduce((most, moves) => Math.max(most, Math.abs(moves)), 0) };
    const keeps = this.#told.every((index) => {
      const row = this.#model.rows[index]!;
      return isStill(Math.max(0, Math.abs(sumOver(change, row.atoms)) - row.corrected), change);
    });
    return keeps ? change : undefined;
  }
}
