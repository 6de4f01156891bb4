import { describe, expect, it } from "vitest";
import { dominanceGap, primaryReason } from "./primary.ts";
import { DEFAULT_RULES } from "./table.ts";

describe("the p %-rule", () => {
  it("asks that the others make up 10 % of the largest, the second aside", () => {
    // Who has 300 of 1,400 knows that the largest is at most 1,100: exactly 10 % above 1,000.
    expect(dominanceGap([1000, 300, 60, 40], 0.1)).toBeCloseTo(0, 9);
    expect(dominanceGap([1000, 300, 60, 39], 0.1)).toBeCloseTo(1, 9);
    expect(dominanceGap([1000, 300, 60, 41], 0.1)).toBeCloseTo(-1, 9);
  });
});

describe("a cell by itself", () => {
  const cell = (kind: "count" | "sum", amounts: readonly number[], emptyPlaces: readonly string[] = []) => ({
    kind,
    emptyPlaces,
    contributions: amounts.map((amount, index) => ({ contributor: `p${index}`, amount })),
  });

  it.each([
    ["four people", cell("count", [1, 1, 1, 1]), "few"],
    ["five people", cell("count", [1, 1, 1, 1, 1]), undefined],
    ["nobody, of somebody", cell("count", [], ["there"]), "few"],
    ["nobody, of nobody", cell("count", []), undefined],
    ["no amount", cell("sum", []), undefined],
    ["four amounts", cell("sum", [1, 1, 1, 1]), "few"],
    ["five equal amounts", cell("sum", [1, 1, 1, 1, 1]), undefined],
    ["five amounts, one of them nearly all", cell("sum", [100, 3, 3, 3, 3]), "dominance"],
  ] as const)("of %s", (_, given, reason) => {
    expect(primaryReason(given, DEFAULT_RULES)).toBe(reason);
  });

  it("counts people, not their parts", () => {
    const contributions = ["heat", "light", "lift", "pump", "oven"].map((part) => ({
      contributor: "one",
      part,
      amount: 10,
    }));
    expect(primaryReason({ kind: "sum", contributions, emptyPlaces: [] }, DEFAULT_RULES)).toBe("few");
  });
});
