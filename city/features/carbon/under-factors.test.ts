import { describe, expect, it } from "vitest";
import { cityFactors } from "./city-factors.ts";
import { carbonOfEstimate, underFactors } from "./under-factors.ts";
import { choiceOfCountry } from "./usual-choice.ts";

const [sweden, china] = [
  cityFactors({ carbon: choiceOfCountry.SE }),
  cityFactors({ carbon: choiceOfCountry.CN }),
];
const calibration = { id: "a", date: "2026-11-25", source: "ordinary years" };
const avoided = {
  metered: { carrier: "electricity" },
  avoidedKwh: 1000,
  halfWidthKwh: 100,
  calibration,
} as const;

describe("the same avoided energy in another city", () => {
  it("is by that city's factor of the year, with the interval of the energy", () => {
    expect(underFactors(sweden, avoided, 2026)).toMatchObject({
      ok: true,
      value: {
        amount: { kg: 90, lowKg: 81, highKg: 99, gas: "CO2e", scope: "life-cycle" },
        factor: { id: "nordic-el-ivl" },
        yearsOld: 5,
      },
    });
    expect(underFactors(china, avoided, 2022)).toMatchObject({
      value: { amount: { kg: 536.6, gas: "CO2" }, factor: { id: "cn-el-2022" }, yearsOld: 0 },
    });
  });

  it("has a reason where that city does not count such energy, and no zero", () => {
    const heat = { ...avoided, metered: { carrier: "district-heat" } } as const;
    expect(underFactors(sweden, heat, 2026)).toMatchObject({ reason: { code: "no-factor-chosen" } });
    const gas = { ...avoided, metered: { carrier: "gas", heatingValue: "higher" } } as const;
    expect(underFactors(china, gas, 2026)).toMatchObject({ reason: { code: "heating-value-differs" } });
  });
});

describe("what an estimate of energy stands for", () => {
  it("keeps the ends of the estimate, and has a reason where there is no factor", () => {
    const kwh = { value: 900, low: 800, high: 1100 };
    expect(carbonOfEstimate(china, "district-heat", kwh, 2026)).toMatchObject({
      value: { amount: { kg: 356.4, lowKg: 316.8, highKg: 435.6 } },
    });
    expect(carbonOfEstimate(china, "gas", kwh, 2026)).toMatchObject({
      reason: { code: "heating-value-not-stated" },
    });
    expect(carbonOfEstimate(china, "cooling", kwh, 2026).ok).toBe(false);
  });
});
