import { type FactorRecord, sensitivity } from "@husting/carbon";
import { describe, expect, it } from "vitest";
import { type CarbonChoice, findChoiceFault } from "./choice.ts";
import { cityFactors } from "./city-factors.ts";
import { choiceOfCountry } from "./usual-choice.ts";

const network: FactorRecord = {
  id: "our-heat-2024",
  place: "our-network",
  carrier: "district-heat",
  period: { kind: "year", year: 2024 },
  gramsPerKwh: "61.5",
  gas: "CO2e",
  basis: "market",
  mix: "production",
  scope: "life-cycle",
  inferred: [],
  source: "Our heat company, declaration of 2024",
  url: null,
  licence: { kind: "not-stated" },
  standing: "user-supplied",
};
const choice = {
  place: "SE2",
  factors: { electricity: "nordic-residual-2022", "district-heat": network.id, gas: "ipcc-ng" },
  gasHeatingValue: "lower",
  own: [
    network,
    { ...network, id: "our-heat-2025", period: { kind: "year", year: 2025 }, gramsPerKwh: "58" },
  ],
} as const satisfies CarbonChoice;
const factors = cityFactors({ carbon: choice });
const idIn = (carrier: string, year: number): unknown => {
  const found = factors.of(carrier, year);
  return found.ok ? [found.value.factor.id, found.value.yearsOld] : found.reason.code;
};

describe("the factors of a city", () => {
  it("the record it names says how is counted, and the year says which of those that count so", () => {
    expect(idIn("electricity", 2019)).toEqual(["nordic-residual-2019", 0]);
    expect(idIn("electricity", 2020)).toEqual(["nordic-residual-2019", 1]);
    expect(idIn("electricity", 2026)).toEqual(["nordic-residual-2023", 3]);
    // The first one for years of before there was any; it says that it is younger.
    expect(idIn("electricity", 2015)).toEqual(["nordic-residual-2019", -4]);
    expect(idIn("district-heat", 2026)).toEqual(["our-heat-2025", 1]);
    expect(idIn("district-heat", 2024)).toEqual(["our-heat-2024", 0]);
  });

  it("an energy without a factor has a reason and no zero", () => {
    expect(idIn("cooling", 2026)).toBe("no-factor-chosen");
    expect(idIn("water", 2026)).toBe("no-energy");
    const se = cityFactors({ carbon: choiceOfCountry.SE });
    expect(se.of("district-heat", 2026)).toMatchObject({ reason: { code: "no-factor-chosen" } });
    expect(se.metered("gas")).toMatchObject({ reason: { code: "heating-value-not-stated" } });
    expect(factors.metered("gas")).toEqual({ ok: true, value: { carrier: "gas", heatingValue: "lower" } });
  });

  it("the city's carriers are called as packages/carbon calls them", () => {
    const cooled = cityFactors({
      carbon: { ...choice, place: "umea-energi", factors: { cooling: "umea-dc-2022" } },
    });
    expect(cooled.metered("cooling")).toEqual({ ok: true, value: { carrier: "district-cooling" } });
    expect(cooled.of("cooling", 2022)).toMatchObject({ value: { factor: { gramsPerKwh: "33" } } });
    expect(cooled.of("district-cooling", 2022).ok).toBe(true);
  });

  it("rows of an open database stand apart, and are used only where the city names one", () => {
    expect(factors.known.every(({ licence }) => licence.kind !== "open-database")).toBe(true);
    expect(factors.openDatabase.length).toBe(3);
    const ofGrid: FactorRecord = {
      ...network,
      id: "grid-2023",
      place: "SE2",
      carrier: "electricity",
      period: { kind: "year", year: 2023 },
      basis: "location",
      mix: "consumption",
    };
    const named = (id: string) =>
      cityFactors({ carbon: { ...choice, factors: { electricity: id }, own: [ofGrid] } }).of(
        "electricity",
        2024,
      );
    expect(named("grid-2023")).toMatchObject({ value: { factor: { id: "grid-2023" } } });
    expect(named("se-el-em-SE2-2024")).toMatchObject({ value: { factor: { id: "se-el-em-SE2-2024" } } });
  });

  it("its suppliers' networks are within it, so that other methods stand beside their factors", () => {
    const chosen = factors.chosen("district-heat");
    if (!chosen.ok) throw new Error(chosen.reason.code);
    const energy = { carrier: "district-heat", exactKwh: { numerator: 1000n, denominator: 1n } } as const;
    const others = sensitivity(energy, factors.place, chosen.value, factors.known, factors.places);
    expect(others).toMatchObject({ ok: true, value: { others: [{ figure: { grams: 58_000n } }] } });
  });

  it("a choice that does not hold is refused by name", () => {
    expect(findChoiceFault(choice)).toBeUndefined();
    expect(findChoiceFault(choiceOfCountry.CN)).toBeUndefined();
    expect(findChoiceFault({ ...choice, factors: { electricity: network.id } })).toMatchObject({
      code: "factor-unknown",
      known: expect.arrayContaining(["nordic-el-ivl"]),
    });
    expect(findChoiceFault({ ...choice, own: [{ ...network, source: "" }] })).toEqual({
      code: "own-record-faulty",
      index: 0,
      reason: { code: "field-missing-or-unknown", field: "source" },
    });
    expect(findChoiceFault({ ...choice, own: [{ ...network, id: "ipcc-ng" }] })).toEqual({
      code: "id-taken",
      index: 0,
      id: "ipcc-ng",
    });
  });
});
