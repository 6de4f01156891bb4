import { describe, expect, it } from "vitest";
import { guardRelease } from "./guard.ts";
import { type DisclosureTable, publicCells, type ReleaseRecord } from "./table.ts";
import { contributorsOf, countTable, dimension, people, shown, sumTable } from "./tables.fixture.ts";

function guard(table: DisclosureTable, released: readonly ReleaseRecord[] = [], isPublic = "") {
  const contributors = contributorsOf(table).map(({ id }) => ({ id, isPublic: id === isPublic }));
  const release = `release ${released.length}`;
  const result = guardRelease({ release, tables: [table], contributors, released, secret: "s" });
  if (!result.ok) throw new Error(result.reason.code);
  return { ...result, shown: shown(result.tables) };
}

const use = dimension("use", ["school", "office"]);
const answer = dimension("answer", ["cold", "right"], true);

describe("one release", () => {
  it("tells everything when no cell is small", () => {
    const table = countTable([use, answer], {
      "school/cold": people(0, 5),
      "school/right": people(5, 25),
      "office/cold": people(25, 37),
      "office/right": people(37, 60),
    });
    expect(guard(table).shown).toEqual({
      "all/all": 60,
      "all/cold": 17,
      "all/right": 43,
      "school/all": 25,
      "school/cold": 5,
      "school/right": 20,
      "office/all": 35,
      "office/cold": 12,
      "office/right": 23,
    });
  });

  it("withholds all four cells of a table of two by two in which one is small, and no total", () => {
    const table = countTable([use, answer], {
      "school/cold": people(0, 3),
      "school/right": people(3, 25),
      "office/cold": people(25, 37),
      "office/right": people(37, 60),
    });
    // 25 − 22 = 3 and 15 − 12 = 3 would both give it away; with three cells withheld 12 = 35 − 23 gives them all.
    expect(guard(table).shown).toEqual({
      "all/all": 60,
      "all/cold": 15,
      "all/right": 45,
      "school/all": 25,
      "school/cold": "few",
      "school/right": "complementary",
      "office/all": 35,
      "office/cold": "complementary",
      "office/right": "complementary",
    });
  });

  it("withholds one sibling of a small use, and leaves groups and total", () => {
    const table = countTable(
      [
        dimension("use", [
          { id: "learning", parts: ["school", "library"] },
          { id: "working", parts: ["office", "health"] },
        ]),
      ],
      { school: people(0, 3), library: people(3, 13), office: people(13, 33), health: people(33, 45) },
    );
    expect(guard(table).shown).toEqual({
      all: 45,
      learning: 13,
      school: "few",
      library: "complementary",
      working: 32,
      office: 20,
      health: 12,
    });
  });

  it("does not tell a pair of small cells by their sum: 1 + 3 people are fewer than five", () => {
    const table = countTable([dimension("use", ["a", "b", "c", "d"])], {
      a: people(0, 1),
      b: people(1, 4),
      c: people(4, 24),
      d: people(24, 34),
    });
    const cells = guard(table).shown;
    expect([cells.a, cells.b]).toEqual(["few", "few"]);
    expect([cells.c, cells.d].filter((cell) => cell === "complementary")).toHaveLength(1);
  });

  it("does not tell that a whole group gave one answer", () => {
    const table = countTable([use, answer], {
      "school/cold": people(0, 8),
      "office/cold": people(8, 20),
      "office/right": people(20, 50),
    });
    const cells = guard(table).shown;
    expect(cells["school/right"]).toBe("few");
    expect(cells["school/cold"]).toBe("complementary");
  });

  it("tells that there is nobody where everybody can see it", () => {
    const table = countTable([use, answer], {
      "school/cold": people(0, 8),
      "school/right": people(8, 20),
    });
    expect(guard(table).shown).toMatchObject({ "office/all": 0, "office/cold": 0, "office/right": 0 });
  });

  it("does not tell a sum that is nearly one contributor's, unless that one is public", () => {
    const table = sumTable([dimension("use", ["homes", "other"])], {
      homes: [...people(0, 6).map((id) => [id, 2] as const), ["giant", 1000]],
      other: people(6, 16).map((id) => [id, 300] as const),
    });
    expect(guard(table).shown).toEqual({ all: 4012, homes: "dominance", other: "complementary" });
    expect(guard(table, [], "giant").shown).toEqual({ all: 4012, homes: 1012, other: 3000 });
  });

  it("protects by a cell in which nobody knows nearly all: a giant would know the rest", () => {
    const three = people(0, 3).map((id) => [id, 10] as const);
    const table = sumTable([dimension("use", ["few", "giants", "equals"])], {
      few: three,
      giants: [["giant", 1000], ...people(3, 8).map((id) => [id, 30] as const)],
      equals: people(8, 18).map((id) => [id, 10] as const),
    });
    const cells = guard(table).shown;
    expect(cells.few).toBe("few");
    expect(cells.all).toBe(1280);
  });

  it("tells the public no reason", () => {
    const table = countTable([use], { school: people(0, 3), office: people(3, 20) });
    const [guarded] = guard(table).tables;
    expect(publicCells(guarded!).map(({ value }) => value)).toEqual([20, null, null]);
  });

  it("draws which of equal cells goes by the secret", () => {
    const parts = ["a", "b", "c", "d", "e", "f"];
    const who = Object.fromEntries(parts.map((id, index) => [id, people(index * 10, index * 10 + 10)]));
    const table = countTable([dimension("use", parts)], { ...who, a: people(0, 3) });
    const drawn = new Set(
      Array.from({ length: 20 }, (_, index) => {
        const contributors = contributorsOf(table);
        const secret = `secret ${index}`;
        const result = guardRelease({ release: "r", tables: [table], contributors, released: [], secret });
        if (!result.ok) throw new Error(result.reason.code);
        const withheld = Object.entries(shown(result.tables)).filter(([, cell]) => cell === "complementary");
        expect(withheld).toHaveLength(1);
        return withheld[0]![0];
      }),
    );
    expect(drawn.size).toBeGreaterThan(2);
  });
});

describe("a second release", () => {
  const before = guard(countTable([use], { school: people(0, 20), office: people(20, 45) })).record;

  it("tells the same again", () => {
    const again = countTable([use], { school: people(0, 20), office: people(20, 45) });
    expect(guard(again, [before]).shown).toEqual({ all: 45, school: 20, office: 25 });
  });

  it("does not tell a cell that three people have come to, nor the total", () => {
    const later = countTable([use], {
      school: [...people(0, 20), ...people(50, 53)],
      office: people(20, 45),
    });
    expect(guard(later, [before]).shown).toEqual({
      all: "differencing",
      school: "differencing",
      office: 25,
    });
  });

  it("tells it when five have come", () => {
    const later = countTable([use], {
      school: [...people(0, 20), ...people(50, 55)],
      office: people(20, 45),
    });
    expect(guard(later, [before]).shown).toEqual({ all: 50, school: 25, office: 25 });
  });

  it("tells neither use when two people were classed with the other", () => {
    const later = countTable([use], { school: people(0, 22), office: people(22, 45) });
    expect(guard(later, [before]).shown).toEqual({
      all: 45,
      school: "differencing",
      office: "differencing",
    });
  });

  it("does not tell a union that leaves three of two cells told before", () => {
    const other = dimension("district", ["north", "south"]);
    const later = countTable([other], { north: people(0, 42), south: people(42, 60) });
    // north is school and office without three people.
    expect(guard(later, [before]).shown.north).toBe("differencing");
  });

  it("remembers all releases, not only the last: 20, 23 withheld, 26 told, 28 withheld", () => {
    const one = dimension("use", ["school"]);
    const records: ReleaseRecord[] = [];
    const told = [20, 23, 26, 28].map((count) => {
      const result = guard(countTable([one], { school: people(0, count) }), records);
      records.push(result.record);
      return result.shown.all;
    });
    expect(told).toEqual([20, "differencing", 26, "differencing"]);
  });
});

describe("a corrected year", () => {
  const amounts = (first: number) =>
    people(0, 8).map((id, index) => [id, index === 0 ? first : 100] as const);
  const one = dimension("use", ["homes"]);

  it("is told: what was corrected says little of what anybody used", () => {
    const before = guard(sumTable([one], { homes: amounts(100) })).record;
    expect(guard(sumTable([one], { homes: amounts(120) }), [before]).shown.all).toBe(820);
  });

  it("is not told when the correction is nearly the amount itself", () => {
    for (const first of [0, 4]) {
      const before = guard(sumTable([one], { homes: amounts(first) })).record;
      expect(guard(sumTable([one], { homes: amounts(120) }), [before]).shown.all).toBe("differencing");
    }
  });

  it("is another quantity in another year", () => {
    const before = guard(sumTable([one], { homes: amounts(100) })).record;
    const next = { ...sumTable([one], { homes: amounts(100).slice(2) }), quantity: "2026" };
    expect(guard(next, [before]).shown.all).toBe(600);
  });
});
