import type { Contribution, Contributor, Dimension, DisclosureTable, GuardedTable } from "./table.ts";

/** A dimension of these categories under "all"; or of these trees. */
export function dimension(
  id: string,
  parts: readonly (string | { readonly id: string; readonly parts: readonly string[] })[],
  isSecret = false,
): Dimension {
  const categories = parts.map((part) =>
    typeof part === "string"
      ? { id: part }
      : { id: part.id, parts: part.parts.map((leaf) => ({ id: leaf })) },
  );
  return { id, isSecret, all: { id: "all", parts: categories } };
}

/** Names of people, from one number to before another: what a cell is made of. */
export function people(from: number, to: number): string[] {
  return Array.from({ length: Math.max(0, to - from) }, (_, index) => `p${from + index}`);
}

/** A table from who is in which finest cell, given as "use" or "use/answer". */
export function countTable(
  dimensions: readonly Dimension[],
  who: Readonly<Record<string, readonly string[]>>,
): DisclosureTable {
  const amounts = Object.entries(who).map(([at, ids]) => [at, ids.map((id) => [id, 1] as const)] as const);
  return { ...sumTable(dimensions, Object.fromEntries(amounts)), kind: "count" };
}

/** A table from what contributors add to finest cells. */
export function sumTable(
  dimensions: readonly Dimension[],
  amounts: Readonly<Record<string, readonly (readonly [id: string, amount: number])[]>>,
): DisclosureTable {
  const cells = Object.entries(amounts).map(([at, list]) => ({
    at: at.split("/"),
    contributions: list.map(([contributor, amount]): Contribution => ({ contributor, amount })),
  }));
  return { id: "table", kind: "sum", quantity: "2025", dimensions, cells };
}

/** Everybody in a table. */
export function contributorsOf({ cells }: DisclosureTable): Contributor[] {
  const ids = new Set(cells.flatMap((cell) => cell.contributions.map(({ contributor }) => contributor)));
  return [...ids].map((id) => ({ id }));
}

/** Cells as "use/answer": what was told, or the reason why not. */
export function shown(tables: readonly GuardedTable[]): Record<string, number | string> {
  return Object.fromEntries(
    tables.flatMap(({ cells }) =>
      cells.map((cell) => [cell.at.join("/"), "value" in cell ? cell.value : cell.suppressed]),
    ),
  );
}
