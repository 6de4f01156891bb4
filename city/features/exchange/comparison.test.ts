import type { PortfolioYearBody } from "@husting/exchange";
import { describe, expect, test } from "vitest";
import { type Compared, compareYears } from "./comparison.ts";

const factor = (
  carrier: string,
  gramsPerKwh: number,
  scope = "direct",
): PortfolioYearBody["carbon"][number] => ({
  carrier,
  factor: {
    id: `${carrier}-${gramsPerKwh}`,
    gas: "CO2",
    scope,
    gramsPerKwh: String(gramsPerKwh),
    standing: gramsPerKwh === 202 ? "from-memory" : "verified",
  },
  factorHash: "0".repeat(64),
});
const row = (carrier: string, kwh: number): PortfolioYearBody["energy"][number] => ({
  use: "all",
  carrier,
  kwh: { value: kwh },
  buildings: 8,
  measuredShare: 0.98,
});

const north: PortfolioYearBody = {
  year: 2025,
  k: 5,
  degreeDays: { rule: "HDD18", kelvinDays: 5_000, daysCounted: 365, daysExpected: 365 },
  population: { persons: 1_000, date: "2025-12-31", source: "made up", standing: "user-supplied" },
  floorAreas: [{ use: "all", kind: "Atemp", m2: 20_000, buildings: 8 }],
  energy: [row("district-heat", 2_000_000), row("electricity", 1_000_000)],
  carbon: [factor("district-heat", 50), factor("electricity", 20), factor("gas", 200)],
  withoutFactor: [],
  comfort: [
    { use: "all", answer: "cold", answers: { value: 10 } },
    { use: "all", answer: "right", answers: { value: 80 } },
    { use: "all", answer: "warm", answers: { value: 10 } },
  ],
};
const south: PortfolioYearBody = {
  ...north,
  degreeDays: { ...north.degreeDays!, kelvinDays: 2_500 },
  population: { ...north.population!, persons: 2_000 },
  floorAreas: [{ use: "all", kind: "建筑面积", m2: 40_000, buildings: 9 }],
  energy: [row("district-heat", 1_000_000), row("gas", 500_000), row("electricity", 3_000_000)],
  carbon: [factor("district-heat", 400), factor("electricity", 600), factor("gas", 202)],
};

const figure = (own: PortfolioYearBody, theirs: PortfolioYearBody, what: Compared) =>
  compareYears(own, theirs).find((one) => one.what === what)!;

describe("two cities' years", () => {
  test("are reckoned alike, by hand", () => {
    // 2 GWh ÷ 5,000 K·d ÷ 1,000 people; (1 + 0.5) GWh ÷ 2,500 K·d ÷ 2,000 people.
    expect(figure(north, south, "heat-per-person-degree-day")).toMatchObject({
      own: 0.4,
      theirs: 0.3,
      unit: "kWh",
    });
    expect(figure(north, south, "electricity-per-person")).toMatchObject({ own: 1_000, theirs: 1_500 });
    // By the north's factors: (2 GWh × 50 + 1 GWh × 20) ÷ 1,000; (1 × 50 + 0.5 × 200 + 3 × 20) ÷ 2,000.
    expect(figure(north, south, "carbon-own")).toMatchObject({
      own: 120,
      theirs: 105,
      counted: { gas: "CO2" },
      isUnsure: false,
    });
    // By the south's: (2 × 400 + 1 × 600) ÷ 1,000; (1 × 400 + 0.5 × 202 + 3 × 600) ÷ 2,000.
    expect(figure(north, south, "carbon-theirs")).toMatchObject({
      own: 1_400,
      theirs: 1_150.5,
      isUnsure: true,
    });
    expect(figure(north, south, "content-share")).toMatchObject({ own: 0.8, theirs: 0.8 });
  });

  test("are the same seen from the other side", () => {
    for (const { what, ...told } of compareYears(north, south)) {
      const turned = { "carbon-own": "carbon-theirs", "carbon-theirs": "carbon-own" } as Partial<
        Record<Compared, Compared>
      >;
      const other = figure(south, north, turned[what] ?? what);
      expect(other.comparable).toBe(told.comparable);
      if (told.comparable) expect(other).toMatchObject({ own: told.theirs, theirs: told.own });
    }
  });

  test("are not set against each other by square metres of different kinds", () => {
    expect(figure(north, south, "heat-per-area-degree-day")).toMatchObject({
      comparable: false,
      reasons: [{ code: "floor-areas-differ", ownKind: "Atemp", theirKind: "建筑面积" }],
    });
    const alike = { ...south, floorAreas: [{ use: "all", kind: "Atemp", m2: 10_000, buildings: 9 }] };
    expect(figure(north, alike, "electricity-per-area")).toMatchObject({ own: 50, theirs: 300 });
  });

  test.each([
    ["population", { population: null }, "electricity-per-person", "no-population"],
    ["degree days", { degreeDays: null }, "heat-per-person-degree-day", "no-degree-days"],
    [
      "a withheld sum",
      { energy: [{ ...row("electricity", 0), kwh: { withheld: true as const } }] },
      "electricity-per-person",
      "withheld",
    ],
    [
      "too little measured",
      { energy: [{ ...row("electricity", 5), measuredShare: 0.5 }] },
      "electricity-per-person",
      "coverage",
    ],
    ["no such energy", { energy: [] }, "electricity-per-person", "not-told"],
    ["no factor", { energy: [row("cooling", 1)] }, "carbon-own", "no-factor"],
    [
      "a withheld answer",
      { comfort: [{ use: "all", answer: "right", answers: { withheld: true as const } }] },
      "content-share",
      "withheld",
    ],
  ] as const)("without %s say so by name", (_, missing, what, code) => {
    const theirs = { ...south, ...missing } as PortfolioYearBody;
    expect(figure(north, theirs, what)).toMatchObject({
      comparable: false,
      reasons: [{ code, of: "theirs" }],
    });
    expect(figure(theirs, north, what === "carbon-own" ? "carbon-theirs" : what)).toMatchObject({
      comparable: false,
      reasons: [{ code, of: "own" }],
    });
  });

  test("by factors that do not count the same are not added up", () => {
    const mixed = {
      ...north,
      carbon: [factor("district-heat", 50), factor("electricity", 90, "life-cycle"), factor("gas", 200)],
    };
    expect(figure(mixed, south, "carbon-own")).toMatchObject({
      comparable: false,
      reasons: [{ code: "counts-differ", of: "own" }],
    });
    expect(figure(mixed, south, "carbon-theirs").comparable).toBe(true);
  });
});
