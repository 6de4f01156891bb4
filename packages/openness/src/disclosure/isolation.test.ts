import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { reduceExactly } from "./audit/exact.ts";
import { isolate } from "./audit/subtraction.ts";
import { isolated } from "./isolation.ts";

const k = 5;

type Case = {
  /** By atom: who is in it. */
  readonly who: readonly (readonly string[])[];
  readonly rows: readonly (readonly number[])[];
};

/** By definition: is there a set of atoms with fewer than k people that carries a vector of what the rows span? */
function isIsolatedByDefinition({ who, rows }: Case): boolean {
  const matrix = rows.map((row) => who.map((_, atom) => (row.includes(atom) ? 1 : 0)));
  const rank = reduceExactly(matrix).length;
  for (let set = 1; set < 2 ** who.length; set++) {
    const isIn = (atom: number) => (set & (1 << atom)) !== 0;
    const people = new Set(who.flatMap((ids, atom) => (isIn(atom) ? ids : [])));
    if (people.size >= k) continue;
    const outside = matrix.map((row) => row.map((entry, atom) => (isIn(atom) ? 0 : entry)));
    if (reduceExactly(outside).length < rank) return true;
  }
  return false;
}

const cases = fc
  .integer({ min: 1, max: 7 })
  .chain((atoms) =>
    fc.record({
      // Some people have parts in several atoms.
      sizes: fc.array(fc.integer({ min: 1, max: 6 }), { minLength: atoms, maxLength: atoms }),
      shared: fc.array(fc.boolean(), { minLength: atoms, maxLength: atoms }),
      rows: fc.array(fc.subarray([...Array(atoms).keys()], { minLength: 1 }), { minLength: 1, maxLength: 6 }),
    }),
  )
  .map(
    ({ sizes, shared, rows }): Case => ({
      who: sizes.map((size, atom) =>
        Array.from({ length: size }, (_, index) => (shared[atom] ? `shared ${index}` : `${atom} ${index}`)),
      ),
      rows,
    }),
  );

describe("a combination of few", () => {
  it("is found exactly where there is one, by the guard and by the attacker", () => {
    fc.assert(
      fc.property(cases, ({ who, rows }) => {
        const truth = isIsolatedByDefinition({ who, rows });
        const atoms = who.map((ids) => ({
          amounts: new Map(ids.map((id) => [id, 1])),
          value: ids.length,
        }));
        expect(isolated(atoms, rows, k) !== undefined).toBe(truth);
        const cells = rows.map((row) => ({
          release: 0,
          table: "t",
          at: [row.join()],
          kind: "count" as const,
          told: 1,
          unknowns: row.flatMap((atom) =>
            who[atom]!.map((contributor) => ({ key: `${contributor}\n${atom}`, contributor, amount: 1 })),
          ),
          finest: [],
          isVoid: false,
        }));
        expect(isolate(cells, k, 0.1) !== undefined).toBe(truth);
      }),
      { numRuns: 1500 },
    );
  });

  it("is named with its factors", () => {
    const atoms = [10, 2, 10].map((size, atom) => ({
      amounts: new Map(Array.from({ length: size }, (_, index) => [`${atom} ${index}`, 1])),
      value: size,
    }));
    expect(
      isolated(
        atoms,
        [
          [0, 1, 2],
          [0, 2],
        ],
        k,
      ),
    ).toEqual([[1, 1]]);
    expect(isolated(atoms, [[0, 1, 2], [0]], k)).toBeUndefined();
  });
});
