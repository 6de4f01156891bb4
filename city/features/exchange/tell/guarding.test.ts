import type { DisclosureTable } from "@husting/openness";
import { describe, expect, test } from "vitest";
import { contributionsOf, energyOfYear, type Guarding, guardTables } from "./guarding.ts";

/** Two houses with six and three homes, and a school. */
const homes = new Map<number, readonly string[]>([
  [1, ["a", "b", "c", "d", "e", "f"].map((id) => `home:${id}`)],
  [2, ["g", "h", "i"].map((id) => `home:${id}`)],
]);
const used = {
  1: { buildingId: 1, kwh: 60_000 },
  2: { buildingId: 2, kwh: 30_000 },
  3: { buildingId: 3, kwh: 500_000 },
};
const guarding: Guarding = { released: [], release: "first", secret: "secret" };

const table = (id: string, buildings: readonly (1 | 2 | 3)[]): DisclosureTable => ({
  id,
  kind: "sum",
  quantity: energyOfYear("district-heat", 2025),
  dimensions: [{ id: "of", all: { id }, isSecret: false }],
  cells: [{ at: [id], contributions: buildings.flatMap((of) => contributionsOf(used[of], homes)) }],
});
const isTold = (release: Guarding, ...tables: readonly DisclosureTable[]): boolean => {
  const result = guardTables(release, tables);
  if (!result.ok) throw new Error(result.reason.code);
  return result.tables.every(({ cells }) => cells.every((cell) => "value" in cell));
};

describe("figures of houses", () => {
  test("are told of five homes or more, and of a house of which no home is known only as one home", () => {
    expect(isTold(guarding, table("nine homes", [1, 2]))).toBe(true);
    expect(isTold(guarding, table("three homes", [2]))).toBe(false);
    expect(contributionsOf({ buildingId: 9, kwh: 5 }, new Map([[9, []]]))).toEqual([
      { contributor: "home:building-9", amount: 5 },
    ]);
  });

  test("of other buildings stand on the city's own pages and need no protection", () => {
    expect(isTold(guarding, table("school", [3]))).toBe(true);
  });

  test("are not told of a measure when a year that was told before leaves three homes by subtraction", () => {
    const before = guardTables({ ...guarding, release: "year" }, [table("housing", [1, 2])]);
    if (!before.ok) throw new Error(before.reason.code);
    expect(isTold({ ...guarding, released: [before.record] }, table("measure at the large house", [1]))).toBe(
      false,
    );
    expect(isTold(guarding, table("measure at the large house", [1]))).toBe(true);
    // Told first, the measure stays and the year's figure is withheld.
    const measure = guardTables({ ...guarding, release: "measure" }, [
      table("measure at the large house", [1]),
    ]);
    if (!measure.ok) throw new Error(measure.reason.code);
    expect(isTold({ ...guarding, released: [measure.record] }, table("housing", [1, 2]))).toBe(false);
  });
});
