import { fail, ok, type Result } from "@husting/series";

export interface NormalisedUse {
  /** Use of a typical year under the model, in the model's unit of energy. */
  readonly annual: number;
  readonly daysCounted: number;
}

/**
 * Normalised annual use: a model's prediction summed over a typical year's days (CalTRACK 2.0, 3.6).
 * @param predicted the model's use on each day of the typical year; a NaN refuses the sum, because a typical year is
 * made up and has no reason for gaps.
 */
export function normalisedAnnualUse(
  predicted: Float64Array,
): Result<
  NormalisedUse,
  | { readonly code: "gap-in-typical-year"; readonly day: number }
  | { readonly code: "not-a-year"; readonly days: number }
> {
  if (predicted.length < 365 || predicted.length > 366)
    return fail({ code: "not-a-year", days: predicted.length });
  let annual = 0;
  for (let day = 0; day < predicted.length; day++) {
    if (!Number.isFinite(predicted[day]!)) return fail({ code: "gap-in-typical-year", day });
    annual += predicted[day]!;
  }
  return ok({ annual, daysCounted: predicted.length });
}
