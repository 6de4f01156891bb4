import { fail, ok, type Result } from "@husting/series";

/** Why days cannot carry a baseline. `day` counts from 0. */
export type DailyReason =
  | { readonly code: "lengths-differ"; readonly useDays: number; readonly temperatureDays: number }
  | { readonly code: "not-finite"; readonly day: number; readonly column: "use" | "temperature" }
  | { readonly code: "negative-use"; readonly day: number; readonly valueKwh: number }
  | { readonly code: "baseline-too-short"; readonly days: number; readonly need: number }
  | {
      readonly code: "too-few-days";
      readonly have: number;
      readonly need: number;
      readonly missing: "use" | "temperature" | "both";
    }
  | {
      readonly code: "temperature-missing-run";
      readonly fromDay: number;
      readonly days: number;
      readonly most: number;
    }
  | { readonly code: "constant-use"; readonly valueKwh: number }
  | { readonly code: "no-qualified-model" };

export interface DailySufficiency {
  readonly daysExpected: number;
  readonly daysCounted: number;
}

/**
 * Limits as records. The first two are CalTRACK 2.0, 2.2.1.1–2.2.1.3 (a baseline is 365 days; at least 90 % of them
 * have use, temperature, and both). The third is this house's own: CalTRACK's daily method would let 36 days in a row
 * without temperature pass, and so fit a year without its coldest month.
 */
export const dailyLimits = {
  baselineDays: 365,
  coverageShare: 0.9,
  longestTemperatureGapDays: 27,
} as const;

/** CalTRACK's data sufficiency for a daily baseline; gaps are NaN. */
export function checkDailySufficiency(input: {
  readonly useKwh: Float64Array;
  readonly temperature: Float64Array;
}): Result<DailySufficiency, DailyReason> {
  const { useKwh, temperature } = input;
  const readable = checkReadable(useKwh, temperature);
  if (!readable.ok) return readable;
  const days = useKwh.length;
  let use = 0;
  let warm = 0;
  let both = 0;
  for (let day = 0; day < days; day++) {
    const hasUse = !Number.isNaN(useKwh[day]!);
    const hasTemperature = !Number.isNaN(temperature[day]!);
    if (hasUse) use++;
    if (hasTemperature) warm++;
    if (hasUse && hasTemperature) both++;
  }
  if (days < dailyLimits.baselineDays) {
    return fail({ code: "baseline-too-short", days, need: dailyLimits.baselineDays });
  }
  const need = Math.ceil(dailyLimits.coverageShare * days);
  if (use < need) return fail({ code: "too-few-days", have: use, need, missing: "use" });
  if (warm < need) return fail({ code: "too-few-days", have: warm, need, missing: "temperature" });
  if (both < need) return fail({ code: "too-few-days", have: both, need, missing: "both" });
  const gap = checkTemperatureRun(temperature);
  if (!gap.ok) return gap;
  return ok({ daysExpected: days, daysCounted: both });
}

/** Refuses days whose longest run without temperature is a month's or longer. */
export function checkTemperatureRun(
  temperature: Float64Array,
): Result<undefined, Extract<DailyReason, { readonly code: "temperature-missing-run" }>> {
  let run = 0;
  let longest = 0;
  let longestEnd = 0;
  for (let day = 0; day < temperature.length; day++) {
    run = Number.isNaN(temperature[day]!) ? run + 1 : 0;
    if (run > longest) {
      longest = run;
      longestEnd = day + 1;
    }
  }
  if (longest <= dailyLimits.longestTemperatureGapDays) return ok(undefined);
  return fail({
    code: "temperature-missing-run",
    fromDay: longestEnd - longest,
    days: longest,
    most: dailyLimits.longestTemperatureGapDays,
  });
}

/** Whether the columns can be read at all: equal lengths, nothing infinite, nothing negative. */
export function checkReadable(
  useKwh: Float64Array,
  temperature: Float64Array,
): Result<undefined, DailyReason> {
  if (useKwh.length !== temperature.length) {
    return fail({ code: "lengths-differ", useDays: useKwh.length, temperatureDays: temperature.length });
  }
  for (let day = 0; day < useKwh.length; day++) {
    const use = useKwh[day]!;
    if (use < 0 && use !== Number.NEGATIVE_INFINITY)
      return fail({ code: "negative-use", day, valueKwh: use });
    if (Math.abs(use) === Number.POSITIVE_INFINITY) return fail({ code: "not-finite", day, column: "use" });
    if (Math.abs(temperature[day]!) === Number.POSITIVE_INFINITY) {
      return fail({ code: "not-finite", day, column: "temperature" });
    }
  }
  return ok(undefined);
}
