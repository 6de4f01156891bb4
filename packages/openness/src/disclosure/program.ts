import { solve } from "yalps";
import { independentRows } from "./elimination.ts";
import type { Model } from "./model.ts";

/** What every atom's value is changed by, and the most that any is. */
export type Change = { readonly by: Float64Array; readonly most: number };

/** A sum of atoms with factors. */
export type Weights = readonly (readonly [atom: number, factor: number])[];

/** Atoms and what each is at least. */
export type Floors = readonly (readonly [atom: number, amount: number])[];

/** What an attacker knows beside the told rows. */
export type Limits = {
  /** Which places are empty: only atoms that somebody is in may change. */
  readonly peopledOnly: boolean;
  readonly floors: Floors;
};

/** By what share of a change an equation may miss: what the solver's arithmetic makes. */
export const SLACK = 1e-6;

const GOAL = "goal";
const COST = "cost";

export function sumOver(change: Change, atoms: readonly number[]): number {
  let sum = 0;
  for (const atom of atoms) sum += change.by[atom]!;
  return sum;
}

/** Whether a moved sum has not moved, beside what the change moves at most. */
export function isStill(moved: number, change: Change): boolean {
  return Math.abs(moved) <= SLACK * change.most;
}

/** Rows that are told, and those of them that the others follow from. */
export type Told = { readonly all: readonly number[]; readonly needed: readonly number[] };

export function toldRows(model: Model, told: readonly boolean[]): Told {
  const all = model.rows.flatMap((_, row) => (told[row] ? row : []));
  // A row that is known only nearly says less than it would as an equation, and nothing follows from it.
  const exact = all.filter((row) => model.rows[row]!.corrected === 0);
  const independent = independentRows(
    exact.map((row) => model.rows[row]!.atoms),
    model.atoms.length,
  );
  const near = all.filter((row) => model.rows[row]!.corrected > 0);
  return { all, needed: [...independent.map((index) => exact[index]!), ...near] };
}

/** The change that moves a weighted sum furthest, up to `enough`, while told rows keep their sums. */
export function furthest(
  model: Model,
  told: Told,
  weights: Weights,
  enough: number,
  floors: Floors,
): Change | undefined {
  const program = new Program(model, enough, { peopledOnly: false, floors });
  for (const row of told.needed) program.keep(row);
  return program.run(weights, { max: enough }, "maximize", told.all);
}

/**
 * The change that moves a weighted sum by `need` and costs least, where every unit by which it moves a row costs what
 * the row costs; rows of cost 0 move freely, and those of infinite cost do not move. The rows it moves are a way to
 * protect the sum (from memory: Kelly, Golden, Assad 1992; Fischetti, Salazar 2000 for the exact problem).
 * @param costs one per row.
 */
export function cheapestChange(
  model: Model,
  costs: readonly number[],
  weights: Weights,
  need: number,
  limits: Limits,
): { change: Change; moved: readonly number[] } | undefined {
  const program = new Program(model, need, limits);
  const kept = costs.flatMap((cost, row) => (cost === Number.POSITIVE_INFINITY ? row : []));
  for (const row of kept) program.keep(row);
  for (const [row, cost] of costs.entries()) {
    if (cost === Number.POSITIVE_INFINITY) continue;
    if (cost > 0) program.price(row, cost);
  }
  const change = program.run(weights, { min: need }, "minimize", kept);
  if (change === undefined) return undefined;
  const moved = costs.flatMap((cost, row) => {
    const isPriced = cost > 0 && cost !== Number.POSITIVE_INFINITY;
    return isPriced && !isStill(sumOver(change, model.rows[row]!.atoms), change) ? row : [];
  });
  return { change, moved };
}

/** A linear program over what the atoms' values could be instead. */
class Program {
  readonly #model: Model;
  readonly #unit: number;
  readonly #most: readonly number[];
  readonly #constraints: [string, { equal?: number; min?: number; max?: number }][] = [];
  readonly #coefficients: [string, number][][];
  readonly #prices: [string, [string, number][]][] = [];

  constructor(model: Model, unit: number, { peopledOnly, floors }: Limits) {
    this.#model = model;
    this.#unit = unit;
    // Counted in units of the change asked for. How far beyond it a value could fall does not matter, and numbers of
    // one size are what a solver is good at.
    this.#most = model.atoms.map(({ value }) => Math.min(value / unit, 8));
    this.#coefficients = model.atoms.map(() => []);
    for (const [atom, amount] of floors) {
      const spare = Math.max(0, model.atoms[atom]!.value - amount) / unit;
      this.#coefficients[atom]!.push([`floor${atom}`, 1]);
      this.#constraints.push([`floor${atom}`, { min: Math.max(0, this.#most[atom]! - spare) }]);
    }
    if (peopledOnly) {
      for (const [index, { amounts }] of model.atoms.entries()) {
        if (amounts.size > 0) continue;
        this.#coefficients[index]!.push([`empty${index}`, 1]);
        this.#constraints.push([`empty${index}`, { max: 0 }]);
      }
    }
  }

  keep(row: number): void {
    const begin = this.#begin(row);
    const corrected = this.#model.rows[row]!.corrected / this.#unit;
    const bounds = corrected > 0 ? { min: begin - corrected, max: begin + corrected } : { equal: begin };
    this.#constraints.push([`row${row}`, bounds]);
  }

  price(row: number, cost: number): void {
    this.#constraints.push([`row${row}`, { equal: this.#begin(row) }]);
    for (const [name, factor] of [
      ["more", -1],
      ["less", 1],
    ] as const) {
      const price: [string, number][] = [
        [`row${row}`, factor],
        [COST, cost],
      ];
      this.#prices.push([`${name}${row}`, price]);
    }
  }

  #begin(row: number): number {
    let sum = 0;
    for (const atom of this.#model.rows[row]!.atoms) {
      sum += this.#most[atom]!;
      this.#coefficients[atom]!.push([`row${row}`, 1]);
    }
    return sum;
  }

  run(
    weights: Weights,
    goal: { max: number } | { min: number },
    direction: "maximize" | "minimize",
    kept: readonly number[],
  ): Change | undefined {
    let begin = 0;
    for (const [atom, factor] of weights) {
      this.#coefficients[atom]!.push([GOAL, factor]);
      begin += factor * this.#most[atom]!;
    }
    const moved = ("max" in goal ? goal.max : goal.min) / this.#unit;
    this.#constraints.push([GOAL, "max" in goal ? { max: begin + moved } : { min: begin + moved }]);
    const values = this.#coefficients.map((list, atom) => [String(atom), list] as const);
    const solution = solve<string, string>(
      {
        direction,
        objective: direction === "maximize" ? GOAL : COST,
        constraints: this.#constraints,
        variables: [...values, ...this.#prices],
      },
      { maxPivots: 4096 },
    );
    return solution.status === "optimal" ? this.#checked(solution.variables, kept) : undefined;
  }

  /** The solution as a change; undefined where it does not keep what it has to. */
  #checked(solution: readonly (readonly [string, number])[], kept: readonly number[]): Change | undefined {
    const by = Float64Array.from(this.#most, (value) => -value);
    for (const [name, value] of solution) {
      const atom = Number(name);
      if (!Number.isNaN(atom)) by[atom] = by[atom]! + value;
    }
    for (const [index, moves] of by.entries()) {
      if (moves < -this.#most[index]! - SLACK) return undefined;
      by[index] = Math.abs(moves) < 1e-9 ? 0 : moves * this.#unit;
    }
    const change = { by, most: by.reduce((most, moves) => Math.max(most, Math.abs(moves)), 0) };
    for (const index of kept) {
      const row = this.#model.rows[index]!;
      const beyond = Math.max(0, Math.abs(sumOver(change, row.atoms)) - row.corrected);
      if (!isStill(beyond, change)) return undefined;
    }
    return change;
  }
}
