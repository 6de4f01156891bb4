import {
  type Category,
  type Contribution,
  type DisclosureTable,
  type GuardedTable,
  type GuardResult,
  guardRelease,
  type ReleaseRecord,
} from "@husting/openness";
import type { Stated } from "../../stores/heard/counts.ts";
import { AGE_BANDS, DIMENSIONS, type DimensionId, FEWEST_PEOPLE } from "./dimensions.ts";

/** What is told of one dimension; null is a figure that is not told. */
export interface ToldDimension {
  readonly dimension: DimensionId;
  /** How many stated a group that the population has; of sex, women and men. */
  readonly stated: number | null;
  readonly groups: readonly { readonly id: string; readonly heard: number | null }[];
  readonly notStated: number | null;
  /** Of sex: who call themselves otherwise, and these with those who did not state it. Null of other dimensions. */
  readonly other: number | null;
  readonly otherOrNotStated: number | null;
}

export interface Telling {
  readonly participants: number;
  readonly dimensions: readonly ToldDimension[];
  readonly record: ReleaseRecord;
}

/** What is counted of a process, up to the day the release is of. */
export interface Counted {
  readonly process: number;
  readonly period: string;
  readonly took: number;
  readonly stated: readonly Stated[];
  /** Districts that can be told, by id. */
  readonly districts: readonly string[];
}

/** A dimension of which more than this share would have to be withheld waits for more answers. */
const MOST_WITHHELD = 0.4;

/**
 * Decides what may be told of who was heard, given everything that was told before. Each dimension is a table of its own, for
 * nothing joins them; the guard withholds what is of fewer than five people, what would give such a figure away, and what
 * differs from an earlier figure by fewer than five. A dimension with too many holes is not told at all yet: it will be
 * weighed again when more have answered, as if it had not been looked at.
 * @returns undefined where nothing can be told.
 */
export function guardHeard(
  counted: Counted,
  released: readonly ReleaseRecord[],
  release: string,
  secret: string,
): Telling | undefined {
  // Tables of different quantities are weighed apart from each other anyway.
  const told = DIMENSIONS.flatMap((dimension) => {
    const table = tableOf(counted, dimension);
    const result = table === undefined ? undefined : guardOne(table, released, release, secret);
    const guarded = result?.tables[0];
    return result !== undefined && guarded !== undefined && isTellable(guarded)
      ? { guarded, cells: result.record.cells }
      : [];
  });
  if (told.length === 0) return undefined;
  return {
    participants: participantsOf(counted),
    dimensions: told.map(({ guarded }) => toldOf(guarded)),
    record: { release, cells: told.flatMap(({ cells }) => cells) },
  };
}

function guardOne(
  table: DisclosureTable,
  released: readonly ReleaseRecord[],
  release: string,
  secret: string,
): Extract<GuardResult, { ok: true }> | undefined {
  const contributors = table.cells.flatMap(({ contributions }) =>
    contributions.map(({ contributor }) => ({ id: contributor })),
  );
  const result = guardRelease({
    ...{ release, released, secret, contributors, tables: [table], rules: { k: FEWEST_PEOPLE } },
  });
  return result.ok ? result : undefined;
}

/** Who took part: at least as many as stated something. */
export function participantsOf({ took, stated }: Pick<Counted, "took" | "stated">): number {
  const sums = DIMENSIONS.map((dimension) =>
    stated.filter((one) => one.dimension === dimension).reduce((sum, { times }) => sum + times, 0),
  );
  return Math.max(took, ...sums);
}

/** A table of one dimension; undefined where it has no groups. */
function tableOf(counted: Counted, dimension: DimensionId): DisclosureTable | undefined {
  const tree = treeOf(dimension, counted.districts);
  if (tree === undefined) return undefined;
  const leaves = leavesOf(tree);
  const cells = new Map<string, Contribution[]>(leaves.map((leaf) => [leaf, []]));
  let answers = 0;
  for (const { dimension: own, category, quarter, times } of counted.stated) {
    if (own !== dimension) continue;
    // A district that the newest table does not have any more can be compared with nobody.
    const cell = cells.get(category);
    if (cell === undefined) continue;
    for (let n = 0; n < times; n++) cell.push(somebody(`${dimension} ${category} ${quarter} ${n}`));
    answers += times;
  }
  const silent = participantsOf(counted) - answers;
  cells.get("not-stated")!.push(...Array.from({ length: silent }, (_, n) => somebody(`silent ${n}`)));
  return {
    id: dimension,
    kind: "count",
    quantity: `heard ${counted.process} ${counted.period} ${dimension}`,
    // Who they say they are is told by nothing but these tables.
    dimensions: [{ id: dimension, all: tree, isSecret: true }],
    cells: [...cells].map(([leaf, contributions]) => ({ at: [leaf], contributions })),
  };
}

/** Answers have no names: each is one of its count, and the counts only grow. */
function somebody(contributor: string): Contribution {
  return { contributor, amount: 1 };
}

/**
 * Groups so that what has to be withheld costs least: those who call themselves otherwise are mostly few, and are told with
 * those who did not say, so that the figures of women and men stand.
 */
function treeOf(dimension: DimensionId, districts: readonly string[]): Category | undefined {
  const silent: Category = { id: "not-stated" };
  if (dimension === "sex")
    return {
      id: "all",
      parts: [
        { id: "stated", parts: [{ id: "woman" }, { id: "man" }] },
        { id: "other-or-not-stated", parts: [{ id: "other" }, silent] },
      ],
    };
  const groups = dimension === "age" ? AGE_BANDS.map(({ id }) => id) : districts;
  if (groups.length === 0) return undefined;
  return { id: "all", parts: [{ id: "stated", parts: groups.map((id) => ({ id })) }, silent] };
}

function leavesOf({ id, parts = [] }: Category): string[] {
  return parts.length === 0 ? [id] : parts.flatMap(leavesOf);
}

/** Whether so much may be told that it says something: all, who stated it, and most of the groups. */
function isTellable(table: GuardedTable): boolean {
  const told = new Map(table.cells.map((cell) => [cell.at[0], "value" in cell ? cell.value : null]));
  const groups = [...told].filter(([id]) => isGroup(id ?? ""));
  const withheld = groups.filter(([, value]) => value === null).length;
  return (
    told.get("all") !== null && (told.get("stated") ?? 0) > 0 && withheld <= MOST_WITHHELD * groups.length
  );
}

function isGroup(id: string): boolean {
  return !["all", "stated", "not-stated", "other", "other-or-not-stated"].includes(id);
}

function toldOf(table: GuardedTable): ToldDimension {
  const told = new Map(table.cells.map((cell) => [cell.at[0] ?? "", "value" in cell ? cell.value : null]));
  const value = (id: string): number | null => told.get(id) ?? null;
  return {
    dimension: table.id as DimensionId,
    stated: value("stated"),
    groups: [...told].filter(([id]) => isGroup(id)).map(([id, heard]) => ({ id, heard })),
    notStated: value("not-stated"),
    other: value("other"),
    otherOrNotStated: value("other-or-not-stated"),
  };
}
