import { describe, expect, it } from "vitest";
import { reasonFrom, valueFrom } from "./carbon.fixture.ts";
import {
  type AreaConversion,
  compareIntensities,
  convertArea,
  type FloorArea,
  floorArea,
  intensity,
} from "./floorarea.ts";
import { fraction } from "./fraction.ts";

const atemp = valueFrom(floorArea("Atemp", 2000));
const gross = valueFrom(floorArea("建筑面积", 2500));
const toAtemp = {
  from: "建筑面积",
  to: "Atemp",
  factor: 0.9,
  label: "Atemp taken as nine tenths of the gross floor area",
  source: "the building's drawings",
  url: null,
  licence: { kind: "not-stated" },
  standing: "user-supplied",
} as const satisfies AreaConversion;

describe("Atemp and 建筑面积", () => {
  it("are different types, and are compared only after a conversion that shows", () => {
    const swedish = valueFrom(intensity(fraction(200_000n), atemp));
    const chinese = valueFrom(intensity(fraction(225_000n), gross));
    // @ts-expect-error a square metre of one is not one of the other
    const mixed = () => compareIntensities(swedish, chinese);
    // @ts-expect-error nor is an area
    const area: FloorArea<"Atemp"> = gross;
    // @ts-expect-error an area cannot be written down
    const bare: FloorArea<"Atemp"> = { definition: "Atemp", squareMetres: 5, conversions: [] };
    // @ts-expect-error nor got from another
    const relabelled: FloorArea<"Atemp"> = { ...gross, definition: "Atemp" };
    expect([mixed, area, bare, relabelled]).toHaveLength(4);
    const converted = valueFrom(intensity(fraction(225_000n), valueFrom(convertArea(gross, toAtemp))));
    const compared = compareIntensities(swedish, converted);
    // 200 000 / 2 000 = 100; 225 000 / (2 500 × 0.9) = 100
    expect(compared).toMatchObject({ definition: "Atemp", differenceKwhPerSquareMetre: 0 });
    expect(compared.conversions).toEqual([toAtemp]);
  });

  it("a conversion there and back is the area it was, and both stand in it", () => {
    const back = { ...toAtemp, from: "Atemp", to: "建筑面积", factor: 1.25 } as const;
    const there = { ...toAtemp, factor: 0.8 } as const;
    const again = valueFrom(convertArea(valueFrom(convertArea(gross, there)), back));
    expect(again.squareMetres).toBe(2500);
    expect(again.conversions.map(({ factor }) => factor)).toEqual([0.8, 1.25]);
  });

  it("what is no area and what is no conversion is refused", () => {
    for (const squareMetres of [0, -1, Number.NaN, Number.POSITIVE_INFINITY]) {
      expect(reasonFrom(floorArea("Atemp", squareMetres)).code).toBe("not-an-area");
    }
    const code = (change: object) => reasonFrom(convertArea(gross, { ...toAtemp, ...change })).code;
    expect(code({ factor: 0.09 })).toBe("factor-out-of-range");
    expect(code({ factor: Number.NaN })).toBe("factor-out-of-range");
    expect(code({ label: " " })).toBe("conversion-without-provenance");
    expect(code({ source: "" })).toBe("conversion-without-provenance");
    expect(code({ from: "useful" })).toBe("conversion-does-not-fit");
  });
});
