import {
  cambridgeRecord,
  checkDailySufficiency,
  checkReadable,
  type DailyReason,
  dayKinds,
  type FitStatistics,
  fitCaltrackDaily,
  fitHustingDaily,
  fitStatistics,
  fitTowt,
  interval90,
  type Method,
  predictDaily,
  predictHustingDaily,
  predictTowt,
  publishedBands,
  type TemperatureUnit,
  type TowtReason,
  weekdayOf,
} from "@husting/savings";
import { fail, ok, type Result } from "@husting/series";
import type { SavingsStatement } from "../statement.ts";
import type { ClaimOptions, ClaimPeriod, ClaimRun } from "./claim.ts";
import { dailySection, hustingDailySection, type ModelSection, towtSection } from "./model-section.ts";
import { type ClaimReason, constantReporting, reasonOfDays } from "./reasons.ts";
import { type ClaimDays, localDateOfDay, type MeterSeries } from "./series.ts";

interface Fitted {
  readonly method: Method;
  readonly model: ModelSection;
  readonly fit: FitStatistics;
  readonly baselineKwh: Float64Array;
  readonly reportingKwh: Float64Array;
  readonly driftKwhPerDay: number;
}

/** Consecutive days of one period. */
interface PeriodDays {
  readonly firstDay: number;
  readonly useKwh: Float64Array;
  readonly temperature: Float64Array;
}

/** A claim by a method that knows days: CalTRACK daily, TOWT on daily values, Husting's daily. */
export function dailyRun(
  series: MeterSeries,
  days: ClaimDays,
  options: ClaimOptions,
): Result<ClaimRun, ClaimReason> {
  const part = (from: number, to: number): PeriodDays => ({
    firstDay: days.firstLocalDay + from,
    useKwh: days.useKwh.subarray(from, to),
    temperature: days.temperature.subarray(from, to),
  });
  const baseline = part(days.baselineFrom, days.baselineTo);
  const reporting = part(days.reportingFrom, days.reportingTo);
  const fitted = fitDays(baseline, reporting, series.temperatureUnit, options);
  if (!fitted.ok) return fail(reasonOfDays("baseline", fitted.reason, days, days.baselineFrom));
  const readable = checkReadable(reporting.useKwh, reporting.temperature);
  if (!readable.ok) return fail(reasonOfDays("reporting", readable.reason, days, days.reportingFrom));
  const counted = countDays(reporting, fitted.value.reportingKwh);
  if (counted.days === 0) {
    const nothing: DailyReason = { code: "too-few-days", have: 0, need: 1, missing: "both" };
    return fail(reasonOfDays("reporting", nothing, days, days.reportingFrom));
  }
  const constant = constantReporting(reporting.useKwh);
  if (constant !== undefined) return fail(constant);
  const { method, model, fit, driftKwhPerDay } = fitted.value;
  const residuals =
    method === "caltrack-daily" ? fit : residualStatistics(baseline, fitted.value.baselineKwh);
  return ok({
    model,
    fit,
    observedKwh: counted.observedKwh,
    counterfactualKwh: counted.counterfactualKwh,
    interval: interval90(cambridgeRecord, method, options.carrier, residuals, {
      counterfactualKwh: counted.counterfactualKwh,
      days: counted.days,
      driftKwhPerDay,
    }),
    publishedBand:
      method === "caltrack-daily" ? fsuBand(fit, counted.days, counted.observedKwh / counted.days) : null,
    coverage: {
      baseline: periodOf(
        days,
        days.baselineFrom,
        days.baselineTo,
        countDays(baseline, fitted.value.baselineKwh).days,
      ),
      reporting: periodOf(days, days.reportingFrom, days.reportingTo, counted.days),
    },
    modelledDailyKwh: fitted.value.reportingKwh,
  });
}

function fitDays(
  baseline: PeriodDays,
  reporting: PeriodDays,
  temperatureUnit: TemperatureUnit,
  options: ClaimOptions,
): Result<Fitted, DailyReason | TowtReason> {
  if (options.method === "towt") {
    // TOWT itself asks for no whole year; a claim does.
    const enough = checkDailySufficiency(baseline);
    if (!enough.ok) return enough;
    const timeOfWeek = (days: PeriodDays) =>
      Uint8Array.from(days.useKwh, (_, day) => weekdayOf(days.firstDay + day));
    const model = fitTowt({ ...baseline, temperatureUnit, timeOfWeek: timeOfWeek(baseline) });
    if (!model.ok) return model;
    const at = (days: PeriodDays) => predictTowt(model.value, days.temperature, timeOfWeek(days));
    return ok({
      method: "towt-daily",
      model: towtSection(model.value, "day"),
      fit: model.value.fit,
      baselineKwh: at(baseline),
      reportingKwh: at(reporting),
      driftKwhPerDay: 0,
    });
  }
  if (options.method === "husting-daily") {
    const withKinds = (days: PeriodDays) => ({
      ...days,
      kinds: dayKinds(days.firstDay, days.useKwh.length, options.country),
    });
    const model = fitHustingDaily({ ...withKinds(baseline), temperatureUnit });
    if (!model.ok) return model;
    const at = (days: PeriodDays) => predictHustingDaily(model.value, withKinds(days));
    return ok({
      method: "husting-daily",
      model: hustingDailySection(model.value),
      fit: model.value.fit,
      baselineKwh: at(baseline),
      reportingKwh: at(reporting),
      driftKwhPerDay: model.value.reading.driftKwh,
    });
  }
  const candidates = { heating: true, cooling: !options.heatingOnly };
  const model = fitCaltrackDaily({ ...baseline, temperatureUnit, candidates });
  if (!model.ok) return model;
  return ok({
    method: "caltrack-daily",
    model: dailySection(model.value),
    fit: model.value.fit,
    baselineKwh: predictDaily(model.value, baseline.temperature),
    reportingKwh: predictDaily(model.value, reporting.temperature),
    driftKwhPerDay: 0,
  });
}

/** A day counts when both its use and its modelled use are known; nothing is scaled up for the others. */
function countDays(days: Pick<PeriodDays, "useKwh">, modelledKwh: Float64Array) {
  let counted = 0;
  let observedKwh = 0;
  let counterfactualKwh = 0;
  for (let day = 0; day < modelledKwh.length; day++) {
    const use = days.useKwh[day]!;
    const expected = modelledKwh[day]!;
    if (Number.isNaN(use) || Number.isNaN(expected)) continue;
    counted++;
    observedKwh += use;
    counterfactualKwh += expected;
  }
  return { days: counted, observedKwh, counterfactualKwh };
}

/** Daily residual statistics of a baseline over its counted days: what an interval rests on. */
export function residualStatistics(
  days: { readonly useKwh: Float64Array },
  modelledKwh: Float64Array,
): FitStatistics {
  const counted = Array.from(days.useKwh.keys()).filter(
    (day) => !Number.isNaN(days.useKwh[day]! + modelledKwh[day]!),
  );
  return fitStatistics(
    Float64Array.from(counted, (day) => days.useKwh[day]!),
    Float64Array.from(counted, (day) => modelledKwh[day]!),
    0,
  );
}

function fsuBand(
  fit: FitStatistics,
  periods: number,
  meanKwh: number,
): SavingsStatement["savings"]["publishedBand"] {
  const { value, confidence, label } = publishedBands(fit, { periods, meanKwh }, "daily").fsu;
  return { method: "FSU", value, confidence, label };
}

export function periodOf(days: ClaimDays, from: number, to: number, daysCounted: number): ClaimPeriod {
  return {
    from: localDateOfDay(days, from),
    to: localDateOfDay(days, to - 1),
    daysCounted,
    daysExpected: to - from,
    share: daysCounted / (to - from),
  };
}
