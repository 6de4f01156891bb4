import type { Weights } from "./change.ts";
import { cheapestChange, type Limits } from "./cheapest.ts";
import { isolated } from "./isolation.ts";
import type { Model } from "./model.ts";
import type { Target } from "./targets.ts";
import { Witnesses } from "./witnesses.ts";

/** Which rows of a quantity are told. */
export type Pattern = {
  /** For every row of the model. */
  readonly told: readonly boolean[];
  /** Whether earlier releases give something away by themselves, which withholding cannot take back. */
  readonly isOutAlready: boolean;
};

/**
 * Withholds rows until nothing can be found out, then tells again each that turns out not to be needed.
 * @param costs what withholding a row costs, one per row; above 0.
 */
export function protect(model: Model, costs: readonly number[]): Pattern {
  const out = model.rows.map(({ isOut }) => isOut);
  // Whatever more is told, the search would find only this again.
  if (isolatedBy(model, out) !== undefined) return { told: out, isOutAlready: true };
  const { targets, isBounded } = stillOpen(model, out);
  const shield = new Shield({ ...model, targets }, costs);
  shield.close();
  shield.open();
  return { told: shield.told, isOutAlready: isBounded };
}

/** Whether nothing can be found out when exactly these rows are told. */
export function isProtected(model: Model, told: readonly boolean[]): boolean {
  return new Witnesses(model).firstBound(told) === undefined && isolatedBy(model, told) === undefined;
}

function isolatedBy(model: Model, told: readonly boolean[]): Weights | undefined {
  const rows = model.rows.flatMap(({ atoms }, row) => (told[row] ? [atoms] : []));
  return isolated(model.atoms, rows, model.rules.k);
}

/**
 * The targets, each that earlier releases bound too closely by themselves put back to what these leave: who left a cell
 * of five that was told leaves four who add up to nearly as much. It cannot be undone, and must not become worse.
 */
function stillOpen(
  model: Model,
  out: readonly boolean[],
): { targets: readonly Target[]; isBounded: boolean } {
  if (!out.includes(true)) return { targets: model.targets, isBounded: false };
  let isBounded = false;
  const targets = model.targets.flatMap((target): Target[] => {
    const alone = new Witnesses({ ...model, targets: [target] });
    if (alone.firstBound(out) === undefined) return [target];
    isBounded = true;
    const { up, down } = alone.reach(target, out);
    const most = { up: Math.min(up, target.up), width: Math.min(up + down, target.width) };
    return most.width > 0 ? [{ atoms: target.atoms, ...most }] : [];
  });
  return { targets, isBounded };
}

class Shield {
  readonly #model: Model;
  readonly #costs: readonly number[];
  readonly told: boolean[];
  #witnesses: Witnesses;

  constructor(model: Model, costs: readonly number[]) {
    this.#model = model;
    this.#costs = costs;
    this.told = model.rows.map(() => true);
    this.#witnesses = new Witnesses(model);
  }

  /** Withholds until nothing is bound and nothing isolated. */
  close(): void {
    for (;;) {
      const bound = this.#witnesses.firstBound(this.told);
      const isolation = bound === undefined ? isolatedBy(this.#model, this.told) : undefined;
      if (bound === undefined && isolation === undefined) return;
      const isFree =
        bound === undefined
          ? this.#withholdIsolated(isolation ?? [])
          : this.#withhold(
              bound.target.atoms.map((atom) => [atom, 1] as const),
              bound.need,
              { peopledOnly: false, floors: bound.floors },
            );
      // Where the solver finds no way the last resort is to tell nothing new.
      if (!isFree) {
        for (const [row, { isOut }] of this.#model.rows.entries()) this.told[row] = isOut;
        return;
      }
    }
  }

  #withholdIsolated(weights: Weights): boolean {
    // One unit of a count; of a sum, a part of the smallest amount in it.
    const amounts = weights.map(([atom]) => this.#model.atoms[atom]!.value).filter((value) => value > 0);
    const need = this.#model.kind === "count" ? 1 : Math.min(...amounts) / 10;
    const down = weights.map(([atom, factor]) => [atom, -factor] as const);
    const limits = { peopledOnly: true, floors: [] };
    return this.#withhold(weights, need, limits) || this.#withhold(down, need, limits);
  }

  #withhold(weights: Weights, need: number, limits: Limits): boolean {
    const costs = this.#model.rows.map(({ isOut }, row) =>
      isOut ? Number.POSITIVE_INFINITY : this.told[row] ? this.#costs[row]! : 0,
    );
    const cheapest = cheapestChange(this.#model, costs, weights, need, limits);
    if (cheapest === undefined || cheapest.moved.length === 0) return false;
    for (const row of cheapest.moved) this.told[row] = false;
    this.#witnesses.add(cheapest.change);
    return true;
  }

  /** Tells each withheld row again that can be told, the dearest first. */
  open(): void {
    const withheld = this.#model.rows.flatMap((_, row) => (this.told[row] ? [] : row));
    withheld.sort((left, right) => this.#costs[right]! - this.#costs[left]!);
    for (const row of withheld) {
      const before = this.#witnesses;
      this.told[row] = true;
      this.#witnesses = before.whenAlsoTold(row);
      const isFree =
        isolatedBy(this.#model, this.told) === undefined &&
        this.#witnesses.firstBound(this.told) === undefined;
      if (isFree) continue;
      this.told[row] = false;
      this.#witnesses = before;
    }
  }
}
