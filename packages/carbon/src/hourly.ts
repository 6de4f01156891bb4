import {
  type Coverage,
  decimalFromNumber,
  endMs,
  fail,
  multiplyExact,
  ok,
  type RegularSeries,
  type Result,
} from "@husting/series";
import type { Carrier } from "./energy.ts";
import { type FactorDescription, type FactorReason, faultyField } from "./factor.ts";
import { DecimalSum, type Fraction, roundHalfEven } from "./fraction.ts";
import type { MadeBy } from "./made.ts";

/** A factor that changes by the hour (or another step): g/kWh at equal steps of UTC time, NaN where it is not known. */
export type HourlyFactors = FactorDescription & {
  readonly gramsPerKwh: RegularSeries;
} & MadeBy<"hourlyFactors">;

export type HourlyReason =
  | FactorReason
  | { readonly code: "negative-or-infinite-factor"; readonly index: number }
  | { readonly code: "no-hours" };

/** The description and the series as hourly factors. The hours stand in the series, so there is no period beside them. */
export function hourlyFactors(
  description: FactorDescription,
  gramsPerKwh: RegularSeries,
): Result<HourlyFactors, HourlyReason> {
  const field = faultyField(description);
  if (field !== undefined) return fail({ code: "field-missing-or-unknown", field });
  const index = gramsPerKwh.values.findIndex((value) => value < 0 || value === Number.POSITIVE_INFINITY);
  if (index >= 0) return fail({ code: "negative-or-infinite-factor", index });
  if (gramsPerKwh.values.every(Number.isNaN)) return fail({ code: "no-hours" });
  return ok({ ...description, gramsPerKwh } as unknown as HourlyFactors);
}

/** What a load emitted hour by hour. Hours that lack a use or a factor are not in it, and are counted. */
export interface HourlyFigure extends MadeBy<"hourlyEmissions"> {
  readonly grams: bigint;
  readonly exactGrams: Fraction;
  /** The energy of the hours that are in it. */
  readonly exactKwh: Fraction;
  readonly carrier: Carrier;
  readonly factors: HourlyFactors;
  /** Steps with both a use and a factor, of the steps of the use. */
  readonly coverage: Coverage;
  readonly stepsWithoutUse: number;
  readonly stepsWithoutFactor: number;
}

export type HourlyEmissionsReason =
  | { readonly code: "carrier-differs"; readonly energy: Carrier; readonly factor: Carrier }
  | { readonly code: "steps-differ"; readonly stepMs: readonly [number, number] }
  | { readonly code: "grids-differ"; readonly shiftMs: number }
  | { readonly code: "nothing-in-common" }
  | { readonly code: "infinite-use"; readonly index: number };

/**
 * Use × factor step by step, each as the shortest decimal of its double, exactly.
 * @param useKwh amounts used in each step, NaN = not measured.
 */
export function hourlyEmissions(
  carrier: Carrier,
  useKwh: RegularSeries,
  factors: HourlyFactors,
): Result<HourlyFigure, HourlyEmissionsReason> {
  const series = factors.gramsPerKwh;
  const { stepMs } = useKwh;
  if (carrier !== factors.carrier)
    return fail({ code: "carrier-differs", energy: carrier, factor: factors.carrier });
  if (stepMs !== series.stepMs) return fail({ code: "steps-differ", stepMs: [stepMs, series.stepMs] });
  const shiftMs = (series.startMs - useKwh.startMs) % stepMs;
  if (shiftMs !== 0) return fail({ code: "grids-differ", shiftMs });
  const offset = (useKwh.startMs - series.startMs) / stepMs;
  const gramsSum = new DecimalSum();
  const kwhSum = new DecimalSum();
  let measured = 0;
  let stepsWithoutUse = 0;
  let stepsWithoutFactor = 0;
  for (let i = 0; i < useKwh.values.length; i++) {
    const gramsPerKwh = series.values[i + offset] ?? Number.NaN;
    if (Number.isNaN(useKwh.values[i]!)) {
      stepsWithoutUse++;
      continue;
    }
    const kwh = decimalFromNumber(useKwh.values[i]!);
    if (!kwh.ok) return fail({ code: "infinite-use", index: i });
    const factor = decimalFromNumber(gramsPerKwh);
    if (!factor.ok) {
      stepsWithoutFactor++;
      continue;
    }
    measured++;
    kwhSum.add(kwh.value);
    gramsSum.add(multiplyExact(kwh.value, factor.value));
  }
  if (measured === 0) return fail({ code: "nothing-in-common" });
  const expected = (endMs(useKwh) - useKwh.startMs) / stepMs;
  const exactGrams = gramsSum.total();
  return ok({
    grams: roundHalfEven(exactGrams),
    exactGrams,
    exactKwh: kwhSum.total(),
    carrier,
    factors,
    coverage: { measured, expected, share: measured / expected },
    stepsWithoutUse,
    stepsWithoutFactor,
  } as HourlyFigure);
}

/**
 * How the hourly grid figures of the Cambridge University Estates archive are described (kg CO2/kWh there; 2013 to 2020).
 * The values themselves are not part of this package.
 */
export const cambridgeGrid: FactorDescription = {
  id: "gb-el-cambridge-hourly",
  place: "GB",
  carrier: "electricity",
  gas: "CO2",
  basis: "location",
  mix: "production",
  scope: "direct",
  inferred: ["basis", "mix", "scope"],
  source: "Cambridge University Estates building energy archive, carbon intensity of the grid",
  url: null,
  licence: {
    kind: "named",
    name: "MIT",
    attribution: "Copyright (c) 2023 Energy Efficient Cities Initiative, University of Cambridge",
  },
  standing: "second-hand",
};
