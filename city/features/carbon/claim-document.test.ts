import type { EnergyVerdict, VerdictDocument } from "@husting/verdict";
import { describe, expect, it } from "vitest";
import type { CarbonChoice } from "./choice.ts";
import { cityFactors } from "./city-factors.ts";
import { claimOf, claimText, type JudgedVersion, readClaimDocument } from "./claim-document.ts";

const choice = {
  place: "umea-energi",
  factors: { "district-heat": "umea-dh-2022", gas: "ipcc-ng" },
  gasHeatingValue: null,
  own: [],
} as const satisfies CarbonChoice;
const factors = cityFactors({ carbon: choice });
const calibrations = [
  { id: "a", date: "2026-11-25", source: "ordinary years" },
  { id: "a", date: "2026-11-25", source: "ordinary years" },
];

const figures = { avoidedKwh: 10_000.5, lowerKwh: 7_000.25, upperKwh: 13_000.75 };
function judged(
  carrier: string,
  energy: Partial<Record<keyof EnergyVerdict, unknown>> = { figures, reason: null },
): JudgedVersion {
  // 2025-03-01 to 2026-02-28.
  const document = {
    energy,
    outcome: "verified",
    periods: { reporting: { firstDay: 20_148, lastDay: 20_512 } },
  };
  return {
    measure: { slug: "windows", carrier },
    version: 2,
    sha256: "ab".repeat(32),
    isFinal: true,
    document: document as unknown as VerdictDocument,
  };
}
const claim = (of: JudgedVersion) => claimOf(of, factors, "2026-03-05", async () => calibrations);

describe("the claim of a verdict's avoided carbon", () => {
  it("is its energy by the city's factor, with the energy's interval, exact to the gram", async () => {
    const made = await claim(judged("district-heat"));
    expect(made).toMatchObject({
      ok: true,
      value: {
        verdict: { version: 2, outcome: "verified", isFinal: true },
        period: { fromDate: "2025-03-01", toDate: "2026-02-28" },
        claim: {
          measure: "windows",
          frozenOn: "2026-03-05",
          avoided: { interval90: { halfWidthKwh: 3000.25, calibration: { id: "a" } } },
          factor: { id: "umea-dh-2022" },
          // 10 000.5 × 51 = 510 025.5, to the even gram; ± 3000.25 × 51 = 153 012.75
          grams: "510026",
          lowerGrams: "357013",
          upperGrams: "663038",
        },
      },
    });
  });

  it("has a reason where the energy cannot be told, has no factor or is gas of an unknown kind, and no figure", async () => {
    const untold = judged("district-heat", { figures: null, reason: { code: "too-little-measured" } });
    const codeOf = async (of: JudgedVersion) => {
      const made = await claim(of);
      return made.ok ? made.value.claim.grams : made.reason;
    };
    expect(await codeOf(untold)).toEqual({ code: "energy-not-told", because: "too-little-measured" });
    expect(await codeOf(judged("electricity"))).toEqual({ code: "no-factor-chosen", carrier: "electricity" });
    expect(await codeOf(judged("gas"))).toEqual({ code: "heating-value-not-stated", carrier: "gas" });
    const higher = cityFactors({ carbon: { ...choice, gasHeatingValue: "higher" } });
    expect(await claimOf(judged("gas"), higher, "2026-03-05", async () => calibrations)).toMatchObject({
      reason: { code: "heating-value-differs" },
    });
  });

  it("is believed when read back as long as nobody has touched it", async () => {
    const made = await claim(judged("district-heat"));
    if (!made.ok) throw new Error(made.reason.code);
    const text = claimText(made.value);
    expect(readClaimDocument(JSON.parse(text))).toMatchObject({
      ok: true,
      value: { checked: { emissions: { figure: { grams: 510_026n } } } },
    });
    const reread = (from: string, to: string) => readClaimDocument(JSON.parse(text.replace(from, to)));
    expect(reread('"grams":"510026"', '"grams":"910026"')).toMatchObject({
      reason: { code: "figure-is-not-the-frozen-one" },
    });
    expect(reread('"gramsPerKwh":"51"', '"gramsPerKwh":"52"')).toMatchObject({
      reason: { code: "factor-is-not-the-frozen-one" },
    });
    expect(reread('"standing":"verified",', "")).toMatchObject({ reason: { field: "standing" } });
    for (const nothing of [null, 7, [], {}, { ...made.value, claim: null }])
      expect(readClaimDocument(nothing)).toMatchObject({ reason: { code: "not-a-claim" } });
  });
});
