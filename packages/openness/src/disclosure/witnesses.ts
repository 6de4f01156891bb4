import { type Change, type Floors, isStill, SLACK, sumOver } from "./change.ts";
import { Freedom } from "./freedom.ts";
import type { Model } from "./model.ts";
import type { Against, Target } from "./targets.ts";

/** A target that the told rows bound too closely, and what it takes to free it. */
export type Bound = {
  readonly target: Target;
  /** How far it must be moved up. */
  readonly need: number;
  readonly floors: Floors;
};

/** How far above the truth somebody must take a bound to be, and what he knows of atoms outside the target. */
type Knowing = { readonly up: number; readonly floors: Floors };

/**
 * Other values than the true ones that give the same told figures, each a witness of how little these say. A witness is
 * checked against the equations itself, so that nothing rests on the solver being right; where it finds none though
 * there is one, a cell more is withheld.
 */
export class Witnesses {
  readonly #model: Model;
  #changes: readonly Change[] = [];
  /** The witnesses that free a target: it needs no second look as long as all of them hold. */
  #freedBy = new Map<Target, readonly Change[]>();
  /** The target that was bound last comes first: it is the likeliest to be bound again. */
  #order: Target[];

  constructor(model: Model) {
    this.#model = model;
    this.#order = [...model.targets];
  }

  add(change: Change): void {
    this.#changes = [...this.#changes, change];
  }

  /** Those that still hold when one more row is told. */
  whenAlsoTold(row: number): Witnesses {
    const { atoms } = this.#model.rows[row]!;
    const kept = new Set(this.#changes.filter((change) => isStill(sumOver(change, atoms), change)));
    const left = new Witnesses(this.#model);
    left.#changes = [...kept];
    left.#freedBy = new Map(
      [...this.#freedBy].filter(([, changes]) => changes.every((change) => kept.has(change))),
    );
    left.#order = this.#order;
    return left;
  }

  /** How far a target can be moved up and down, as far as its width asks. */
  reach(target: Target, told: readonly boolean[]): { up: number; down: number } {
    const freedom = new Freedom(this.#model, told);
    for (const sign of [1, -1] as const) this.#push(target, freedom, sign);
    return this.#reach(target);
  }

  /**
   * The first target that the told rows bound too closely; undefined where there is none.
   * @param told for every row whether it is told.
   */
  firstBound(told: readonly boolean[]): Bound | undefined {
    let freedom: Freedom | undefined;
    for (const [place, target] of this.#order.entries()) {
      if (this.#freedBy.has(target)) continue;
      freedom ??= new Freedom(this.#model, told);
      const bound = this.#boundOf(target, freedom);
      if (bound === undefined) continue;
      this.#order.splice(place, 1);
      this.#order.unshift(target);
      return { target, ...bound };
    }
    return undefined;
  }

  #boundOf(target: Target, freedom: Freedom): (Knowing & { need: number }) | undefined {
    for (const sign of [1, -1] as const) {
      if (this.#isMet(target)) break;
      this.#push(target, freedom, sign);
      // Downwards helps the width alone.
      if (this.#reach(target).up < target.up * (1 - SLACK)) break;
    }
    const { up: reached, down, by } = this.#reach(target);
    if (!this.#isMet(target)) {
      const need = Math.max(target.up, target.width - down);
      return { up: reached, need, floors: [] };
    }
    const freedBy = new Set(by);
    const weights = target.atoms.map((atom) => [atom, 1] as const);
    let isAlone = false;
    while (target.against !== undefined) {
      const knowing = this.#knowing(target, target.against, freedBy);
      const [first] = knowing;
      if (first === undefined) break;
      // One witness that all of them have to admit saves a search for each. Where there is none, they are not in league.
      const { up, floors } = isAlone ? first : inLeague(knowing);
      const change = freedom.furthest(weights, up, floors);
      if (change !== undefined && sumOver(change, target.atoms) >= up * (1 - SLACK)) this.add(change);
      else if (isAlone) return { up, need: up, floors };
      else isAlone = true;
    }
    this.#freedBy.set(target, [...freedBy]);
    return undefined;
  }

  #push(target: Target, freedom: Freedom, sign: 1 | -1): void {
    const weights = target.atoms.map((atom) => [atom, sign] as const);
    const change = freedom.furthest(weights, target.width, []);
    if (change !== undefined && change.most > 0) this.add(change);
  }

  #isMet(target: Target): boolean {
    const { up, down } = this.#reach(target);
    return up >= target.up * (1 - SLACK) && up + down >= target.width * (1 - SLACK);
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

  /** Intruders whose knowledge of their own amounts rules out all witnesses that free the target. */
  #knowing(target: Target, against: Against, freedBy: Set<Change>): Knowing[] {
    const inside = new Set(target.atoms);
    let suspects = this.#model.intruders.flatMap(({ contributor, has }): Knowing[] => {
      if (contributor === against.largest) return [];
      let up = against.up;
      for (const [atom, amount] of has) if (inside.has(atom)) up += amount;
      return up > 0 ? [{ up, floors: has.filter(([atom]) => !inside.has(atom)) }] : [];
    });
    const slack = SLACK * Math.max(...suspects.map(({ up }) => up));
    for (const change of this.#changes) {
      if (suspects.length === 0) break;
      const moved = sumOver(change, target.atoms);
      const isBelow = ([atom, amount]: readonly [number, number]) =>
        this.#model.atoms[atom]!.value + change.by[atom]! < amount - slack;
      const left = suspects.filter(({ up, floors }) => moved < up * (1 - SLACK) || floors.some(isBelow));
      if (left.length < suspects.length) freedBy.add(change);
      suspects = left;
    }
    return suspects;
  }
}

/** What somebody would know who knew what all of them know. */
function inLeague(knowing: readonly Knowing[]): Knowing {
  const floors = new Map<number, number>();
  for (const [atom, amount] of knowing.flatMap((one) => one.floors)) {
    floors.set(atom, Math.max(amount, floors.get(atom) ?? 0));
  }
  return { up: Math.max(...knowing.map(({ up }) => up)), floors: [...floors] };
}
