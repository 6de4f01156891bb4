import { describe, expect, it } from "vitest";
import { benchmark, rememberedOfficeThresholds, type TwoThresholds } from "./benchmark.ts";
import { reasonFrom, valueFrom } from "./carbon.fixture.ts";
import { convertArea, floorArea, intensity } from "./floorarea.ts";
import { fraction } from "./fraction.ts";

const office = rememberedOfficeThresholds.find(({ id }) => id === "gbt51161-government-office-A-cold")!;
const gross = valueFrom(floorArea("建筑面积", 1000));
const at = (kwh: bigint) => valueFrom(intensity(fraction(kwh), gross));

describe("the two thresholds of GB/T 51161", () => {
  it("a building is within guidance, within constraint, or over it; reaching one is within it", () => {
    const outcome = (kwh: bigint) => valueFrom(benchmark(at(kwh), "without-heating", office)).outcome;
    expect([45_000n, 45_001n, 55_000n, 55_001n].map(outcome)).toEqual([
      "within-guidance",
      "within-constraint",
      "within-constraint",
      "over-constraint",
    ]);
  });

  it("what was written down from memory says so in the outcome", () => {
    expect(rememberedOfficeThresholds.every(({ standing }) => standing === "from-memory")).toBe(true);
    expect(valueFrom(benchmark(at(1n), "without-heating", office)).standing).toBe("from-memory");
    const supplied: TwoThresholds = { ...office, id: "the city's own", standing: "user-supplied" };
    expect(valueFrom(benchmark(at(1n), "without-heating", supplied)).standing).toBe("user-supplied");
  });

  it("a Swedish area has to be converted, and the outcome carries the conversion", () => {
    const atemp = valueFrom(floorArea("Atemp", 900));
    const swedish = valueFrom(intensity(fraction(1n), atemp));
    // @ts-expect-error Atemp is not 建筑面积
    const mixed = () => benchmark(swedish, "without-heating", office);
    expect(mixed).toBeTypeOf("function");
    const conversion = {
      from: "Atemp",
      to: "建筑面积",
      factor: 1.1,
      label: "gross floor area taken as 1.1 Atemp",
      source: "the city's own estimate",
      url: null,
      licence: { kind: "not-stated" },
      standing: "user-supplied",
    } as const;
    const converted = valueFrom(intensity(fraction(50_000n), valueFrom(convertArea(atemp, conversion))));
    const made = valueFrom(benchmark(converted, "without-heating", office));
    // 50 000 / (900 × 1.1) = 50.5…
    expect(made.outcome).toBe("within-constraint");
    expect(made.conversions).toEqual([conversion]);
  });

  it("use with heating is not set against thresholds without it, nor thresholds in the wrong order used", () => {
    expect(reasonFrom(benchmark(at(1n), "heating-only", office)).code).toBe("covers-differ");
    const wrong = { ...office, guidanceKwhPerSquareMetre: 60 };
    expect(reasonFrom(benchmark(at(1n), "without-heating", wrong)).code).toBe("thresholds-out-of-order");
  });
});
