import { isTooClose } from "./comparison.ts";
import { combinationsToZero, reduceExactly } from "./exact.ts";
import { contributorOf, correctedIn, heldIn, type KnownCell, latestAmounts } from "./known.ts";

type Group = { readonly keys: string[]; readonly who: ReadonlySet<string> };

/**
 * Adds and subtracts told cells in every way, exactly: looks for any combination of them in which fewer than k
 * contributors are left. Works on the reduced cells themselves (the guard works on what is orthogonal to them): whatever
 * follows is a combination of reduced rows, and has the entries of its pivots; so only rows of small pivots can be part
 * of it. Pivots are taken at large groups first, which leaves few of these.
 * @returns whose amounts were found, or undefined.
 */
export function isolate(
  cells: readonly KnownCell[],
  k: number,
  closest: number,
): readonly string[] | undefined {
  const { groups, reduced } = reduceTold(cells, cells, closest);
  const contributors = new Hunt(groups, reduced, k).run();
  return contributors && [...contributors];
}

/** Sums that follow from what the last release added to what was told, and are nearly all of one contributor. */
export function findDominated(cells: readonly KnownCell[], k: number, closest: number): string[] {
  if (cells[0]?.kind !== "sum") return [];
  const last = Math.max(...cells.map(({ release }) => release));
  const latest = latestAmounts(cells);
  const dominatedIn = (told: readonly KnownCell[]) => {
    const { groups, reduced } = reduceTold(told, cells, closest);
    return reduced.flatMap(({ row }) => {
      if (new Set(row.filter((entry) => entry !== 0)).size !== 1) return [];
      const keys = groups.flatMap((group, index) => (row[index] === 0 ? [] : group.keys)).sort();
      return isTooClose(keys, latest, "sum", k, closest) ? keys.map(contributorOf).join(", ") : [];
    });
  };
  // Figures that were corrected since give no exact sums; the bounds reckon with what they still say.
  const exact = cells.filter((cell) => correctedIn(cell, latest, closest) === 0);
  const before = dominatedIn(exact.filter(({ release }) => release < last));
  return dominatedIn(exact).filter((sum) => !before.includes(sum));
}

/** Told cells as rows over groups of unknowns that they do not part, reduced. */
function reduceTold(cells: readonly KnownCell[], all: readonly KnownCell[], closest: number) {
  const memberLists = cells.filter((cell) => cell.told !== undefined).map(heldIn(all, closest));
  const groups = groupsOf(memberLists);
  const groupOf = new Map(groups.flatMap((group, index) => group.keys.map((key) => [key, index] as const)));
  const rows = new Map<string, number[]>();
  for (const members of memberLists) {
    const row = groups.map(() => 0);
    for (const key of members) row[groupOf.get(key)!] = 1;
    rows.set(row.join(), row);
  }
  return { groups, reduced: reduceExactly([...rows.values()]) };
}

/** Unknowns that lie in the same told cells, large groups first. */
function groupsOf(memberLists: readonly (readonly string[])[]): Group[] {
  const patterns = new Map<string, string>();
  for (const [index, members] of memberLists.entries()) {
    for (const key of members) patterns.set(key, `${patterns.get(key) ?? ""},${index}`);
  }
  const groups = Map.groupBy(patterns.keys(), (key) => patterns.get(key));
  return [...groups.values()]
    .map((keys) => ({ keys, who: new Set(keys.map(contributorOf)) }))
    .sort((left, right) => right.who.size - left.who.size);
}

class Hunt {
  readonly #groups: readonly Group[];
  readonly #rows: readonly { readonly row: readonly number[]; readonly who: ReadonlySet<string> }[];
  readonly #free: readonly number[];
  readonly #k: number;
  readonly #seen = new Set<string>();

  constructor(
    groups: readonly Group[],
    reduced: readonly { readonly row: readonly number[]; readonly pivot: number }[],
    k: number,
  ) {
    this.#groups = groups;
    this.#k = k;
    this.#rows = reduced
      .map(({ row, pivot }) => ({ row, who: groups[pivot]!.who }))
      .filter(({ who }) => who.size < k);
    const pivots = new Set(reduced.map(({ pivot }) => pivot));
    this.#free = groups.flatMap((_, column) => (pivots.has(column) ? [] : column));
  }

  run(): ReadonlySet<string> | undefined {
    for (const index of this.#rows.keys()) {
      const found = this.#try([index]);
      if (found !== undefined) return found;
    }
    return undefined;
  }

  /** Tries combinations of these rows, then of these and one more that shares a column with them. */
  #try(chosen: readonly number[]): ReadonlySet<string> | undefined {
    const name = chosen.toSorted((left, right) => left - right).join();
    if (this.#seen.has(name)) return undefined;
    this.#seen.add(name);
    const rows = chosen.map((index) => this.#rows[index]!);
    const who = rows.reduce<ReadonlySet<string>>((sum, row) => sum.union(row.who), new Set());
    if (who.size >= this.#k) return undefined;
    const touches = this.#free.map((column) => rows.filter(({ row }) => row[column] !== 0).length);
    const isLarge = this.#free.map((column) => who.union(this.#groups[column]!.who).size >= this.#k);
    const large = this.#free.filter((_, place) => isLarge[place]);
    const kernel = combinationsToZero(rows.map(({ row }) => large.map((column) => row[column]!)));
    const small = this.#free.filter((_, place) => !isLarge[place] && touches[place]! > 0);
    const found = this.#narrow(
      kernel.map((factors) => small.map((column) => dot(factors, rows, column))),
      small,
      who,
    );
    if (kernel.length > 0 && found !== undefined) return found;
    const lone = this.#free.findIndex((_, place) => isLarge[place] && touches[place] === 1);
    for (const [index, { row }] of this.#rows.entries()) {
      if (chosen.includes(index)) continue;
      const isNext =
        lone >= 0
          ? row[this.#free[lone]!] !== 0
          : this.#free.some((column, place) => touches[place]! > 0 && row[column] !== 0);
      const further = isNext ? this.#try([...chosen, index]) : undefined;
      if (further !== undefined) return further;
    }
    return undefined;
  }

  /** Whether some combination of the vectors over the small columns leaves fewer than k contributors. */
  #narrow(
    vectors: readonly (readonly number[])[],
    small: readonly number[],
    who: ReadonlySet<string>,
  ): ReadonlySet<string> | undefined {
    if (vectors.length === 0 || who.size >= this.#k) return undefined;
    const column = small.findIndex((_, place) => vectors.some((vector) => vector[place] !== 0));
    if (column < 0) return who;
    const without = vectors.map((vector) => vector.toSpliced(column, 1));
    const rest = small.toSpliced(column, 1);
    const zero = combinationsToZero(vectors.map((vector) => [vector[column]!]));
    const evened = zero.map((factors) =>
      rest.map((_, place) =>
        factors.reduce((sum, factor, index) => sum + factor * without[index]![place]!, 0),
      ),
    );
    return (
      this.#narrow(evened, rest, who) ??
      this.#narrow(without, rest, who.union(this.#groups[small[column]!]!.who))
    );
  }
}

function dot(
  factors: readonly number[],
  rows: readonly { readonly row: readonly number[] }[],
  column: number,
): number {
  return factors.reduce((sum, factor, index) => sum + factor * rows[index]!.row[column]!, 0);
}
