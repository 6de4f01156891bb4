import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { guardRelease } from "./guard.ts";
import { simulateHistory } from "./histories.fixture.ts";
import { layTable, placeOf } from "./layout.ts";
import type { GuardedTable, ReleaseRecord } from "./table.ts";

const seeds = fc.integer({ min: 0, max: 2 ** 30 });

function guard(seed: number, k: number) {
  const released: ReleaseRecord[] = [];
  return simulateHistory(seed, 3).map((wish) => {
    const result = guardRelease({ ...wish, released: [...released], secret: "s", rules: { k } });
    if (!result.ok) throw new Error(result.reason.code);
    released.push(result.record);
    return { wish, ...result };
  });
}

function withheld(tables: readonly GuardedTable[], reasons: readonly string[]): Set<string> {
  return new Set(
    tables.flatMap(({ id, cells }) =>
      cells.flatMap((cell) =>
        "suppressed" in cell && reasons.includes(cell.suppressed) ? `${id} ${placeOf(cell.at)}` : [],
      ),
    ),
  );
}

const all = ["few", "dominance", "complementary", "differencing"];

describe("whatever is released", () => {
  it("what is told is true, and every cell is told or withheld", () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        for (const { wish, tables, record } of guard(seed, 5)) {
          for (const [index, table] of wish.tables.entries()) {
            const isPublic = new Map(wish.contributors.map(({ id, isPublic: itIs = false }) => [id, itIs]));
            const laid = layTable(table, isPublic);
            if (!laid.ok) throw new Error(laid.reason.code);
            const cells = tables[index]!.cells;
            expect(cells.map(({ at }) => at)).toEqual(laid.cells.map(({ at }) => at));
            for (const [place, cell] of cells.entries()) {
              if ("value" in cell) expect(cell.value).toBe(laid.cells[place]!.value);
            }
          }
          const told = tables.flatMap(({ cells }) => cells.filter((cell) => "value" in cell));
          expect(record.cells.filter(({ value }) => value !== null)).toHaveLength(told.length);
        }
      }),
      { numRuns: 60 },
    );
  });

  it("nothing is withheld where every cell has twelve equals", () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        const [wish] = simulateHistory(seed, 1);
        const tables = wish!.tables.map((table) => ({
          ...table,
          kind: "sum" as const,
          cells: table.cells.map(({ at }, index) => ({
            at,
            contributions: Array.from({ length: 12 }, (_, who) => ({
              contributor: `${index} ${who}`,
              part: table.id,
              amount: 10,
            })),
          })),
        }));
        const most = Math.max(...tables.map(({ cells }) => cells.length));
        const contributors = Array.from({ length: most * 12 }, (_, index) => ({
          id: `${Math.floor(index / 12)} ${index % 12}`,
        }));
        const result = guardRelease({ release: "r", tables, contributors, released: [], secret: "s" });
        expect(result.ok && withheld(result.tables, all)).toEqual(new Set());
      }),
      { numRuns: 60 },
    );
  });

  it("what is too few for k is withheld for every larger k", () => {
    fc.assert(
      fc.property(seeds, fc.integer({ min: 1, max: 8 }), (seed, k) => {
        const [fewer] = guard(seed, k);
        const [more] = guard(seed, k + 1);
        expect(withheld(fewer!.tables, ["few"]).isSubsetOf(withheld(more!.tables, all))).toBe(true);
      }),
      { numRuns: 60 },
    );
  });

  it("is guarded the same when it is guarded again", () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        expect(guard(seed, 5)).toEqual(guard(seed, 5));
      }),
      { numRuns: 10 },
    );
  });
});
