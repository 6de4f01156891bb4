import { fail, ok, type Result } from "@husting/series";
import { type DailyModel, predictDailyParts } from "./caltrackdaily.ts";
import { type PublishedBand, type PublishedBands, publishedBands } from "./publishedband.ts";
import { checkReadable, type DailyReason } from "./sufficiency.ts";

export interface AvoidedUse {
  /** Sums over the counted days, in the unit of the baseline's use (kWh). avoided = counterfactual − observed. */
  readonly observed: number;
  readonly counterfactual: number;
  readonly avoided: number;
  /** Parts of the counterfactual. */
  readonly parts: { readonly base: number; readonly heating: number; readonly cooling: number };
  readonly publishedBand: PublishedBand;
  readonly publishedBands: PublishedBands;
  /** A day counts when both its use and its temperature were measured; nothing is scaled up for the others. */
  readonly coverage: { readonly daysCounted: number; readonly daysExpected: number };
  /** By day; NaN on days that do not count. */
  readonly daily: { readonly counterfactual: Float64Array; readonly avoided: Float64Array };
}

/**
 * Avoided energy use (CalTRACK 2.0, 3.5.1): the baseline's use under the reporting period's weather less what was used.
 * @param reporting one value a day, NaN = not measured; temperature in the model's unit.
 * @param band which published band stands in `publishedBand`; both are in `publishedBands`.
 */
export function avoidedUse(
  model: DailyModel,
  reporting: { readonly useKwh: Float64Array; readonly temperature: Float64Array },
  band: "FSU" | "OLS" = "FSU",
): Result<AvoidedUse, DailyReason> {
  const readable = checkReadable(reporting.useKwh, reporting.temperature);
  if (!readable.ok) return readable;
  const days = reporting.useKwh.length;
  const modelled = predictDailyParts(model, reporting.temperature);
  const avoidedByDay = new Float64Array(days).fill(Number.NaN);
  const counterfactualByDay = new Float64Array(days).fill(Number.NaN);
  let counted = 0;
  let observed = 0;
  let counterfactual = 0;
  let base = 0;
  let heating = 0;
  let cooling = 0;
  for (let day = 0; day < days; day++) {
    const use = reporting.useKwh[day]!;
    const expected = modelled.totalKwh[day]!;
    if (Number.isNaN(use) || Number.isNaN(expected)) continue;
    counted++;
    observed += use;
    counterfactual += expected;
    base += modelled.baseKwh[day]!;
    heating += modelled.heatingKwh[day]!;
    cooling += modelled.coolingKwh[day]!;
    counterfactualByDay[day] = expected;
    avoidedByDay[day] = expected - use;
  }
  if (counted === 0) return fail({ code: "too-few-days", have: 0, need: 1, missing: "both" });
  const bands = publishedBands(model.fit, { periods: counted, meanKwh: observed / counted }, "daily");
  return ok({
    observed,
    counterfactual,
    avoided: counterfactual - observed,
    parts: { base, heating, cooling },
    publishedBand: band === "FSU" ? bands.fsu : bands.ols,
    publishedBands: bands,
    coverage: { daysCounted: counted, daysExpected: days },
    daily: { counterfactual: counterfactualByDay, avoided: avoidedByDay },
  });
}
