import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { reasonFrom, referenceFile, valueFrom } from "./carbon.fixture.ts";
import { floorArea } from "./floorarea.ts";
import { fraction, toDouble } from "./fraction.ts";
import {
  energyClass,
  type PrimaryEnergyInput,
  type PrimaryEnergyNumber,
  primaryEnergyNumber,
  swedishEnergyClasses,
  swedishWeightingFactors,
} from "./primaryenergy.ts";

const permit = (value: number) => ({ value, source: "read by the user", standing: "user-supplied" }) as const;

/** A house with district heat and electricity in a municipality where Fgeo is taken as 1.2. */
const house: PrimaryEnergyInput = {
  uses: [
    { carrier: "district-heat", heatingKwh: 120_000, coolingKwh: 0, hotWaterKwh: 30_000, propertyKwh: 0 },
    { carrier: "electricity", heatingKwh: 6_000, coolingKwh: 4_000, hotWaterKwh: 0, propertyKwh: 11_000 },
  ],
  atemp: valueFrom(floorArea("Atemp", 1500)),
  geographicFactor: permit(1.2),
  usesAre: "normalised",
  weights: swedishWeightingFactors,
  date: "2026-01-01",
};
const made = (change: Partial<PrimaryEnergyInput> = {}) => primaryEnergyNumber({ ...house, ...change });

describe("the primary energy number", () => {
  it("divides heating by Fgeo and nothing else, worked by hand", () => {
    const number = valueFrom(made());
    // district heat: (120 000 / 1.2 + 30 000) × 0.7 = 130 000 × 0.7 = 91 000
    // electricity:   (6 000 / 1.2 + 4 000 + 11 000) × 1.8 = 20 000 × 1.8 = 36 000
    // (91 000 + 36 000) / 1 500 = 84.666…
    expect(number.exactKwhPerSquareMetre).toEqual(fraction(254n, 3n));
    expect(number.kwhPerSquareMetre).toBe(85);
    expect(number.parts.map(({ exactWeightedKwh }) => toDouble(exactWeightedKwh))).toEqual([91_000, 36_000]);
    expect(number.standing).toBe("user-supplied");
  });

  it("without Fgeo there is none: no default is taken", () => {
    expect(reasonFrom(made({ geographicFactor: null })).code).toBe("geographic-factor-missing");
    for (const value of [0, -1, 13, Number.NaN]) {
      expect(reasonFrom(made({ geographicFactor: permit(value) })).code).toBe(
        "geographic-factor-out-of-range",
      );
    }
  });

  it("is refused for what has no weight, no use or no sense", () => {
    const use = house.uses[0]!;
    expect(reasonFrom(made({ uses: [{ ...use, carrier: "coal" }] }))).toMatchObject({
      code: "no-weighting-factor",
      carrier: "coal",
    });
    expect(reasonFrom(made({ date: "2019-01-01" })).code).toBe("no-weighting-factor");
    expect(reasonFrom(made({ uses: [] })).code).toBe("no-uses");
    expect(reasonFrom(made({ uses: [{ ...use, coolingKwh: -1 }] }))).toMatchObject({
      code: "not-a-use",
      purpose: "coolingKwh",
    });
    expect(reasonFrom(made({ uses: [{ ...use, hotWaterKwh: Number.NaN }] })).code).toBe("not-a-use");
  });

  it("moves with Fgeo by its heating alone, and adds up over carriers", () => {
    const kwh = fc.integer({ min: 0, max: 1_000_000 });
    const uses = fc.record({
      carrier: fc.constantFrom(...swedishWeightingFactors.map(({ carrier }) => carrier)),
      heatingKwh: kwh,
      coolingKwh: kwh,
      hotWaterKwh: kwh,
      propertyKwh: kwh,
    });
    fc.assert(
      fc.property(uses, uses, fc.integer({ min: 5, max: 25 }), (a, b, tenths) => {
        const ep = (list: PrimaryEnergyInput["uses"], fgeo: number) =>
          toDouble(valueFrom(made({ uses: list, geographicFactor: permit(fgeo) })).exactKwhPerSquareMetre);
        const fgeo = tenths / 10;
        expect(ep([a, b], fgeo)).toBeCloseTo(ep([a], fgeo) + ep([b], fgeo), 6);
        const unheated = { ...a, heatingKwh: 0 };
        expect(ep([unheated], fgeo)).toBe(ep([unheated], 1));
        expect(ep([a], fgeo) - ep([unheated], fgeo)).toBeCloseTo((ep([a], 1) - ep([unheated], 1)) / fgeo, 6);
      }),
    );
  });
});

describe("the energy class", () => {
  const classOf = (kwhPerSquareMetre: number, requirement: number) =>
    valueFrom(
      energyClass({ ...valueFrom(made()), kwhPerSquareMetre } as PrimaryEnergyNumber, permit(requirement)),
    ).energyClass;

  it("holds its upper bound: 50, 75, 100, 135, 180 and 235 % of what a new building may use", () => {
    const bounds = [50, 75, 100, 135, 180, 235];
    expect(bounds.map((pct) => classOf(pct, 100))).toEqual(["A", "B", "C", "D", "E", "F"]);
    expect(bounds.map((pct) => classOf(pct + 1, 100))).toEqual(["B", "C", "D", "E", "F", "G"]);
    // 135 % of 60 is 81 exactly, which a double's 1.35 × 60 is not sure to be.
    expect([classOf(81, 60), classOf(82, 60)]).toEqual(["D", "E"]);
  });

  it("of the house above is D under a requirement of 70, and carries all it rests on", () => {
    const classed = valueFrom(energyClass(valueFrom(made()), permit(70)));
    // 85 / 70 = 121.4 %
    expect(classed.energyClass).toBe("D");
    expect(classed.exactPctOfRequirement).toEqual(fraction(8500n, 70n));
    expect(classed.scale).toBe(swedishEnergyClasses);
    expect(reasonFrom(energyClass(valueFrom(made()), permit(0))).code).toBe("not-a-requirement");
  });
});

const facts = referenceFile("facts", "se_energy_declaration.json");

describe.skipIf(!facts.present)("against the shared facts of the Swedish energy declaration", () => {
  it("the weights and the classes are the same", () => {
    const read = JSON.parse(facts.text()) as {
      VF: Record<string, number>;
      classes_ratio_of_new_build_requirement: Record<string, [number, number | null]>;
    };
    const weight = (carrier: string) => {
      const found = swedishWeightingFactors.find((record) => record.carrier === carrier)!.weight;
      return Number(found.mantissa) / 10 ** found.decimals;
    };
    expect({
      electricity: weight("electricity"),
      district_heating: weight("district-heat"),
      district_cooling: weight("district-cooling"),
      biofuel: weight("biofuel"),
      fossil_oil: weight("oil"),
      fossil_gas: weight("gas"),
    }).toEqual(read.VF);
    for (const [name, [, highest]] of Object.entries(read.classes_ratio_of_new_build_requirement)) {
      const pct = swedishEnergyClasses.highestPctOfRequirement.find(([letter]) => letter === name)![1];
      expect(pct).toBe(highest === null ? null : Math.round(highest * 100));
    }
  });
});
