import { Alone, nullSpace } from "./elimination.ts";
import type { Atom } from "./model.ts";

/** A combination of atoms that follows from what is told: index of the atom and its factor. */
export type Combination = readonly (readonly [atom: number, factor: number])[];

/**
 * A combination of fewer than k contributors' amounts that sums and differences of the rows give away, or undefined
 * where there is none. Complete: told rows span a space, and a set of atoms carries a vector of that space exactly when
 * the columns of a basis of the orthogonal space depend on each other there (the set holds a circuit of the dual
 * matroid). The search grows a set only by atoms that a dependence needs: a vector of the orthogonal space that touches
 * the set once can be evened out by nothing but another atom it touches.
 * @param told the rows' atoms.
 */
export function isolated(
  atoms: readonly Atom[],
  told: readonly (readonly number[])[],
  k: number,
): Combination | undefined {
  // Atoms without anybody are left out: whoever knows which places are empty knows the rest better.
  const peopled = atoms.flatMap((atom, index) => (atom.amounts.size > 0 ? index : []));
  const columnOf = new Map(peopled.map((atom, column) => [atom, column]));
  const rows = told.map((row) => row.flatMap((atom) => columnOf.get(atom) ?? []));
  const search = new Search(
    peopled.map((atom) => new Set(atoms[atom]!.amounts.keys())),
    k,
  );
  const found = search.run(Alone.none(nullSpace(rows, peopled.length)));
  return found?.map(([column, factor]) => [peopled[column]!, factor]);
}

class Search {
  readonly #contributors: readonly ReadonlySet<string>[];
  readonly #k: number;
  /** Columns small enough to be part of a combination, and not tried yet. */
  readonly #open: boolean[];
  /** By contributor: its small columns. */
  readonly #columnsOf = new Map<string, number[]>();

  constructor(contributors: readonly ReadonlySet<string>[], k: number) {
    this.#contributors = contributors;
    this.#k = k;
    this.#open = contributors.map(({ size }) => size < k);
    for (const [column, who] of contributors.entries()) {
      if (!this.#open[column]) continue;
      for (const contributor of who) {
        const columns = this.#columnsOf.get(contributor);
        if (columns === undefined) this.#columnsOf.set(contributor, [column]);
        else columns.push(column);
      }
    }
  }

  run(basis: Alone): Combination | undefined {
    for (const [column, isOpen] of this.#open.entries()) {
      if (!isOpen) continue;
      const found = this.#grow(basis, new Set(), [], new Set(), column);
      if (found !== undefined) return found;
      // All combinations that hold this column have been tried.
      this.#open[column] = false;
    }
    return undefined;
  }

  #grow(
    before: Alone,
    chosenBefore: ReadonlySet<number>,
    neededBefore: readonly number[],
    whoBefore: ReadonlySet<string>,
    column: number,
  ): Combination | undefined {
    const who = whoBefore.union(this.#contributors[column]!);
    const chosen = new Set(chosenBefore);
    const needed = [...neededBefore, column];
    let alone = before;
    for (const next of this.#columnsWithin(who, column)) {
      if (chosen.has(next)) continue;
      const result = alone.choose(next);
      if (!(result instanceof Alone)) return result;
      alone = result;
      chosen.add(next);
    }
    for (const next of this.#fewestNext(alone, chosen, needed, who)) {
      const found = this.#grow(alone, chosen, needed, who, next);
      if (found !== undefined) return found;
    }
    return undefined;
  }

  /** Open columns of nobody but these contributors: they come into a combination for nothing. */
  #columnsWithin(who: ReadonlySet<string>, first: number): ReadonlySet<number> {
    const columns = new Set([first]);
    for (const contributor of who) {
      for (const column of this.#columnsOf.get(contributor) ?? []) {
        if (this.#open[column] && this.#contributors[column]!.isSubsetOf(who)) columns.add(column);
      }
    }
    return columns;
  }

  /**
   * Of the vectors that touch the chosen columns once, in one that the combination needs (the others may have the
   * factor 0): what can even out the one that leaves least to try.
   */
  #fewestNext(
    alone: Alone,
    chosen: ReadonlySet<number>,
    needed: readonly number[],
    who: ReadonlySet<string>,
  ): readonly number[] {
    let fewest: number[] | undefined;
    for (const vector of alone.ownOf(needed)) {
      const next: number[] = [];
      for (const [column, isOpen] of this.#open.entries()) {
        if (!isOpen || vector[column] === 0 || chosen.has(column)) continue;
        if (who.union(this.#contributors[column]!).size < this.#k) next.push(column);
      }
      if (fewest === undefined || next.length < fewest.length) fewest = next;
      if (fewest.length === 0) break;
    }
    return fewest ?? [];
  }
}
