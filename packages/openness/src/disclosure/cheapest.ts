import { solve } from "yalps";
import { type Change, type Floors, isStill, SLACK, sumOver, type Weights } from "./change.ts";
import { independentRows } from "./elimination.ts";
import type { Model } from "./model.ts";

/** What an attacker knows beside the told rows. */
export type Limits = {
  /** Which places are empty: only atoms that somebody is in may change. */
  readonly peopledOnly: boolean;
  /** What is his own. */
  readonly floors: Floors;
};

const GOAL = "goal";
const COST = "cost";

/** Above so many units the solver is not told that a value ends at zero: the cheapest change stays far from it. */
const FAR = 4;

/**
 * The change that moves a weighted sum by `need` and costs least, where every unit by which it moves a row costs what
 * the row costs; rows of cost 0 move freely, and those of infinite cost do not move. The rows it moves are a way to
 * protect the sum (from memory: Kelly, Golden, Assad 1992; Fischetti, Salazar 2000 for the exact problem). Totals are
 * moved only where it cannot be done without.
 * @param costs one per row.
 */
export function cheapestChange(
  model: Model,
  costs: readonly number[],
  weights: Weights,
  need: number,
  limits: Limits,
): { change: Change; moved: readonly number[] } | undefined {
  const withoutTotals = costs.map((cost, row) =>
    cost > 0 && model.rows[row]!.atoms.length > 1 ? Number.POSITIVE_INFINITY : cost,
  );
  for (const tried of [withoutTotals, costs]) {
    const change = new Program(model, tried, need, limits).run(weights);
    if (change === undefined) continue;
    const moved = tried.flatMap((cost, row) => {
      const isPriced = cost > 0 && cost !== Number.POSITIVE_INFINITY;
      return isPriced && !isStill(sumOver(change, model.rows[row]!.atoms), change) ? row : [];
    });
    if (moved.length > 0) return { change, moved };
  }
  return undefined;
}

/** A linear program over what the atoms' values could be instead, in units of the change asked for. */
class Program {
  readonly #model: Model;
  readonly #unit: number;
  readonly #kept: readonly number[];
  /** How far an atom can fall. */
  readonly #spare: readonly number[];
  readonly #constraints: [string, { equal?: number; min?: number; max?: number }][] = [];
  /** By atom: what it counts in when it rises by one. */
  readonly #coefficients: readonly [string, number][][];
  readonly #prices: [string, [string, number][]][] = [];
  /** By atom: the cost of telling it by itself, where a row does. */
  readonly #ownCosts: readonly number[];

  constructor(model: Model, costs: readonly number[], unit: number, { peopledOnly, floors }: Limits) {
    this.#model = model;
    this.#unit = unit;
    this.#kept = costs.flatMap((cost, row) => (cost === Number.POSITIVE_INFINITY ? row : []));
    const spare = model.atoms.map(({ value }) => Math.min(value / unit, 8));
    for (const [atom, amount] of floors) {
      const above = Math.max(0, model.atoms[atom]!.value - amount) / unit;
      spare[atom] = Math.min(spare[atom]!, above);
    }
    this.#spare = spare;
    this.#coefficients = model.atoms.map(() => []);
    const ownCosts: number[] = model.atoms.map(({ amounts }) => (peopledOnly && amounts.size === 0 ? -1 : 0));
    for (const row of this.#neededRows()) {
      const corrected = model.rows[row]!.corrected / unit;
      this.#constrain(row, corrected > 0 ? { min: -corrected, max: corrected } : { equal: 0 });
    }
    for (const [row, cost] of costs.entries()) {
      if (cost === 0 || cost === Number.POSITIVE_INFINITY) continue;
      const [first = 0, ...others] = model.rows[row]!.atoms;
      if (others.length === 0 && ownCosts[first] === 0) ownCosts[first] = cost;
      else if (others.length > 0) this.#price(row, cost);
    }
    this.#ownCosts = ownCosts;
  }

  /** Of the rows that do not move those that the others follow from, and those known only nearly. */
  #neededRows(): number[] {
    const { rows, atoms } = this.#model;
    const exact = this.#kept.filter((row) => rows[row]!.corrected === 0);
    const independent = independentRows(
      exact.map((row) => rows[row]!.atoms),
      atoms.length,
    );
    const near = this.#kept.filter((row) => rows[row]!.corrected > 0);
    return [...independent.map((index) => exact[index]!), ...near];
  }

  #constrain(row: number, bounds: { equal?: number; min?: number; max?: number }): void {
    this.#constraints.push([`row${row}`, bounds]);
    for (const atom of this.#model.rows[row]!.atoms) this.#coefficients[atom]!.push([`row${row}`, 1]);
  }

  #price(row: number, cost: number): void {
    this.#constrain(row, { equal: 0 });
    for (const [name, factor] of [
      ["+", -1],
      ["-", 1],
    ] as const) {
      this.#prices.push([
        `row${row}${name}`,
        [
          [`row${row}`, factor],
          [COST, cost],
        ],
      ]);
    }
  }

  run(weights: Weights): Change | undefined {
    for (const [atom, factor] of weights) this.#coefficients[atom]!.push([GOAL, factor]);
    const constraints = [...this.#constraints, [GOAL, { min: 1 }] as const];
    const variables = [...this.#prices];
    for (const [atom, list] of this.#coefficients.entries()) {
      const cost = this.#ownCosts[atom]!;
      if (cost < 0) continue;
      const isNear = this.#spare[atom]! < FAR;
      const up: [string, number][] = [...list, [COST, cost]];
      const down = up.map(([name, entry]): [string, number] => [name, name === COST ? entry : -entry]);
      if (isNear) {
        down.push([`atom${atom}`, 1]);
        constraints.push([`atom${atom}`, { max: this.#spare[atom]! }]);
      }
      variables.push([`${atom}+`, up]);
      if (this.#spare[atom]! > 0) variables.push([`${atom}-`, down]);
    }
    const solution = solve<string, string>(
      { direction: "minimize", objective: COST, constraints, variables },
      { maxPivots: 4096 },
    );
    return solution.status === "optimal" ? this.#checked(solution.variables) : undefined;
  }

  /** The solution as a change; undefined where it does not keep what it has to. */
  #checked(solution: readonly (readonly [string, number])[]): Change | undefined {
    const by = new Float64Array(this.#model.atoms.length);
    for (const [name, value] of solution) {
      const atom = Number(name.slice(0, -1));
      if (!Number.isNaN(atom)) by[atom] = by[atom]! + (name.endsWith("+") ? value : -value);
    }
    for (const [atom, moves] of by.entries()) {
      if (moves < -this.#spare[atom]! - SLACK) return undefined;
      by[atom] = Math.abs(moves) < 1e-9 ? 0 : moves * this.#unit;
    }
    const change = { by, most: by.reduce((most, moves) => Math.max(most, Math.abs(moves)), 0) };
    for (const index of this.#kept) {
      const row = this.#model.rows[index]!;
      const beyond = Math.max(0, Math.abs(sumOver(change, row.atoms)) - row.corrected);
      if (!isStill(beyond, change)) return undefined;
    }
    return change;
  }
}
