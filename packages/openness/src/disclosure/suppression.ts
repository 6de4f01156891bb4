import { cheapestChange, Witnesses, type Weights } from "./bounds.ts";
import { isolated } from "./isolation.ts";
import type { Model, Target } from "./model.ts";

/** Which rows of a quantity are told. */
export type Pattern = {
  /** For every row of the model. */
  readonly told: readonly boolean[];
  /** Whether earlier releases give something away already, which withholding cannot take back. */
  readonly isOutAlready: boolean;
};

/**
 * Withholds rows until nothing can be found out, then tells again each that turns out not to be needed.
 * @param costs what withholding a row costs, one per row; above 0.
 */
export function protect(model: Model, costs: readonly number[]): Pattern {
  const shield = new Shield(model, costs);
  shield.close();
  shield.open();
  return { told: shield.told, isOutAlready: shield.isOutAlready };
}

/** Whether nothing can be found out when exactly these rows are told. */
export function isProtected(model: Model, told: readonly boolean[]): boolean {
  return (
    new Witnesses(model).firstBound(told, () => false) === undefined &&
    isolatedBy(model, told) === undefined
  );
}

function isolatedBy(model: Model, told: readonly boolean[]): Weights | undefined {
  const rows = model.rows.flatMap(({ atoms }, row) => (told[row] ? [atoms] : []));
  return isolated(model.atoms, rows, model.k);
}

class Shield {
  readonly #model: Model;
  readonly #costs: readonly number[];
  readonly told: boolean[];
  isOutAlready = false;
  #witnesses: Witnesses;
  readonly #given = new Set<Target>();

  constructor(model: Model, costs: readonly number[]) {
    this.#model = model;
    this.#costs = costs;
    this.told = model.rows.map(() => true);
    this.#witnesses = new Witnesses(model);
  }

  /** Withholds until nothing is bound and nothing isolated. */
  close(): void {
    for (;;) {
      const bound = this.#witnesses.firstBound(this.told, (target) => this.#given.has(target));
      if (bound !== undefined) {
        const { target, down } = bound;
        const weights = target.atoms.map((atom) => [atom, 1] as const);
        const need = Math.max(target.up, target.width - down);
        if (!this.#withhold(weights, need, false)) this.#given.add(target);
        continue;
      }
      const isolation = isolatedBy(this.#model, this.told);
      if (isolation === undefined) return;
      if (!this.#withholdIsolated(isolation)) {
        this.isOutAlready = true;
        return;
      }
    }
  }

  #withholdIsolated(weights: Weights): boolean {
    // One unit of a count; of a sum, the share of the smallest amount in it that must stay open.
    const amounts = weights.map(([atom]) => this.#model.atoms[atom]!.value).filter((value) => value > 0);
    const need = this.#model.kind === "count" ? 1 : Math.min(...amounts) / 10;
    const down = weights.map(([atom, factor]) => [atom, -factor] as const);
    return this.#withhold(weights, need, true) || this.#withhold(down, need, true) || this.#withholdAll();
  }

  #withhold(weights: Weights, need: number, peopledOnly: boolean): boolean {
    const costs = this.#model.rows.map(({ isOut }, row) =>
      isOut ? Number.POSITIVE_INFINITY : this.told[row] ? this.#costs[row]! : 0,
    );
    const cheapest = cheapestChange(this.#model, costs, weights, need, peopledOnly);
    if (cheapest === undefined || cheapest.moved.length === 0) {
      return peopledOnly ? false : this.#withholdAll();
    }
    for (const row of cheapest.moved) this.told[row] = false;
    this.#witnesses.add(cheapest.change);
    return true;
  }

  /** The last resort: everything of this release; whether there was anything left. */
  #withholdAll(): boolean {
    const rest = this.#model.rows.flatMap(({ isOut }, row) => (!isOut && this.told[row] ? row : []));
    for (const row of rest) this.told[row] = false;
    if (rest.length === 0) this.isOutAlready = true;
    return rest.length > 0;
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
        this.#witnesses.firstBound(this.told, (target) => this.#given.has(target)) === undefined &&
        (this.isOutAlready ? false : isolatedBy(this.#model, this.told) === undefined);
      if (isFree) continue;
      this.told[row] = false;
      this.#witnesses = before;
    }
  }
}
