import { describe, expect, it } from "vitest";
import { readBuilding, readCity } from "./read-facts.ts";
import { ambiguousNumber } from "./read-figures.ts";
import { saidTextOf } from "./said-text.ts";

const sound = {
  nameEn: "School",
  nameSv: "",
  nameZh: "学校",
  use: "school",
  yearBuilt: "1969",
  storeys: "2",
  atemp: "4 120,5",
  grossArea: "4700",
  usefulArea: "",
  tenure: "owned",
  conditioned: "yes",
  "share-electricity-property": "40",
  "share-electricity-users": "60",
};
const faultsOf = (change: Record<string, string>) => {
  const read = readBuilding({ ...sound, ...change }, ["electricity", "district-heat"], 2026);
  return read.ok ? [] : read.faults.map(({ field, code }) => `${field} ${code}`);
};

describe("what the form says of a building", () => {
  it("is taken as people write it; a name stands in for those that are not given", () => {
    const read = readBuilding(sound, ["electricity", "district-heat"], 2026);
    expect(read).toMatchObject({
      ok: true,
      value: {
        names: { en: "School", sv: "School", zh: "学校" },
        yearBuilt: 1969,
        facts: {
          areas: { Atemp: 4120.5, 建筑面积: 4700 },
          tenure: "owned",
          conditioned: true,
          shares: { electricity: { heating: 0, hotWater: 0, cooling: 0, property: 40, users: 60 } },
          requirement: null,
          certificate: null,
        },
      },
    });
  });

  it("takes spaces between thousands, and no number out of other spaces", () => {
    expect(faultsOf({ atemp: "4 700,5", usefulArea: "4\u00a0100" })).toEqual([]);
    expect(faultsOf({ atemp: "47 00" })).toEqual(["atemp area-not-possible"]);
    expect(ambiguousNumber("1,300")).toEqual({ decimal: 1.3, whole: "1300" });
    expect(ambiguousNumber("1.5")).toBeNull();
  });

  it("a language without a name stays without one in the form", () => {
    const read = readBuilding(sound, ["electricity", "district-heat"], 2026);
    if (!read.ok) throw new Error("not read");
    const { facts, ...described } = read.value;
    expect(facts.unnamed).toEqual(["sv"]);
    const building = { ...described, id: 1, slug: "a", floorAreaM2: null, floorAreaKind: null };
    expect(saidTextOf(building, facts)).toMatchObject({ nameSv: "", nameEn: "School", nameZh: "学校" });
    const again = readBuilding({ ...sound, nameSv: "Skola" }, ["electricity", "district-heat"], 2026);
    expect(again.ok && again.value.facts).not.toHaveProperty("unnamed");
  });

  it.each([
    ["no name", { nameEn: "", nameZh: "" }, ["nameEn name-missing"]],
    ["a name that turns the text around", { nameEn: "a\u202eb" }, ["nameEn text-not-usable"]],
    ["a use nobody has", { use: "castle" }, ["use use-unknown"]],
    ["a year to come", { yearBuilt: "2031" }, ["yearBuilt year-not-possible"]],
    ["an area in words", { atemp: "big" }, ["atemp area-not-possible"]],
    ["an area that is twelve or twelve thousand", { atemp: "12,000" }, ["atemp number-ambiguous"]],
    ["an area below zero", { atemp: "-3" }, ["atemp area-not-possible"]],
    [
      "an area in square feet",
      { grossArea: "50590" },
      ["atemp areas-far-apart", "grossArea areas-far-apart"],
    ],
    [
      "percents that are not all",
      { "share-electricity-users": "50" },
      ["share-electricity-heating percents-not-hundred"],
    ],
    ["a figure without its source", { requirement: "75" }, ["requirementSource source-missing"]],
    ["a source without its figure", { requirementSource: "BBR" }, ["requirement figure-missing"]],
    [
      "a guidance value over the constraint value",
      { constraint: "50", guidance: "60", thresholdsSource: "x" },
      ["guidance thresholds-out-of-order"],
    ],
    [
      "half a certificate",
      { certificateClass: "C", certificateValidTo: "2031-02-30" },
      ["certificateValidTo date-not-readable", "certificateNumber certificate-incomplete"],
    ],
    ["several at once", { use: "castle", storeys: "0" }, ["use use-unknown", "storeys storeys-not-possible"]],
  ] as const)("%s is refused by name", (_what, change, faults) => {
    expect(faultsOf(change)).toEqual(faults);
  });

  it("percents of an energy that the building has no meter of are not asked for", () => {
    expect(faultsOf({ "share-gas-heating": "30" })).toEqual([]);
  });
});

describe("what the form says of a city", () => {
  it("an Fgeo of ten is a slip of the point; a conversion names what it is from", () => {
    const read = readCity(
      { geographicFactor: "10", geographicSource: "a table", usefulFactor: "0,9", usefulSource: "us" },
      [],
    );
    expect(read).toEqual({
      ok: false,
      faults: [
        { field: "geographicFactor", code: "figure-not-possible" },
        { field: "usefulFrom", code: "choice-unknown" },
      ],
    });
    expect(readCity({ geographicFactor: "1,3", geographicSource: "BBR 9:12" }, [])).toEqual({
      ok: true,
      value: { geographicFactor: { value: 1.3, source: "BBR 9:12" }, usefulArea: null, shares: {} },
    });
  });
});
