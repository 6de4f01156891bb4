import { describe, expect, it } from "vitest";
import { outcomeOf, type Standing } from "./outcome.ts";

const saved = { lowerKwh: 10, upperKwh: 900, leastWorthwhileKwh: 300 };
const savedLittle = { lowerKwh: 10, upperKwh: 200, leastWorthwhileKwh: 300 };
const nothing = { lowerKwh: -100, upperKwh: 200, leastWorthwhileKwh: 300 };
const unclear = { lowerKwh: -100, upperKwh: 900, leastWorthwhileKwh: 300 };
const states = ["held", "harmed", "open", "not-measured"] as const;
const outcome = (energy: Standing["energy"], rooms: Standing["rooms"], people: Standing["people"]) =>
  outcomeOf({ energy, rooms, people });

describe("the joint verdict takes the first line that matches", () => {
  it("says that indoors got worse when energy was saved and rooms or people were harmed, whatever the other says", () => {
    for (const other of states) {
      for (const energy of [saved, savedLittle]) {
        expect(outcome(energy, "harmed", other)).toBe("saved-but-indoors-got-worse");
        expect(outcome(energy, other, "harmed")).toBe("saved-but-indoors-got-worse");
      }
    }
  });

  it("verifies a saving only when the rooms held, and names it when people were not asked", () => {
    expect(outcome(saved, "held", "held")).toBe("verified");
    expect(outcome(savedLittle, "held", "held")).toBe("verified");
    expect(outcome(saved, "held", "not-measured")).toBe("verified-people-not-asked");
  });

  it("verifies nothing while rooms or people are open, or rooms not measured", () => {
    for (const people of ["held", "open", "not-measured"] as const) {
      expect(outcome(saved, "open", people)).toBe("inconclusive");
      expect(outcome(saved, "not-measured", people)).toBe("inconclusive");
    }
    expect(outcome(saved, "held", "open")).toBe("inconclusive");
  });

  it("shows no saving when the interval lies under the least worthwhile one, rooms and people whatever", () => {
    for (const rooms of states) {
      for (const people of states) expect(outcome(nothing, rooms, people)).toBe("no-saving-shown");
    }
    expect(outcome(savedLittle, "open", "held")).toBe("no-saving-shown");
  });

  it("stays inconclusive when energy is unclear or not measured, harm or no harm", () => {
    for (const rooms of states) {
      for (const people of states) {
        expect(outcome(unclear, rooms, people)).toBe("inconclusive");
        expect(outcome(null, rooms, people)).toBe("inconclusive");
      }
    }
  });

  it("takes neither a bound of exactly zero for a saving nor one at the least worthwhile saving for none", () => {
    expect(outcome({ ...unclear, lowerKwh: 0 }, "held", "held")).toBe("inconclusive");
    expect(outcome({ ...nothing, upperKwh: 300 }, "held", "held")).toBe("inconclusive");
  });
});
