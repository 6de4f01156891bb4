import { sha256, toHex, utf8 } from "../hash.ts";
import { type LaidCell, layTable } from "./layout.ts";
import { type Model, modelOf } from "./model.ts";
import { primaryReason } from "./primary.ts";
import { isProtected, protect } from "./suppression.ts";
import {
  type Contributor,
  DEFAULT_RULES,
  type DisclosureFault,
  type DisclosureRules,
  type DisclosureTable,
  type GuardedCell,
  type GuardedTable,
  type ReleasedCell,
  type ReleaseRecord,
  type SuppressionReason,
} from "./table.ts";

/** Most cells of one release, totals included: the solver keeps whole matrices in memory. */
const MOST_CELLS = 2000;

/** What is to be published together. */
export type Release = {
  /** Its name among the city's releases. */
  readonly release: string;
  readonly tables: readonly DisclosureTable[];
  readonly contributors: readonly Contributor[];
  /** Every earlier release, as it was remembered. */
  readonly released: readonly ReleaseRecord[];
  readonly rules?: Partial<DisclosureRules>;
  /**
   * A text nobody outside knows. Which of equally good cells is withheld for another's sake follows from it, so that
   * it cannot be followed back to the cell that needed it.
   */
  readonly secret: string;
};

/** The tables as they may leave, and what to remember once they have; or why none may. */
export type GuardResult =
  | {
      readonly ok: true;
      readonly tables: readonly GuardedTable[];
      readonly record: ReleaseRecord;
      /** Quantities of which earlier releases give something away by themselves: nothing new is told of them. */
      readonly outAlready: readonly string[];
    }
  | { readonly ok: false; readonly reason: DisclosureFault };

/** Decides which cells of a release may be told, given everything that was told before. Deterministic. */
export function guardRelease(release: Release): GuardResult {
  const rules = { ...DEFAULT_RULES, ...release.rules };
  const laid = layRelease(release, rules);
  if (!laid.ok) return laid;
  const reasons = new Map<LaidCell, SuppressionReason>();
  const outAlready: string[] = [];
  for (const [quantity, cells] of Map.groupBy(laid.cells, (cell) => cell.quantity)) {
    const released = release.released.flatMap((record) =>
      record.cells.filter((cell) => cell.quantity === quantity),
    );
    const guarded = guardQuantity(cells, released, rules, release.secret);
    for (const [cell, reason] of guarded.reasons) reasons.set(cell, reason);
    if (guarded.isOutAlready) outAlready.push(quantity);
  }
  const byTable = Map.groupBy(laid.cells, (cell) => cell.table);
  const tables = release.tables.map(
    ({ id, quantity }): GuardedTable => ({
      id,
      quantity,
      cells: (byTable.get(id) ?? []).map((cell): GuardedCell => {
        const suppressed = reasons.get(cell);
        return suppressed === undefined ? { at: cell.at, value: cell.value } : { at: cell.at, suppressed };
      }),
    }),
  );
  const record = {
    release: release.release,
    cells: laid.cells.map(
      (cell): ReleasedCell => ({
        table: cell.table,
        at: cell.at,
        kind: cell.kind,
        quantity: cell.quantity,
        value: reasons.has(cell) ? null : cell.value,
        contributions: cell.contributions,
        emptyPlaces: cell.emptyPlaces,
      }),
    ),
  };
  return { ok: true, tables, record, outAlready };
}

function layRelease(
  release: Release,
  rules: DisclosureRules,
): { ok: true; cells: readonly LaidCell[] } | { ok: false; reason: DisclosureFault } {
  const { k, closest } = rules;
  if (!Number.isSafeInteger(k) || k < 1) return fault({ code: "k-below-one", k });
  if (!(closest > 0 && closest < 1)) return fault({ code: "closest-not-a-share", closest });
  if (release.released.some((record) => record.release === release.release)) {
    return fault({ code: "release-twice", release: release.release });
  }
  const isPublic = new Map<string, boolean>();
  for (const { id, isPublic: itIs = false } of release.contributors) {
    if (isPublic.has(id)) return fault({ code: "contributor-twice", contributor: id });
    isPublic.set(id, itIs);
  }
  const kinds = new Map<string, "count" | "sum">();
  for (const { quantity, kind } of release.released.flatMap((record) => record.cells)) {
    kinds.set(quantity, kind);
  }
  const amounts = new Map<string, number>();
  const tables = new Set<string>();
  const cells: LaidCell[] = [];
  for (const table of release.tables) {
    if (tables.has(table.id)) return fault({ code: "table-twice", table: table.id });
    tables.add(table.id);
    const { quantity } = table;
    if ((kinds.get(quantity) ?? table.kind) !== table.kind) {
      return fault({ code: "quantity-of-two-kinds", quantity });
    }
    kinds.set(quantity, table.kind);
    const laid = layTable(table, isPublic);
    if (!laid.ok) return laid;
    for (const { contributor, part = "", amount } of table.cells.flatMap((cell) => cell.contributions)) {
      const key = JSON.stringify([quantity, contributor, part]);
      if ((amounts.get(key) ?? amount) !== amount) {
        return fault({ code: "amounts-differ", table: table.id, contributor, part });
      }
      amounts.set(key, amount);
    }
    cells.push(...laid.cells);
  }
  if (cells.length > MOST_CELLS) {
    return fault({ code: "too-many-cells", have: cells.length, most: MOST_CELLS });
  }
  return { ok: true, cells };
}

function guardQuantity(
  cells: readonly LaidCell[],
  released: readonly ReleasedCell[],
  rules: DisclosureRules,
  secret: string,
): { reasons: ReadonlyMap<LaidCell, SuppressionReason>; isOutAlready: boolean } {
  const reasons = new Map<LaidCell, SuppressionReason>();
  for (const cell of cells) {
    const reason = primaryReason(cell, rules);
    if (reason !== undefined) reasons.set(cell, reason);
  }
  const model = modelOf(cells, released, rules);
  const { told, isOutAlready } = protect(model, costsOf(model, cells, secret));
  const withheld = model.rows.flatMap(({ cells: indices }, row) => (told[row] ? [] : indices));
  if (withheld.length === 0) return { reasons, isOutAlready };
  const alone = released.length === 0 ? undefined : modelOf(cells, [], rules);
  for (const index of withheld) {
    reasons.set(cells[index]!, neededAlone(alone, index, withheld) ? "complementary" : "differencing");
  }
  return { reasons, isOutAlready };
}

/** Whether a cell would have to be withheld, with the others that are, if nothing had been released before. */
function neededAlone(alone: Model | undefined, cell: number, withheld: readonly number[]): boolean {
  if (alone === undefined) return true;
  const others = new Set(withheld.filter((index) => index !== cell));
  const told = alone.rows.map(({ cells }) => !cells.some((index) => others.has(index)));
  return !isProtected(alone, told);
}

/**
 * What withholding costs: totals are read by more people than their parts. Beyond that it does not depend on figures,
 * for a rule that takes the smallest could be followed back; which of equals goes is drawn with the secret.
 */
function costsOf(model: Model, cells: readonly LaidCell[], secret: string): number[] {
  return model.rows.map(({ cells: indices, height }) => {
    const first = cells[indices[0] ?? -1];
    if (first === undefined) return 1;
    const text = JSON.stringify([secret, first.table, first.at]);
    const drawn = Number.parseInt(toHex(sha256(utf8(text))).slice(0, 8), 16) / 2 ** 32;
    return 1 + 2 * height + drawn / 2;
  });
}

function fault(reason: DisclosureFault): { ok: false; reason: DisclosureFault } {
  return { ok: false, reason };
}
