import type { LaidCell } from "./layout.ts";
import { amountsByContributor, primaryReason } from "./primary.ts";
import type { Contribution, DisclosureRules, ReleasedCell } from "./table.ts";
import { type Intruder, intrudersOf, type Target, targetsOf } from "./targets.ts";

/**
 * Unknowns that no cell tells apart: contributions that lie in the same cells of all releases. What can be worked out
 * from sums and differences of cells is worked out of whole atoms.
 */
export type Atom = {
  /** What each adds, by the latest amounts. Nobody stands in places whose emptiness tells something. */
  readonly amounts: ReadonlyMap<string, number>;
  readonly value: number;
};

/** Cells of the same unknowns and amounts, which tell the same however often they are told. */
export type Row = {
  /** Indices of atoms, ascending. */
  readonly atoms: readonly number[];
  /** Told by an earlier release: nothing can be withheld of it any more. */
  readonly isOut: boolean;
  /**
   * How closely the figure told earlier says what the latest amounts add up to: all that was corrected in it, upwards or
   * downwards, for who compares does not know what was; widened by the share `closest`, so that an amount that was far
   * enough from its bound before it was corrected is so after.
   */
  readonly corrected: number;
  /** Cells of this release that have it, as indices into the cells the model was made of. */
  readonly cells: readonly number[];
  /** The least height among its cells. */
  readonly height: number;
};

/** What everybody can know of one quantity if all that may be told were told, and what nobody may find out. */
export type Model = {
  readonly kind: "count" | "sum";
  readonly atoms: readonly Atom[];
  readonly rows: readonly Row[];
  readonly targets: readonly Target[];
  readonly intruders: readonly Intruder[];
  readonly rules: DisclosureRules;
};

type Source = {
  readonly unknowns: readonly string[];
  /** How much was corrected since an earlier release told it; undefined where none did. */
  readonly corrected: number | undefined;
  readonly cell: number | undefined;
  readonly height: number;
};

/**
 * Cells of one quantity, of this release and of those before.
 * @param cells this release's, primary ones included: they are never rows, but what they hold is protected.
 */
export function modelOf(
  cells: readonly LaidCell[],
  released: readonly ReleasedCell[],
  rules: DisclosureRules,
): Model {
  const unknowns = new Unknowns(cells, released, rules.closest);
  const sources: Source[] = [];
  const guarded: (readonly string[])[] = [];
  for (const cell of released) {
    const members = unknowns.of(cell);
    if (cell.value !== null) {
      const corrected = (1 + rules.closest) * unknowns.correctedIn(cell.contributions);
      sources.push({ unknowns: members, corrected, cell: undefined, height: 0 });
    } else if (primaryReason(cell, rules) !== undefined) guarded.push(members);
  }
  for (const [index, cell] of cells.entries()) {
    const members = unknowns.of(cell);
    if (primaryReason(cell, rules) === undefined) {
      sources.push({ unknowns: members, corrected: undefined, cell: index, height: cell.height });
    } else guarded.push(members);
  }
  const kind = cells[0]?.kind ?? "count";
  const { atoms, rows, atomOf } = assemble(sources, unknowns);
  const held = guarded.map((members) => ({
    atoms: new Set(members.flatMap((unknown) => atomOf.get(unknown) ?? [])),
    // In no row at all: nothing is told of it.
    isHidden: members.some((unknown) => !atomOf.has(unknown)),
    amounts: unknowns.amountsOf(members),
  }));
  const targets = targetsOf(kind, atoms, held, rules);
  return { kind, atoms, rows, targets, intruders: kind === "sum" ? intrudersOf(atoms) : [], rules };
}

/** What each contributor adds, by the latest that is known of it. */
class Unknowns {
  readonly #latest = new Map<string, Contribution>();
  readonly #largest = new Map<string, number>();
  readonly #closest: number;

  constructor(cells: readonly LaidCell[], released: readonly ReleasedCell[], closest: number) {
    this.#closest = closest;
    for (const { contributions } of [...released, ...cells]) {
      for (const contribution of contributions) {
        const key = keyOf(contribution);
        this.#latest.set(key, contribution);
        this.#largest.set(key, Math.max(this.#largest.get(key) ?? 0, contribution.amount));
      }
    }
  }

  /**
   * The unknowns of a cell. An amount that was corrected from nearly nothing was not in the cell before: the correction
   * is then nearly the amount, and must not be found by comparing.
   */
  of(cell: {
    readonly contributions: readonly Contribution[];
    readonly emptyPlaces: readonly string[];
  }): string[] {
    const keys = cell.contributions.flatMap((contribution) => {
      const key = keyOf(contribution);
      return contribution.amount <= this.#closest * (this.#largest.get(key) ?? 0) ? [] : key;
    });
    return [...keys, ...cell.emptyPlaces];
  }

  correctedIn(contributions: readonly Contribution[]): number {
    return totalOf(
      contributions.map((told) => Math.abs(told.amount - (this.#latest.get(keyOf(told))?.amount ?? 0))),
    );
  }

  amountsOf(keys: readonly string[]): Map<string, number> {
    return amountsByContributor(keys.flatMap((key) => this.#latest.get(key) ?? []));
  }
}

function keyOf({ contributor, part = "" }: Contribution): string {
  return JSON.stringify([contributor, part]);
}

function assemble(sources: readonly Source[], unknowns: Unknowns) {
  const groups = [
    ...Map.groupBy(
      sources.filter((source) => source.unknowns.length > 0),
      // A corrected figure is news where the one before it was told.
      ({ unknowns: own, corrected = 0 }) => JSON.stringify([own.toSorted(), corrected > 0]),
    ).values(),
  ];
  const rowsOf = new Map<string, number[]>();
  for (const [row, [source]] of groups.entries()) {
    for (const unknown of source?.unknowns ?? []) {
      const rows = rowsOf.get(unknown);
      if (rows === undefined) rowsOf.set(unknown, [row]);
      else rows.push(row);
    }
  }
  const atomOf = new Map<string, number>();
  const members = [...Map.groupBy(rowsOf.keys(), (unknown) => rowsOf.get(unknown)?.join()).values()];
  const atoms = members.map((unknownsOfAtom, index): Atom => {
    for (const unknown of unknownsOfAtom) atomOf.set(unknown, index);
    const amounts = unknowns.amountsOf(unknownsOfAtom);
    return { amounts, value: totalOf(amounts.values()) };
  });
  const rows = groups.map((group): Row => {
    const inRow = new Set(group[0]?.unknowns.map((unknown) => atomOf.get(unknown) ?? 0));
    const list = [...inRow].sort((left, right) => left - right);
    const corrected = group.flatMap((source) => source.corrected ?? []);
    return {
      atoms: list,
      isOut: corrected.length > 0,
      corrected: corrected.length === 0 ? 0 : Math.min(...corrected),
      cells: group.flatMap(({ cell }) => cell ?? []),
      height: Math.min(...group.map(({ height }) => height)),
    };
  });
  return { atoms, rows, atomOf };
}

function totalOf(values: Iterable<number>): number {
  let total = 0;
  for (const value of values) total += value;
  return total;
}
