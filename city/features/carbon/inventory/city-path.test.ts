import { ok } from "@husting/series";
import { describe, expect, it } from "vitest";
import { cityPath, type PathInput } from "./city-path.ts";
import { city, saidOf, yearOf } from "./inventory.fixture.ts";

const weatherOf = (year: number, degreeDays: number, rule = "SMHI 17 °C, station") =>
  [year, ok({ year, rule, balanceC: 17, degreeDays, daysCounted: 365, daysExpected: 365 })] as const;

const input: PathInput = {
  years: new Map([
    [
      1,
      [
        yearOf(2021, { "district-heat": 100_000 }),
        yearOf(2022, { "district-heat": 110_000 }),
        yearOf(2023, { "district-heat": 30_000 }, 0.3),
        yearOf(2024, { "district-heat": 60_000 }),
      ],
    ],
    [
      2,
      [
        yearOf(2021, { "district-heat": 1000 }, 0.5),
        yearOf(2022, { "district-heat": 2000 }),
        yearOf(2023, { "district-heat": 2000 }),
        yearOf(2024, { "district-heat": 2000 }),
      ],
    ],
    [3, [yearOf(2021, { electricity: 7000 })]],
  ]),
  facts: new Map([
    [1, saidOf({ tenure: "owned" })],
    [2, saidOf({ tenure: "occupied" })],
    [3, saidOf({ tenure: "neither" })],
  ]),
  city,
  weather: new Map([
    weatherOf(2021, 4000),
    weatherOf(2022, 5000),
    weatherOf(2023, 4000),
    weatherOf(2024, 4000),
  ]),
  yearUnderWay: 2024,
};

describe("the directive's path for a city's own buildings", () => {
  it("holds the same buildings against it every year, heating in the weather of the base year", () => {
    const made = cityPath(input);
    if (!made.ok) throw new Error(made.reason.code);
    const { points, ...path } = made.value;
    expect(path).toMatchObject({
      baseYear: 2021,
      isOfDirective: true,
      buildings: 1,
      leftOut: { notWhole: 1, sharesNotSaid: 0 },
      weather: { rule: "SMHI 17 °C, station", degreeDays: 4000 },
    });
    // 110 000 · (0.8 · 4000/5000 + 0.2) = 92 400, of 98 100 allowed; a colder year is no worse one.
    expect(points[1]).toMatchObject({
      year: 2022,
      figure: { measuredKwh: 110_000, correctedKwh: 92_400, onPath: true },
    });
    expect(points[1]!.allowedKwh).toBeCloseTo(98_100, 6);
    expect(points.at(-1)).toMatchObject({ year: 2030, figure: null, why: "to-come" });
    expect(points.at(-1)!.allowedKwh).toBeCloseTo(100_000 * (1 - 9 * 0.019), 6);
  });

  it("a year that was measured to a third is no reduction, and the one under way is not judged", () => {
    const made = cityPath(input);
    if (!made.ok) throw new Error(made.reason.code);
    expect(made.value.points.slice(2, 4)).toMatchObject([
      { year: 2023, figure: null, why: "too-little-measured", measuredShare: 0.3 },
      { year: 2024, figure: null, why: "not-over" },
    ]);
  });

  it("without 2021 the slope begins in the first year in which half of the buildings were whole, and is not the directive's", () => {
    const years = new Map([...input.years].map(([id, of]) => [id, of.slice(1)] as const));
    expect(cityPath({ ...input, years })).toMatchObject({
      ok: true,
      value: { baseYear: 2022, isOfDirective: false, buildings: 2, weather: { degreeDays: 5000 } },
    });
  });

  it("there is none without public buildings, without a base year, or without its weather", () => {
    expect(cityPath({ ...input, facts: new Map() })).toEqual({
      ok: false,
      reason: { code: "no-public-buildings" },
    });
    expect(cityPath({ ...input, city: { ...city, shares: {} } })).toEqual({
      ok: false,
      reason: { code: "no-base-year", publicBuildings: 2, sharesNotSaid: 2 },
    });
    expect(cityPath({ ...input, weather: new Map() })).toEqual({
      ok: false,
      reason: { code: "no-weather-in-base-year", year: 2021 },
    });
  });
});
