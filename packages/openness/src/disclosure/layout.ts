import type { Category, Contribution, DisclosureFault, DisclosureTable } from "./table.ts";

/** A cell of any level with everything behind it. */
export type LaidCell = {
  readonly table: string;
  readonly kind: "count" | "sum";
  readonly quantity: string;
  readonly at: readonly string[];
  /** How many steps of division lie below it, over all dimensions: 0 in a finest cell. */
  readonly height: number;
  readonly value: number;
  /** Of contributors that are not public, amounts above 0 only. */
  readonly contributions: readonly Contribution[];
  /** Empty finest cells in it whose emptiness says something about somebody; they are unknowns too. */
  readonly emptyPlaces: readonly string[];
};

type Node = { readonly id: string; readonly height: number; readonly above: readonly string[] };

type Laid = {
  readonly at: readonly string[];
  height: number;
  value: number;
  readonly contributions: Contribution[];
  readonly emptyPlaces: string[];
};

/** Relative difference up to which a stated figure is the same: what adding up in another order can make. */
const ROUNDING = 1e-9;

/** All cells of a table, totals included, in the order of its dimensions' trees. */
export function layTable(
  table: DisclosureTable,
  isPublic: ReadonlyMap<string, boolean>,
): { ok: true; cells: readonly LaidCell[] } | { ok: false; reason: DisclosureFault } {
  const trees: ReadonlyMap<string, Node>[] = [];
  for (const dimension of table.dimensions) {
    const nodes = new Map<string, Node>();
    const twice = addNodes(dimension.all, [], nodes);
    if (twice !== undefined) {
      return fault({ code: "category-twice", table: table.id, dimension: dimension.id, category: twice });
    }
    trees.push(nodes);
  }
  const laid = new Map<string, Laid>();
  for (const nodes of combinations(trees.map((tree) => [...tree.values()]))) {
    const at = nodes.map(({ id }) => id);
    const height = nodes.reduce((sum, node) => sum + node.height, 0);
    laid.set(placeOf(at), { at, height, value: 0, contributions: [], emptyPlaces: [] });
  }
  const wrong = fill(table, trees, laid, isPublic);
  if (wrong !== undefined) return fault(wrong);
  markEmpty(table, trees, laid);
  for (const { at, value } of table.stated ?? []) {
    const cell = laid.get(placeOf(at));
    if (cell === undefined) return fault({ code: "not-a-cell", table: table.id, at });
    if (!(Math.abs(value - cell.value) <= ROUNDING * Math.max(1, cell.value))) {
      return fault({ code: "total-differs", table: table.id, at, stated: value, found: cell.value });
    }
  }
  const { id, kind, quantity } = table;
  return { ok: true, cells: [...laid.values()].map((cell) => ({ ...cell, table: id, kind, quantity })) };
}

/** One text for a place in a table. */
export function placeOf(at: readonly string[]): string {
  return JSON.stringify(at);
}

/** Adds a tree's nodes; the id that occurs twice, if one does. */
function addNodes(
  category: Category,
  above: readonly string[],
  nodes: Map<string, Node>,
): string | undefined {
  if (nodes.has(category.id)) return category.id;
  const place = { id: category.id, height: 0, above: [...above, category.id] };
  nodes.set(category.id, place);
  for (const part of category.parts ?? []) {
    const twice = addNodes(part, place.above, nodes);
    if (twice !== undefined) return twice;
    place.height = Math.max(place.height, (nodes.get(part.id)?.height ?? 0) + 1);
  }
  return undefined;
}

/** Puts what each contributor adds into its finest cell and all totals above it; what is wrong, if something is. */
function fill(
  table: DisclosureTable,
  trees: readonly ReadonlyMap<string, Node>[],
  laid: ReadonlyMap<string, Laid>,
  isPublic: ReadonlyMap<string, boolean>,
): DisclosureFault | undefined {
  const filled = new Set<string>();
  const counted = new Set<string>();
  for (const { at, contributions } of table.cells) {
    const cell = laid.get(placeOf(at));
    if (cell === undefined) return { code: "not-a-cell", table: table.id, at };
    if (cell.height > 0) return { code: "not-a-finest-cell", table: table.id, at };
    if (filled.has(placeOf(at))) return { code: "cell-twice", table: table.id, at };
    filled.add(placeOf(at));
    const holders = holdersOf(at, trees, laid);
    for (const contribution of contributions) {
      const { contributor, part = "", amount } = contribution;
      const known = isPublic.get(contributor);
      if (known === undefined) return { code: "contributor-unknown", table: table.id, contributor };
      const amountFits = table.kind === "count" ? amount === 1 : Number.isFinite(amount) && amount >= 0;
      if (!amountFits) return { code: "amount-not-countable", table: table.id, contributor, amount };
      const unknown = JSON.stringify([contributor, part]);
      if (counted.has(unknown)) return { code: "contribution-twice", table: table.id, contributor, part };
      counted.add(unknown);
      for (const holder of holders) {
        holder.value += amount;
        if (!known && amount > 0) holder.contributions.push({ contributor, part, amount });
      }
    }
  }
  return undefined;
}

/** A finest cell and every total that holds it. */
function holdersOf(
  at: readonly string[],
  trees: readonly ReadonlyMap<string, Node>[],
  laid: ReadonlyMap<string, Laid>,
): readonly Laid[] {
  const above = at.map((id, index) => trees[index]?.get(id)?.above ?? []);
  return combinations(above).flatMap((place) => laid.get(placeOf(place)) ?? []);
}

/**
 * Marks the empty finest cells of a count that tell something: nobody of a group that has somebody in it gave this
 * answer. Where the group is empty itself, as a use is of which the city has no building, zero tells nothing.
 */
function markEmpty(
  table: DisclosureTable,
  trees: readonly ReadonlyMap<string, Node>[],
  laid: ReadonlyMap<string, Laid>,
): void {
  if (table.kind !== "count") return;
  for (const cell of [...laid.values()]) {
    if (cell.height > 0 || cell.value > 0) continue;
    const group = cell.at.map((id, index) => {
      const dimension = table.dimensions[index];
      return dimension?.isSecret === true ? dimension.all.id : id;
    });
    if ((laid.get(placeOf(group))?.value ?? 0) === 0) continue;
    const emptyPlace = placeOf([table.id, ...cell.at]);
    for (const holder of holdersOf(cell.at, trees, laid)) holder.emptyPlaces.push(emptyPlace);
  }
}

function combinations<Item>(lists: readonly (readonly Item[])[]): Item[][] {
  return lists.reduce<Item[][]>(
    (heads, list) => heads.flatMap((head) => list.map((item) => [...head, item])),
    [[]],
  );
}

function fault(reason: DisclosureFault): { ok: false; reason: DisclosureFault } {
  return { ok: false, reason };
}
