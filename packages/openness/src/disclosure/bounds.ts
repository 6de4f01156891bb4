import { solve } from "yalps";
import type { Model, Target } from "./model.ts";

/** What every atom's value is changed by. */
export type Change = Float64Array;

/** A sum of atoms with factors. */
export type Weights = readonly (readonly [atom: number, factor: number])[];

/** By what share of the change that is asked for an equation may miss: what the solver's arithmetic makes. */
const SLACK = 1e-6;

/**
 * Other values than the true ones that give the same told figures, each a witness of how little these say. A witness is
 * checked against the equations itself, so that nothing rests on the solver being right; where it finds none though
 * there is one, a cell more is withheld.
 */
export class Witnesses {
  readonly #model: Model;
  #changes: readonly Change[];

  constructor(model: Model, changes: readonly Change[] = []) {
    this.#model = model;
    this.#changes = changes;
  }

  add(change: Change): void {
    this.#changes = [...this.#changes, change];
  }

  /** Those that still hold when one more row is told. */
  whenAlsoTold(row: number): Witnesses {
    const { atoms } = this.#model.rows[row]!;
    return new Witnesses(
      this.#model,
      this.#changes.filter((change) => isSmall(sumOver(change, atoms), change)),
    );
  }

  /** How far the witnesses move a target up and down. */
  reach(target: Target): { up: number; down: number } {
    let [up, down] = [0, 0];
    for (const change of this.#changes) {
      const moved = sumOver(change, target.atoms);
      up = Math.max(up, moved);
      down = Math.max(down, -moved);
    }
    return { up, down };
  }

  /**
   * The first target that the told rows bound too closely, with how far it can be moved down; undefined where there is
   * none.
   * @param told for every row whether it is told.
   */
  firstBound(
    told: readonly boolean[],
    isLeftOut: (target: Target) => boolean,
  ): { target: Target; down: number } | undefined {
    for (const target of this.#model.targets) {
      if (isLeftOut(target) || this.#isMet(target)) continue;
      for (const sign of [1, -1] as const) {
        const weights = target.atoms.map((atom) => [atom, sign] as const);
        const change = furthest(this.#model, told, weights, target.width);
        if (change !== undefined) this.add(change);
        if (this.#isMet(target)) break;
        // Downwards helps the width alone.
        if (this.reach(target).up < target.up * (1 - SLACK)) break;
      }
      if (!this.#isMet(target)) return { target, down: this.reach(target).down };
    }
    return undefined;
  }

  #isMet(target: Target): boolean {
    const { up, down } = this.reach(target);
    return up >= target.up * (1 - SLACK) && up + down >= target.width * (1 - SLACK);
  }
}

function sumOver(change: Change, atoms: readonly number[]): number {
  let sum = 0;
  for (const atom of atoms) sum += change[atom]!;
  return sum;
}

/** Whether a moved sum has not moved, beside what the change moves at most. */
function isSmall(moved: number, change: Change): boolean {
  let most = 0;
  for (const moves of change) most = Math.max(most, Math.abs(moves));
  return Math.abs(moved) <= SLACK * most;
}

/** The change that moves a weighted sum furthest, up to `enough`, while told rows keep their sums. */
function furthest(
  model: Model,
  told: readonly boolean[],
  weights: Weights,
  enough: number,
): Change | undefined {
  const program = new Program(model, enough, false);
  for (const [row, isTold] of told.entries()) if (isTold) program.keep(row);
  return program.run(weights, { max: enough }, "maximize");
}

/**
 * The change that moves a weighted sum by `need` and costs least, where every unit by which it moves a row of this
 * release costs as told; rows of cost 0 move freely, and those of infinite cost do not move. The rows it moves are a
 * way to protect the sum (from memory: Kelly, Golden, Assad 1992; Fischetti and Salazar 2000 for the exact problem).
 * @param costs one per row.
 * @param peopledOnly whether only atoms that somebody is in may change.
 */
export function cheapestChange(
  model: Model,
  costs: readonly number[],
  weights: Weights,
  need: number,
  peopledOnly: boolean,
): { change: Change; moved: readonly number[] } | undefined {
  const program = new Program(model, need, peopledOnly);
  for (const [row, cost] of costs.entries()) {
    if (cost === Number.POSITIVE_INFINITY) program.keep(row);
    else if (cost > 0) program.price(row, cost);
  }
  const change = program.run(weights, { min: need }, "minimize");
  if (change === undefined) return undefined;
  const moved = costs.flatMap((cost, row) =>
    cost > 0 &&
    cost !== Number.POSITIVE_INFINITY &&
    !isSmall(sumOver(change, model.rows[row]!.atoms), change)
      ? row
      : [],
  );
  return { change, moved };
}

const GOAL = "goal";
const COST = "cost";

/** A linear program over what the atoms' values could be instead. */
class Program {
  readonly #model: Model;
  readonly #unit: number;
  readonly #most: readonly number[];
  readonly #constraints: [string, { equal: number } | { min: number } | { max: number }][] = [];
  readonly #coefficients: [string, number][][];
  readonly #prices: [string, [string, number][]][] = [];
  readonly #kept: number[] = [];

  constructor(model: Model, unit: number, peopledOnly: boolean) {
    this.#model = model;
    this.#unit = unit;
    // Counted in units of the change asked for. How far beyond it a value could fall does not matter, and numbers of
    // one size are what a solver is good at.
    this.#most = model.atoms.map(({ value }) => Math.min(value / unit, 8));
    this.#coefficients = model.atoms.map(() => []);
    if (peopledOnly) {
      for (const [index, { contributors }] of model.atoms.entries()) {
        if (contributors.size > 0) continue;
        this.#coefficients[index]!.push([`empty${index}`, 1]);
        this.#constraints.push([`empty${index}`, { max: 0 }]);
      }
    }
  }

  keep(row: number): void {
    this.#constraints.push([`row${row}`, { equal: this.#begin(row) }]);
    this.#kept.push(row);
  }

  price(row: number, cost: number): void {
    this.#constraints.push([`row${row}`, { equal: this.#begin(row) }]);
    this.#prices.push([`more${row}`, [[`row${row}`, -1], [COST, cost]]]); // biome-ignore format: one line
    this.#prices.push([`less${row}`, [[`row${row}`, 1], [COST, cost]]]); // biome-ignore format: one line
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
  ): Change | undefined {
    let begin = 0;
    for (const [atom, factor] of weights) {
      this.#coefficients[atom]!.push([GOAL, factor]);
      begin += factor * this.#most[atom]!;
    }
    const moved = ("max" in goal ? goal.max : goal.min) / this.#unit;
    this.#constraints.push([GOAL, "max" in goal ? { max: begin + moved } : { min: begin + moved }]);
    const solution = solve<string, string>(
      {
        direction,
        objective: direction === "maximize" ? GOAL : COST,
        constraints: this.#constraints,
        variables: [
          ...this.#coefficients.map((list, atom) => [String(atom), list] as const),
          ...this.#prices,
        ],
      },
      { maxPivots: 4096 },
    );
    if (solution.status !== "optimal") return undefined;
    const change = Float64Array.from(this.#most, (value) => -value);
    for (const [name, value] of solution.variables) {
      const atom = Number(name);
      if (!Number.isNaN(atom)) change[atom] = change[atom]! + value;
    }
    for (const [index, moves] of change.entries()) {
      if (moves < -this.#most[index]! - SLACK) return undefined;
      change[index] = Math.abs(moves) < 1e-9 ? 0 : moves * this.#unit;
    }
    for (const row of this.#kept) {
      if (!isSmall(sumOver(change, this.#model.rows[row]!.atoms), change)) return undefined;
    }
    return change;
  }
}
