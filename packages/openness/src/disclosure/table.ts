/** A category of a dimension, and what it divides into: all ⊃ group ⊃ use. */
export type Category = { readonly id: string; readonly parts?: readonly Category[] };

/** One way in which a table divides what it is about. */
export type Dimension = {
  readonly id: string;
  /** The root: its cell is the total along this dimension. */
  readonly all: Category;
  /**
   * Whether somebody's category is told by the table alone (an answer), or seen from the street (the use of a
   * building). It decides which zeros of a count say something about somebody.
   */
  readonly isSecret: boolean;
};

/** Whoever or whatever stands behind figures, by an id that never leaves the city. */
export type Contributor = {
  readonly id: string;
  /** Its figures are public anyway, as a municipal school's are: they need no protection and give none. */
  readonly isPublic?: boolean;
};

/** What one contributor adds to one finest cell. */
export type Contribution = {
  readonly contributor: string;
  /**
   * Tells apart several amounts of one contributor in one quantity, such as its electricity from its heat. The same
   * contributor, part and quantity are the same unknown in every table and every release, also when the amount was
   * corrected in between.
   */
  readonly part?: string;
  /** In the table's unit, at least 0; 1 in a count. */
  readonly amount: number;
};

/** A cell that no dimension divides further. Those not given are empty. */
export type FinestCell = {
  /** Category ids in the order of the table's dimensions. */
  readonly at: readonly string[];
  readonly contributions: readonly Contribution[];
};

/** A table that somebody would like to publish, with what only the city may know. Its totals follow from its cells. */
export type DisclosureTable = {
  readonly id: string;
  /** `count`: how many people. `sum`: an amount, in whatever unit. */
  readonly kind: "count" | "sum";
  /** What is counted or added up, its period included: "kWh 2025". Only cells of one quantity can be subtracted. */
  readonly quantity: string;
  readonly dimensions: readonly Dimension[];
  readonly cells: readonly FinestCell[];
  /** Figures, of any cell, as they stand elsewhere; they must be what the contributions add up to. */
  readonly stated?: readonly { readonly at: readonly string[]; readonly value: number }[];
};

/** By what is decided which cells may leave the city. */
export type DisclosureRules = {
  /** Fewest contributors behind anything that can be told or worked out. */
  readonly k: number;
  /** As a share: nobody's amount may be bounded this closely (the p of the p %-rule; 0.1 is 10 %). */
  readonly closest: number;
};

export const DEFAULT_RULES: DisclosureRules = { k: 5, closest: 0.1 };

/** Why a cell is not told. For the city's own eyes: the public sees only that it is not. */
export type SuppressionReason = "few" | "dominance" | "complementary" | "differencing";

/** A cell as it leaves the guard. */
export type GuardedCell =
  | { readonly at: readonly string[]; readonly value: number }
  | { readonly at: readonly string[]; readonly suppressed: SuppressionReason };

export type GuardedTable = {
  readonly id: string;
  readonly quantity: string;
  readonly cells: readonly GuardedCell[];
};

/** One cell of one release, with who stood behind it: what a later release is compared with. Stays in the city. */
export type ReleasedCell = {
  readonly table: string;
  readonly at: readonly string[];
  readonly kind: "count" | "sum";
  readonly quantity: string;
  /** What was told; null when the cell was withheld. */
  readonly value: number | null;
  /** Of contributors that are not public. */
  readonly contributions: readonly Contribution[];
  /** Places in it whose emptiness would have told something. */
  readonly emptyPlaces: readonly string[];
};

/** What to remember of one release. */
export type ReleaseRecord = { readonly release: string; readonly cells: readonly ReleasedCell[] };

/** Why tables cannot be guarded as they are. */
export type DisclosureFault =
  | { code: "k-below-one"; k: number }
  | { code: "closest-not-a-share"; closest: number }
  | { code: "release-twice"; release: string }
  | { code: "table-twice"; table: string }
  | { code: "contributor-twice"; contributor: string }
  | { code: "category-twice"; table: string; dimension: string; category: string }
  | { code: "cell-twice"; table: string; at: readonly string[] }
  | { code: "not-a-finest-cell"; table: string; at: readonly string[] }
  | { code: "not-a-cell"; table: string; at: readonly string[] }
  | { code: "contributor-unknown"; table: string; contributor: string }
  | { code: "contribution-twice"; table: string; contributor: string; part: string }
  | { code: "amount-not-countable"; table: string; contributor: string; amount: number }
  | { code: "amounts-differ"; table: string; contributor: string; part: string }
  | { code: "quantity-of-two-kinds"; quantity: string }
  | { code: "total-differs"; table: string; at: readonly string[]; stated: number; found: number }
  | { code: "too-many-cells"; have: number; most: number };

/** What the public gets of a table: a figure, or null without the reason, which would itself bound the figure. */
export function publicCells(
  table: GuardedTable,
): readonly { readonly at: readonly string[]; readonly value: number | null }[] {
  return table.cells.map((cell) => ({ at: cell.at, value: "value" in cell ? cell.value : null }));
}
