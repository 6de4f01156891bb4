import { solve } from "yalps";
import type { Model } from "./model.ts";
import type { Against, Target } from "./targets.ts";

/** What every atom's value is changed by, and the most that any is. */
export type Change = { readonly by: Float64Array; readonly most: number };

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
  /** The witnesses that free a target: it needs no second look as long as all of them hold. */
  readonly #freedBy: Map<Target, readonly Change[]>;

  constructor(model: Model, changes: readonly Change[] = [], freedBy: [Target, readonly Change[]][] = []) {
    this.#model = model;
    this.#changes = changes;
    this.#freedBy = new Map(freedBy);
  }

  add(change: Change): void {
    this.#changes = [...this.#changes, change];
  }

  /** Those that still hold when one more row is told. */
  whenAlsoTold(row: number): Witnesses {
    const { atoms } = this.#model.rows[row]!;
    const kept = new Set(this.#changes.filter((change) => isSmall(sumOver(change, atoms), change)));
    const freed = [...this.#freedBy].filter(([, changes]) => changes.every((change) => kept.has(change)));
    return new Witnesses(this.#model, [...kept], freed);
  }

  /** How far a target can be moved up and down, as far as its width asks. */
  reach(target: Target, told: readonly boolean[]): { up: number; down: number } {
    for (const sign of [1, -1] as const) {
      const weights = target.atoms.map((atom) => [atom, sign] as const);
      const change = furthest(this.#model, told, weights, target.width, []);
      if (change !== undefined) this.add(change);
    }
    return this.#reach(target);
  }

  /** How far the witnesses move a target up and down, and which do. */
  #reach(target: Target): { up: number; down: number; by: readonly Change[] } {
    let [up, down] = [0, 0];
    let [highest, lowest]: (Change | undefined)[] = [];
    for (const change of this.#changes) {
      const moved = sumOver(change, target.atoms);
      if (moved > up) [up, highest] = [moved, change];
      if (-moved > down) [down, lowest] = [-moved, change];
    }
    return { up, down, by: [highest ?? [], lowest ?? []].flat() };
  }

  /**
   * The first target that the told rows bound too closely, and what it takes to free it; undefined where there is none.
   * @param told for every row whether it is told.
   */
  firstBound(
    told: readonly boolean[],
  ): { target: Target; need: number; floors: Floors } | undefined {
    for (const target of this.#model.targets) {
      if (this.#freedBy.has(target)) continue;
      if (!this.#isMet(target)) this.#look(target, told);
      if (!this.#isMet(target)) {
        const need = Math.max(target.up, target.width - this.#reach(target).down);
        return { target, need, floors: [] };
      }
      const freedBy = new Set(this.#reach(target).by);
      while (target.against !== undefined) {
        const knows = this.#firstKnowing(target, target.against, freedBy);
        if (knows === undefined) break;
        const weights = target.atoms.map((atom) => [atom, 1] as const);
        const change = furthest(this.#model, told, weights, knows.up, knows.floors);
        if (change === undefined || sumOver(change, target.atoms) < knows.up * (1 - SLACK)) {
          return { target, need: knows.up, floors: knows.floors };
        }
        this.add(change);
      }
      this.#freedBy.set(target, [...freedBy]);
    }
    return undefined;
  }

  #look(target: Target, told: readonly boolean[]): void {
    for (const sign of [1, -1] as const) {
      const weights = target.atoms.map((atom) => [atom, sign] as const);
      const change = furthest(this.#model, told, weights, target.width, []);
      if (change !== undefined) this.add(change);
      // Downwards helps the width alone.
      if (this.#isMet(target) || this.#reach(target).up < target.up * (1 - SLACK)) return;
    }
  }

  #isMet(target: Target): boolean {
    const { up, down } = this.#reach(target);
    return up >= target.up * (1 - SLACK) && up + down >= target.width * (1 - SLACK);
  }

  /** The first intruder whose knowledge of his own amounts rules out all witnesses that free the target. */
  #firstKnowing(
    target: Target,
    against: Against,
    freedBy: Set<Change>,
  ): { up: number; floors: Floors } | undefined {
    const inside = new Set(target.atoms);
    let suspects = this.#model.intruders.flatMap(({ contributor, has }) => {
      if (contributor === against.largest) return [];
      let up = against.up;
      for (const [atom, amount] of has) if (inside.has(atom)) up += amount;
      return up > 0 ? { up, floors: has.filter(([atom]) => !inside.has(atom)) } : [];
    });
    const scale = Math.max(...suspects.map(({ up }) => up));
    for (const change of this.#changes) {
      if (suspects.length === 0) return undefined;
      const moved = sumOver(change, target.atoms);
      const left = suspects.filter(
        ({ up, floors }) =>
          moved < up * (1 - SLACK) ||
          floors.some(
            ([atom, amount]) =>
              this.#model.atoms[atom]!.value + change.by[atom]! < amount - SLACK * scale,
          ),
      );
      if (left.length < suspects.length) freedBy.add(change);
      suspects = left;
    }
    return suspects[0];
  }
}

/** Atoms and what each is at least. */
type Floors = readonly (readonly [atom: number, amount: number])[];

function sumOver(change: Change, atoms: readonly number[]): number {
  let sum = 0;
  for (const atom of atoms) sum += change.by[atom]!;
  return sum;
}

/** Whether a moved sum has not moved, beside what the change moves at most. */
function isSmall(moved: number, change: Change): boolean {
  return Math.abs(moved) <= SLACK * change.most;
}

/** The change that moves a weighted sum furthest, up to `enough`, while told rows keep their sums. */
function furthest(
  model: Model,
  told: readonly boolean[],
  weights: Weights,
  enough: number,
  floors: Floors,
): Change | undefined {
  const program = new Program(model, enough, { peopledOnly: false, floors });
  for (const [row, isTold] of told.entries()) if (isTold) program.keep(row);
  return program.run(weights, { max: enough }, "maximize");
}

/**
 * The change that moves a weighted sum by `need` and costs least, where every unit by which it moves a row of this
 * release costs as told; rows of cost 0 move freely, and those of infinite cost do not move. The rows it moves are a
 * way to protect the sum (from memory: Kelly, Golden, Assad 1992; Fischetti and Salazar 2000 for the exact problem).
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

/** What an attacker knows beside the told rows. */
export type Limits = {
  /** Which places are empty: only atoms that somebody is in may change. */
  readonly peopledOnly: boolean;
  /** What is his own. */
  readonly floors: Floors;
};

const GOAL = "goal";
const COST = "cost";

/** A linear program over what the atoms' values could be instead. */
class Program {
  readonly #model: Model;
  readonly #unit: number;
  readonly #most: readonly number[];
  readonly #constraints: [string, { equal?: number; min?: number; max?: number }][] = [];
  readonly #coefficients: [string, number][][];
  readonly #prices: [string, [string, number][]][] = [];
  readonly #kept: number[] = [];

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
    this.#kept.push(row);
  }

  price(row: number, cost: number): void {
    this.#constraints.push([`row${row}`, { equal: this.#begin(row) }]);
    this.#prices.push([`more${row}`, [[`row${row}`, -1], [COST, cost]]]);
    this.#prices.push([`less${row}`, [[`row${row}`, 1], [COST, cost]]]);
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
    const by = Float64Array.from(this.#most, (value) => -value);
    for (const [name, value] of solution.variables) {
      const atom = Number(name);
      if (!Number.isNaN(atom)) by[atom] = by[atom]! + value;
    }
    for (const [index, moves] of by.entries()) {
      if (moves < -this.#most[index]! - SLACK) return undefined;
      by[index] = Math.abs(moves) < 1e-9 ? 0 : moves * this.#unit;
    }
    const change = { by, most: by.reduce((most, moves) => Math.max(most, Math.abs(moves)), 0) };
    for (const index of this.#kept) {
      const row = this.#model.rows[index]!;
      const beyond = Math.max(0, Math.abs(sumOver(change, row.atoms)) - row.corrected);
      if (!isSmall(beyond, change)) return undefined;
    }
    return change;
  }
}
