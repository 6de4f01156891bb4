import loadHighs from "highs";
import { describe, expect, it } from "vitest";
import { guardRelease } from "../guard.ts";
import { simulateHistory, type Wish } from "../histories.fixture.ts";
import { DEFAULT_RULES, type GuardedTable, type ReleaseRecord } from "../table.ts";
import { auditReleases, type Leak } from "./audit.ts";
import type { AuditedRelease } from "./known.ts";

const highs = await loadHighs();
const seeds = Array.from({ length: 40 }, (_, index) => 500_000 + index);

type Guarded = { wish: Wish; tables: readonly GuardedTable[]; record: ReleaseRecord };

function guardOf(wish: Wish, released: readonly ReleaseRecord[]): Guarded {
  const result = guardRelease({ ...wish, released, secret: "s" });
  if (!result.ok) throw new Error(result.reason.code);
  return { wish, ...result };
}

const histories = seeds.map((seed) => {
  const released: ReleaseRecord[] = [];
  return simulateHistory(seed).map((wish) => {
    const guarded = guardOf(wish, released);
    released.push(guarded.record);
    return guarded;
  });
});

/** What is found where all histories go out under a guard that is worse than ours. */
function attacked(guard: (guarded: Guarded) => readonly GuardedTable[]): Leak[] {
  return histories.flatMap((history) => {
    const audited = history.map((one): AuditedRelease => ({ ...one.wish, guarded: guard(one) }));
    return auditReleases(highs, audited, DEFAULT_RULES);
  });
}

/** Tells what was withheld for some reasons all the same. */
function telling({ tables, record }: Guarded, reasons: readonly string[]): GuardedTable[] {
  return tables.map((table) => ({
    ...table,
    cells: table.cells.map((cell) => {
      if ("value" in cell || !reasons.includes(cell.suppressed)) return cell;
      const known = record.cells.find(({ table: id, at }) => id === table.id && at === cell.at);
      const value = known?.contributions.reduce((sum, { amount }) => sum + amount, 0) ?? 0;
      return { at: cell.at, value };
    }),
  }));
}

const attacks = (leaks: readonly Leak[]) => new Set(leaks.map(({ attack }) => attack));

describe("the attacker", () => {
  it("finds nothing where the guard has been", () => {
    const leaks = attacked(({ tables }) => tables);
    expect(leaks.filter(({ attack }) => attack !== "earlier-bounds")).toEqual([]);
  });

  it("finds small cells where there is no guard", () => {
    const leaks = attacked((one) => telling(one, ["few", "dominance", "complementary", "differencing"]));
    expect(attacks(leaks)).toEqual(new Set(["subtraction", "comparison"]));
    expect(leaks.length).toBeGreaterThan(500);
  });

  it("finds them by all means where nothing but they is withheld", () => {
    const leaks = attacked((one) => telling(one, ["complementary", "differencing"]));
    for (const attack of ["subtraction", "comparison", "bounds"]) expect(attacks(leaks)).toContain(attack);
  });

  it("finds what releases give away together that are guarded one by one", () => {
    const leaks = attacked(({ wish }) => guardOf(wish, []).tables);
    expect(attacks(leaks)).toContain("comparison");
    expect(attacks(leaks)).not.toContain("subtraction");
  });

  it("finds what one cell more gives away, wherever one is told that was withheld for others' sake", () => {
    let [found, tried] = [0, 0];
    for (const [first] of histories) {
      const { wish, tables, record } = first!;
      for (const cell of tables.flatMap((table) => table.cells)) {
        if (!("suppressed" in cell) || cell.suppressed !== "complementary") continue;
        const isIt = (one: GuardedTable["cells"][number]) => one === cell;
        const only = tables.map((table) => ({
          ...table,
          cells: table.cells.map((one) =>
            "value" in one || isIt(one) ? one : { at: one.at, suppressed: "few" as const },
          ),
        }));
        const guarded = telling({ wish, tables: only, record }, ["complementary"]);
        tried++;
        if (auditReleases(highs, [{ ...wish, guarded }], DEFAULT_RULES).length > 0) found++;
      }
    }
    expect(tried).toBeGreaterThan(100);
    // The guard also reckons with what contributors know themselves, and the attacker is none of them.
    expect(found / tried).toBeGreaterThan(0.8);
  });
});
