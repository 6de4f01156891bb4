import { describe, expect, it } from "vitest";
import { benchmarkOf, primaryEnergyOf } from "./energy-standing.ts";
import { nothingSaidOfCity } from "./facts.ts";
import { city, saidOf, school, shares, yearOf } from "./inventory.fixture.ts";

const years = [
  yearOf(2024, { "district-heat": 90_000, electricity: 50_000 }),
  yearOf(2025, { "district-heat": 70_000, electricity: 40_000 }, 0.8),
  yearOf(2026, { "district-heat": 10_000, electricity: 9_000 }),
];
const requirement = { value: 70, source: "BBR 9:2" };

describe("Sweden's primary energy number of a building", () => {
  it("is of the newest year that is over and whole; only heating is divided by Fgeo, users' electricity is left out", () => {
    const made = primaryEnergyOf({
      building: school,
      facts: saidOf({ requirement }),
      city,
      years,
      yearUnderWay: 2026,
    });
    // (90 000 · 0.8 / 1.5 + 90 000 · 0.2) · 0.7 = 46 200; 50 000 · 0.4 · 1.8 = 36 000; 82 200 / 1000 = 82.2
    expect(made.view).toMatchObject({
      year: 2024,
      kwhPerSquareMetre: 82,
      parts: [
        { carrier: "district-heat", weight: "0.7", weightedKwh: 46_200, sharesSaidOf: "city" },
        { carrier: "electricity", weight: "1.8", weightedKwh: 36_000 },
      ],
      // 82 of 70 is 117 %: over C's 100, within D's 135.
      energyClass: { name: "D", requirement },
    });
    expect(made.lacking).toEqual([]);
  });

  it("what the building says of its energy comes before what is usual in the city", () => {
    const facts = saidOf({ shares: { electricity: shares({ users: 100 }) } });
    const made = primaryEnergyOf({ building: school, facts, city, years, yearUnderWay: 2026 });
    expect(made.view).toMatchObject({ kwhPerSquareMetre: 46, energyClass: null });
    expect(made.view?.parts[1]).toMatchObject({ weightedKwh: 0, sharesSaidOf: "building" });
    expect(made.lacking).toEqual([{ what: "requirement" }]);
  });

  it("names all that is lacking, and takes no square metres of another kind", () => {
    const gross = { ...school, floorAreaKind: "建筑面积" };
    const made = primaryEnergyOf({
      building: gross,
      facts: undefined,
      city: nothingSaidOfCity,
      years: years.slice(1),
      yearUnderWay: 2026,
    });
    expect(made.view).toBeNull();
    expect(made.lacking).toEqual([
      { what: "whole-year", year: 2025, measuredShare: 0.8 },
      { what: "atemp" },
      { what: "geographic-factor" },
      { what: "shares", carrier: "district-heat" },
      { what: "shares", carrier: "electricity" },
      { what: "requirement" },
    ]);
    expect(
      primaryEnergyOf({ building: school, facts: undefined, city, years: [], yearUnderWay: 2026 }).lacking[0],
    ).toEqual({ what: "meters" });
  });
});

describe("a building of which only a part is metered", () => {
  const input = { building: school, facts: undefined, city, yearUnderWay: 2026 };

  it("has no number and no class: without its heat, or its electricity, it would only seem frugal", () => {
    const lit = primaryEnergyOf({ ...input, years: [yearOf(2025, { electricity: 50_000 })] });
    expect(lit).toMatchObject({ view: null, lacking: [{ what: "heating" }, { what: "requirement" }] });
    const warm = primaryEnergyOf({ ...input, years: [yearOf(2025, { "district-heat": 90_000 })] });
    expect(warm.lacking[0]).toEqual({ what: "electricity-meter" });
    const thresholds = { constraint: 44, guidance: 30, source: "table 5.2.9" };
    const facts = saidOf({
      thresholds,
      areas: { 建筑面积: 1000 },
      shares: { gas: shares({ heating: 100 }) },
    });
    expect(benchmarkOf({ ...input, facts, years: [yearOf(2025, { gas: 90_000 })] })).toEqual({
      view: null,
      lacking: [{ what: "electricity-meter" }],
    });
  });

  it("one that is neither heated nor cooled needs no heat", () => {
    const cold = primaryEnergyOf({
      ...input,
      facts: saidOf({ conditioned: false }),
      years: [yearOf(2025, { electricity: 50_000 })],
    });
    expect(cold.view?.kwhPerSquareMetre).toBe(36);
  });
});

describe("GB/T 51161 of a building", () => {
  const office = { ...school, use: "office", floorAreaKind: "建筑面积" };
  const chinese = {
    ...nothingSaidOfCity,
    shares: { "district-heat": shares({ heating: 100 }), electricity: shares({ heating: 10, users: 90 }) },
  };
  const input = { building: office, city: chinese, years, yearUnderWay: 2026 };

  it("sets all but heating against both thresholds, which say that they are from memory", () => {
    const facts = saidOf({ tenure: "owned", ventilationClass: "A" });
    // 50 000 · 0.9 / 1000 = 45: reaching the guidance value exactly is within it.
    expect(benchmarkOf({ ...input, facts }).view).toMatchObject({
      kwhPerSquareMetre: 45,
      outcome: "within-guidance",
      constraint: 55,
      guidance: 45,
      standing: "from-memory",
      memoryConfidencePct: 70,
    });
  });

  it("a school waits for thresholds, and goes by those that are said", () => {
    const building = { ...office, use: "school" };
    expect(benchmarkOf({ ...input, building, facts: undefined }).lacking).toEqual([{ what: "thresholds" }]);
    const thresholds = { constraint: 44, guidance: 30, source: "table 5.2.9" };
    expect(benchmarkOf({ ...input, building, facts: saidOf({ thresholds }) }).view).toMatchObject({
      outcome: "over-constraint",
      standing: "user-supplied",
      source: "table 5.2.9",
    });
  });

  it("an office whose class nobody has said, an Atemp, and heat that is not for heating give no figure", () => {
    const wet = {
      ...chinese,
      shares: { ...chinese.shares, "district-heat": shares({ heating: 90, hotWater: 10 }) },
    };
    const made = benchmarkOf({
      ...input,
      building: { ...office, floorAreaKind: "Atemp" },
      city: wet,
      facts: undefined,
    });
    expect(made.view).toBeNull();
    expect(made.lacking).toEqual([
      { what: "gross-area" },
      { what: "ventilation-class" },
      { what: "not-electric", carrier: "district-heat" },
    ]);
  });
});
