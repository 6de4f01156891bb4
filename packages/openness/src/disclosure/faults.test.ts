import { describe, expect, it } from "vitest";
import { guardRelease, type Release } from "./guard.ts";
import type { DisclosureTable } from "./table.ts";
import { contributorsOf, countTable, dimension, people, sumTable } from "./tables.fixture.ts";

const use = dimension("use", ["school", "office"]);
const table = countTable([use], { school: people(0, 9), office: people(9, 20) });
const contributors = contributorsOf(table);

function faultOf(change: Partial<Release>) {
  const release = { release: "r", tables: [table], contributors, released: [], secret: "s" };
  const result = guardRelease({ ...release, ...change });
  return result.ok ? undefined : result.reason;
}

function withCells(cells: DisclosureTable["cells"], rest: Partial<DisclosureTable> = {}) {
  return faultOf({ tables: [{ ...table, cells, ...rest }] });
}

const one = [{ contributor: "p0", amount: 1 }];

describe("what cannot be guarded is named", () => {
  it("nothing, when all is well", () => {
    expect(faultOf({})).toBeUndefined();
    expect(faultOf({ tables: [{ ...table, stated: [{ at: ["all"], value: 20 }] }] })).toBeUndefined();
  });

  it.each([0, -1, 2.5, Number.NaN])("k of %d", (k) => {
    expect(faultOf({ rules: { k } })).toEqual({ code: "k-below-one", k });
  });

  it.each([0, 1, Number.NaN])("a closest share of %d", (closest) => {
    expect(faultOf({ rules: { closest } })).toEqual({ code: "closest-not-a-share", closest });
  });

  it("what is there twice", () => {
    expect(faultOf({ released: [{ release: "r", cells: [] }] })).toEqual({
      code: "release-twice",
      release: "r",
    });
    expect(faultOf({ tables: [table, table] })).toEqual({ code: "table-twice", table: "table" });
    expect(faultOf({ contributors: [...contributors, { id: "p3" }] })).toEqual({
      code: "contributor-twice",
      contributor: "p3",
    });
    const dimensions = [dimension("use", ["school", "school"])];
    expect(faultOf({ tables: [{ ...table, dimensions }] })).toMatchObject({
      code: "category-twice",
      category: "school",
    });
    const cell = { at: ["school"], contributions: [] };
    expect(withCells([cell, cell])).toMatchObject({ code: "cell-twice", at: ["school"] });
    expect(
      withCells([
        { at: ["school"], contributions: one },
        { at: ["office"], contributions: one },
      ]),
    ).toMatchObject({ code: "contribution-twice", contributor: "p0" });
  });

  it("a place that is none, or is divided further", () => {
    expect(withCells([{ at: ["church"], contributions: [] }])).toMatchObject({ code: "not-a-cell" });
    expect(withCells([{ at: [], contributions: [] }])).toMatchObject({ code: "not-a-cell" });
    expect(withCells([{ at: ["all"], contributions: [] }])).toMatchObject({ code: "not-a-finest-cell" });
  });

  it("a contributor nobody knows", () => {
    const contributions = [{ contributor: "stranger", amount: 1 }];
    expect(withCells([{ at: ["school"], contributions }])).toMatchObject({
      code: "contributor-unknown",
      contributor: "stranger",
    });
  });

  it("an amount that cannot be", () => {
    const cells = (amount: number) => [{ at: ["school"], contributions: [{ contributor: "p0", amount }] }];
    for (const amount of [2, 0, Number.NaN]) {
      expect(withCells(cells(amount))).toMatchObject({ code: "amount-not-countable" });
    }
    for (const amount of [-1, Number.NaN, Number.POSITIVE_INFINITY]) {
      expect(withCells(cells(amount), { kind: "sum" })).toMatchObject({ code: "amount-not-countable" });
    }
  });

  it("totals that do not add up", () => {
    const stated = [{ at: ["all"], value: 21 }];
    expect(faultOf({ tables: [{ ...table, stated }] })).toEqual({
      code: "total-differs",
      table: "table",
      at: ["all"],
      stated: 21,
      found: 20,
    });
  });

  it("two tables that contradict each other", () => {
    const sums = (amount: number) => sumTable([use], { school: [["p0", amount]] });
    const tables = [sums(1), { ...sums(2), id: "other" }];
    expect(faultOf({ tables })).toMatchObject({ code: "amounts-differ", contributor: "p0" });
    expect(faultOf({ tables: [table, { ...sums(1), id: "other" }] })).toEqual({
      code: "quantity-of-two-kinds",
      quantity: "2025",
    });
  });

  it("more cells than can be guarded at once", () => {
    const long = (id: string) => dimension(id, people(0, 50));
    const large = { ...table, dimensions: [long("a"), long("b")], cells: [] };
    expect(faultOf({ tables: [large] })).toEqual({ code: "too-many-cells", have: 2601, most: 2000 });
  });
});
