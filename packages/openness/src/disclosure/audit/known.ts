/**
 * What an attacker has, and the truth to judge by what was found. This folder shares no code with the guard, only the
 * form of tables: what the guard gets wrong the attacker must not get wrong with it.
 */
import type { Category, Contributor, DisclosureTable, GuardedTable } from "../table.ts";

/** One release as it went out, with what the city knows of it. */
export type AuditedRelease = {
  readonly release: string;
  readonly tables: readonly DisclosureTable[];
  readonly contributors: readonly Contributor[];
  readonly guarded: readonly GuardedTable[];
};

/** One person's, home's or building's amount of one quantity. */
export type Unknown = { readonly key: string; readonly contributor: string; readonly amount: number };

/** A cell of any level. */
export type KnownCell = {
  readonly release: number;
  readonly table: string;
  readonly at: readonly string[];
  readonly kind: "count" | "sum";
  /** As published; undefined where it was withheld. */
  readonly told: number | undefined;
  /** Who is truly in it. */
  readonly unknowns: readonly Unknown[];
  /** The finest cells it consists of. */
  readonly finest: readonly string[];
  /** Empty in truth, with nobody about whom that says something. */
  readonly isVoid: boolean;
};

/** Every cell of every release, by quantity. */
export function knownCells(history: readonly AuditedRelease[]): Map<string, KnownCell[]> {
  const byQuantity = new Map<string, KnownCell[]>();
  for (const [release, { tables, contributors, guarded }] of history.entries()) {
    const isPublic = new Set(contributors.filter((who) => who.isPublic === true).map(({ id }) => id));
    for (const table of tables) {
      const cells = byQuantity.get(table.quantity) ?? [];
      byQuantity.set(table.quantity, cells);
      for (const cell of guarded.find(({ id }) => id === table.id)?.cells ?? []) {
        const told = "value" in cell ? cell.value : undefined;
        cells.push({ release, told, ...truthOf(table, cell.at, isPublic) });
      }
    }
  }
  return byQuantity;
}

function truthOf(table: DisclosureTable, at: readonly string[], isPublic: ReadonlySet<string>) {
  const allowed = at.map((id, index) => new Set(leavesUnder(table.dimensions[index]!.all, id)));
  const inside = (sets: readonly Set<string>[]) =>
    table.cells.filter((cell) => cell.at.every((id, index) => sets[index]!.has(id)));
  const unknowns = inside(allowed).flatMap((cell) =>
    cell.contributions.flatMap(({ contributor, part = "", amount }) =>
      isPublic.has(contributor) || amount === 0
        ? []
        : { key: `${contributor}\n${part}`, contributor, amount },
    ),
  );
  const group = allowed.map((set, index) => {
    const dimension = table.dimensions[index]!;
    return dimension.isSecret ? new Set(leavesUnder(dimension.all, dimension.all.id)) : set;
  });
  const isVoid =
    unknowns.length === 0 &&
    (table.kind === "sum" || inside(group).every(({ contributions }) => contributions.length === 0));
  const finest = allowed.reduce<string[]>(
    (heads, set) => heads.flatMap((head) => [...set].map((id) => `${head}/${id}`)),
    [table.id],
  );
  return { table: table.id, at, kind: table.kind, unknowns, finest, isVoid };
}

function leavesUnder(category: Category, id: string, isInside = false): string[] {
  const inside = isInside || category.id === id;
  const parts = category.parts ?? [];
  if (parts.length === 0) return inside ? [category.id] : [];
  return parts.flatMap((part) => leavesUnder(part, id, inside));
}

/** An unknown's amount in the last release that has it, up to one release. */
export function latestAmounts(
  cells: readonly KnownCell[],
  upTo = Number.POSITIVE_INFINITY,
): ReadonlyMap<string, number> {
  const latest = new Map<string, number>();
  for (const { release, unknowns } of cells) {
    if (release <= upTo) for (const { key, amount } of unknowns) latest.set(key, amount);
  }
  return latest;
}

/**
 * How far a cell's figure does not hold any more: all that was corrected in it since, which nobody outside knows, widened
 * by the share by which anything may be known.
 */
export function correctedIn(cell: KnownCell, latest: ReadonlyMap<string, number>, closest: number): number {
  const corrections = cell.unknowns.map(({ key, amount }) => Math.abs(amount - latest.get(key)!));
  return (1 + closest) * corrections.reduce((sum, amount) => sum + amount, 0);
}

/**
 * The unknowns whose value a cell holds. Of an amount that was corrected from nearly nothing an earlier cell held
 * nearly nothing.
 */
export function heldIn(cells: readonly KnownCell[], closest: number): (cell: KnownCell) => string[] {
  const largest = new Map<string, number>();
  for (const { unknowns } of cells) {
    for (const { key, amount } of unknowns) largest.set(key, Math.max(amount, largest.get(key) ?? 0));
  }
  return ({ unknowns }) =>
    unknowns.flatMap(({ key, amount }) => (amount > closest * largest.get(key)! ? key : []));
}

/** Whose unknown it is. */
export function contributorOf(key: string): string {
  return key.slice(0, key.indexOf("\n"));
}
