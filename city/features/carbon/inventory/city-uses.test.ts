import { fraction } from "@husting/carbon";
import { describe, expect, it } from "vitest";
import { usesOf } from "./city-uses.ts";

const meter = (
  building: number,
  carrier: "electricity" | "gas",
  years: readonly (readonly [number, string, number])[] | null,
  unit = "kWh",
) => ({
  building_id: building,
  carrier,
  unit,
  years: years && JSON.stringify(years.map(([year, kwh, measuredShare]) => ({ year, kwh, measuredShare }))),
});

describe("a building's years by carrier", () => {
  it("two meters of one carrier are added exactly, and one that was not there lowers the share", () => {
    const { uses, carriers, years } = usesOf([
      meter(1, "electricity", [
        [2023, "250/9", 1],
        [2025, "1/1", 1],
      ]),
      meter(1, "electricity", [[2023, "3/10", 0.5]]),
    ]);
    expect(uses).toEqual([
      {
        buildingId: 1,
        carrier: "electricity",
        year: 2023,
        exactKwh: fraction(2527n, 90n),
        measuredShare: 0.75,
      },
      { buildingId: 1, carrier: "electricity", year: 2025, exactKwh: fraction(1n), measuredShare: 0.5 },
    ]);
    expect(carriers).toEqual([{ buildingId: 1, carrier: "electricity", meters: 2, metersOfVolume: 0 }]);
    // A year in which nothing was measured is a year all the same.
    expect(years).toEqual([2023, 2024, 2025]);
  });

  it("a meter that is not computed yet or counts cubic metres is known to be there", () => {
    const { uses, carriers } = usesOf([meter(1, "electricity", null), meter(2, "gas", [], "m³")]);
    expect(uses).toEqual([]);
    expect(carriers.map(({ meters, metersOfVolume }) => [meters, metersOfVolume])).toEqual([
      [1, 0],
      [1, 1],
    ]);
  });

  it("less than nothing is no use", () => {
    expect(usesOf([meter(1, "electricity", [[2023, "-1/2", 1]])]).uses).toEqual([]);
  });
});
