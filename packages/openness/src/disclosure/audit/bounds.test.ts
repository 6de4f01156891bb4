import loadHighs from "highs";
import { describe, expect, it } from "vitest";
import type { GuardedTable } from "../table.ts";
import { contributorsOf, countTable, dimension, people } from "../tables.fixture.ts";
import { boundAsInsider, boundAsOutsider } from "./bounds.ts";
import { knownCells } from "./known.ts";

const highs = await loadHighs();

describe("bounds", () => {
  // Totals 10 and 20 by use, 4 and 26 by answer; all four cells are withheld, of which one holds 3.
  const table = countTable([dimension("use", ["a", "b"]), dimension("answer", ["cold", "right"], true)], {
    "a/cold": people(0, 3),
    "a/right": people(3, 10),
    "b/cold": people(10, 11),
    "b/right": people(11, 30),
  });
  const values = { "all/all": 30, "a/all": 10, "b/all": 20, "all/right": 26 };
  const told = (more: Readonly<Record<string, number>>): GuardedTable => ({
    id: "table",
    quantity: "2025",
    cells: ["all", "a", "b"].flatMap((use) =>
      ["all", "cold", "right"].map((answer) => {
        const value = ({ ...values, ...more } as Readonly<Record<string, number>>)[`${use}/${answer}`];
        return value === undefined
          ? { at: [use, answer], suppressed: "few" as const }
          : { at: [use, answer], value };
      }),
    ),
  });
  const attack = (guarded: GuardedTable) => {
    const history = [
      { release: "r", tables: [table], contributors: contributorsOf(table), guarded: [guarded] },
    ];
    const cells = knownCells(history).get("2025")!;
    return [boundAsOutsider(highs, cells, 5, 0.1), boundAsInsider(highs, cells, 5, 0.1)];
  };

  it("are found by whoever knows that the cold are 30 − 26 = 4: each of them is one of these", () => {
    for (const found of attack(told({}))) {
      const cells = found.map(({ cell, from, to }) => [cell, Math.round(from), Math.round(to)]);
      expect(cells).toContainEqual(["1:table[a, cold]", 0, 4]);
      expect(cells).toContainEqual(["1:table[b, cold]", 0, 4]);
    }
  });

  it("are none where the small total is withheld with another", () => {
    const { "all/right": _, ...rest } = values;
    const guarded = told({});
    const open = {
      ...guarded,
      cells: guarded.cells.map((cell) => {
        const place = cell.at.join("/");
        return place in rest ? cell : { at: cell.at, suppressed: "few" as const };
      }),
    };
    expect(attack(open)).toEqual([[], []]);
  });
});
