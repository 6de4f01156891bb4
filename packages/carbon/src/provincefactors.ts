import { fail, ok, parseDecimal, type Result } from "@husting/series";
import { type EmissionFactor, emissionFactor } from "./factor.ts";
import { fractionOfDecimal } from "./fraction.ts";

/** A province's average electricity factor of one year, as China's ministry publishes it: kg CO2/kWh with four decimals. */
export interface ProvinceFigure {
  /** ISO 3166-2 (`CN-SN`) where known, else the province's name. */
  readonly place: string;
  readonly year: number;
  readonly kilogramsPerKwh: string;
}

export type ProvinceReason = {
  readonly code: "not-a-factor";
  readonly place: string;
  readonly kilogramsPerKwh: string;
};

/**
 * The figure as a factor. The provinces' averages of 2021 and 2022 are announced by the ministry (2024 No. 12 and 2024-12-20);
 * what is known here is a transcription of them, so they are second-hand until someone has read the announcements.
 */
export function provinceFactor(figure: ProvinceFigure): Result<EmissionFactor, ProvinceReason> {
  const { place, year, kilogramsPerKwh } = figure;
  const refused = fail({ code: "not-a-factor", place, kilogramsPerKwh } as const);
  const value = parseDecimal(kilogramsPerKwh, ".");
  // A figure in g/kWh read as kg/kWh would be a thousand times too high; no grid is above 2 kg.
  if (
    !value.ok ||
    fractionOfDecimal(value.value).numerator > 2n * fractionOfDecimal(value.value).denominator
  ) {
    return refused;
  }
  const { mantissa, decimals } = value.value;
  const grams = mantissa * 1000n;
  const scale = 10n ** BigInt(decimals);
  const rest = (grams % scale).toString().padStart(decimals, "0").replace(/0+$/, "");
  const factor = emissionFactor({
    id: `cn-province-${place}-el-${year}`,
    place,
    carrier: "electricity",
    period: { kind: "year", year },
    gramsPerKwh: `${grams / scale}${rest === "" ? "" : `.${rest}`}`,
    gas: "CO2",
    basis: "location",
    mix: "consumption",
    scope: "direct",
    inferred: ["mix", "scope"],
    source: "MEE and NBS, provincial averages, as transcribed in public repositories",
    url: null,
    licence: { kind: "not-stated" },
    standing: "second-hand",
  });
  return factor.ok ? ok(factor.value) : refused;
}
