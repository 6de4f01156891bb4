import { fail, ok, type Result } from "@husting/series";
import { type Comparison, compareFactors } from "./comparison.ts";
import type { Energy } from "./energy.ts";
import type { EmissionFactor } from "./factor.ts";
import { type CarbonFigure, type EmissionsReason, emissions } from "./figure.ts";
import { compare } from "./fraction.ts";
import { type Place, places, placesAt } from "./places.ts";

export interface SensitivityLine {
  readonly figure: CarbonFigure;
  /** Against the chosen factor. */
  readonly comparison: Comparison;
}

export interface Sensitivity {
  readonly chosen: CarbonFigure;
  /** What every other applicable factor would give, lowest first. */
  readonly others: readonly SensitivityLine[];
  readonly lowest: CarbonFigure;
  readonly highest: CarbonFigure;
  /** Applicable factors that could not be used, with why. */
  readonly leftOut: readonly { readonly factor: EmissionFactor; readonly reason: EmissionsReason }[];
}

export type SensitivityReason =
  | EmissionsReason
  | { readonly code: "factor-not-of-place"; readonly place: string; readonly factorPlace: string };

const byGrams = (a: CarbonFigure, b: CarbonFigure): number => compare(a.exactGrams, b.exactGrams);

/**
 * What the same energy emits by every method known for the place. A candidate applies when it is of the same carrier and of
 * the place or a wider one, of whatever year; those that count something else are shown with the reasons why they
 * are not to be compared, because readers meet such figures elsewhere.
 * @param energy used or avoided.
 * @param place where the energy was used; see `places.ts`.
 * @param known the seeded places, or those with a city's own networks.
 */
export function sensitivity(
  energy: Energy,
  place: string,
  chosen: EmissionFactor,
  candidates: readonly EmissionFactor[],
  known: readonly Place[] = places,
): Result<Sensitivity, SensitivityReason> {
  const applicable = placesAt(place, known);
  if (!applicable.includes(chosen.place)) {
    return fail({ code: "factor-not-of-place", place, factorPlace: chosen.place });
  }
  const chosenFigure = emissions(energy, chosen);
  if (!chosenFigure.ok) return chosenFigure;
  const others: SensitivityLine[] = [];
  const leftOut: { factor: EmissionFactor; reason: EmissionsReason }[] = [];
  for (const factor of candidates) {
    if (factor.id === chosen.id || factor.carrier !== energy.carrier || !applicable.includes(factor.place))
      continue;
    const figure = emissions(energy, factor);
    if (figure.ok) others.push({ figure: figure.value, comparison: compareFactors(chosen, factor) });
    else leftOut.push({ factor, reason: figure.reason });
  }
  others.sort((a, b) => byGrams(a.figure, b.figure));
  const all = [chosenFigure.value, ...others.map((line) => line.figure)].sort(byGrams);
  return ok({ chosen: chosenFigure.value, others, lowest: all[0]!, highest: all.at(-1)!, leftOut });
}
