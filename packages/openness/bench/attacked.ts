import type { Highs } from "highs";
import { auditReleases, type Leak } from "../src/disclosure/audit/audit.ts";
import type { AuditedRelease } from "../src/disclosure/audit/known.ts";
import type { Wish } from "../src/disclosure/histories.fixture.ts";
import { DEFAULT_RULES, guardRelease, type ReleaseRecord, type SuppressionReason } from "../src/index.ts";

/** Counts that add up over histories. */
export type Tally = {
  readonly histories: number;
  readonly releases: number;
  readonly cells: Readonly<Record<"told" | SuppressionReason, number>>;
  /** Of each history's first release. */
  readonly firstCells: Readonly<Record<"told" | SuppressionReason, number>>;
  readonly leaks: Readonly<Record<Leak["attack"], number>>;
  /** What was found, for whoever looks at it again. */
  readonly found: readonly string[];
  /** Of each release, in milliseconds. */
  readonly guardMs: readonly number[];
};

const noCells = { told: 0, few: 0, dominance: 0, complementary: 0, differencing: 0 };

/** Guards a history release by release, then attacks all of it. */
export function attackHistory(highs: Highs, name: string, history: readonly Wish[]): Tally {
  const released: ReleaseRecord[] = [];
  const audited: AuditedRelease[] = [];
  const cells = { ...noCells };
  const firstCells = { ...noCells };
  const guardMs: number[] = [];
  for (const wish of history) {
    const start = performance.now();
    const result = guardRelease({ ...wish, released, secret: name });
    guardMs.push(performance.now() - start);
    if (!result.ok) throw new Error(`${name}, ${wish.release}: ${result.reason.code}`);
    for (const cell of result.tables.flatMap((table) => table.cells)) {
      const told = "value" in cell ? "told" : cell.suppressed;
      cells[told]++;
      if (released.length === 0) firstCells[told]++;
    }
    released.push(result.record);
    audited.push({ ...wish, guarded: result.tables });
  }
  const leaks = { subtraction: 0, bounds: 0, comparison: 0, "earlier-bounds": 0 };
  const found: string[] = [];
  for (const { attack, what } of auditReleases(highs, audited, DEFAULT_RULES)) {
    leaks[attack]++;
    if (attack !== "earlier-bounds") found.push(`${name}, ${attack}: ${what}`);
  }
  return { histories: 1, releases: history.length, cells, firstCells, leaks, found, guardMs };
}

export function addUp(tallies: readonly Tally[]): Tally {
  const sumOf = <Key extends string>(records: readonly Readonly<Record<Key, number>>[]) => {
    const sum = {} as Record<Key, number>;
    for (const record of records) {
      for (const key of Object.keys(record) as Key[]) sum[key] = (sum[key] ?? 0) + record[key];
    }
    return sum;
  };
  return {
    histories: tallies.reduce((sum, { histories }) => sum + histories, 0),
    releases: tallies.reduce((sum, { releases }) => sum + releases, 0),
    cells: sumOf(tallies.map((tally) => tally.cells)),
    firstCells: sumOf(tallies.map((tally) => tally.firstCells)),
    leaks: sumOf(tallies.map((tally) => tally.leaks)),
    found: tallies.flatMap((tally) => tally.found),
    guardMs: tallies.flatMap((tally) => tally.guardMs),
  };
}
