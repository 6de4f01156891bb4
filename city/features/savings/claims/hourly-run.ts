import {
  cambridgeRecord,
  checkHours,
  type DailyReason,
  dayKinds,
  type FitStatistics,
  fitCaltrackHourly,
  fitHustingHourly,
  fitTowt,
  type HourlyReason,
  interval90,
  type Method,
  predictHourly,
  predictHustingHourly,
  predictTowt,
  type TowtReason,
} from "@husting/savings";
import { fail, ok, type Result } from "@husting/series";
import type { ClaimOptions, ClaimPeriod, ClaimRun } from "./claim.ts";
import { periodOf, residualStatistics } from "./daily-run.ts";
import { isLeftOut } from "./events.ts";
import {
  caltrackHourlySection,
  hustingHourlySection,
  type ModelSection,
  towtSection,
} from "./model-section.ts";
import { type ClaimReason, constantReporting, reasonOfDays, reasonOfHours } from "./reasons.ts";
import { baselineHours, type ClaimDays, type ClaimHours, claimHours, type MeterSeries } from "./series.ts";

interface Fitted {
  readonly method: Method;
  readonly model: ModelSection;
  readonly fit: FitStatistics;
  readonly predict: (hours: ClaimHours) => Float64Array;
  readonly driftKwhPerDay: number;
}

/** A claim by a method that knows hours: CalTRACK hourly, TOWT, Husting's hourly. An hour counts when both are known. */
export function hourlyRun(
  series: MeterSeries,
  days: ClaimDays,
  options: ClaimOptions,
): Result<ClaimRun, ClaimReason> {
  const baseline = withoutLeftOut(baselineHours(series, days), options);
  const fitted = fitHours(baseline, series, options);
  if (!fitted.ok) return fail(reasonOfHours("baseline", fitted.reason, days));
  const { method, model, fit, predict, driftKwhPerDay } = fitted.value;
  const [from, to] = [days.bounds[days.reportingFrom]!, days.bounds[days.reportingTo]!];
  const reporting = withoutLeftOut(claimHours(series, from, to), options);
  const modelled = predict(reporting);
  const counted = countHours(reporting, modelled);
  if (counted.hours === 0) {
    const nothing: DailyReason = { code: "too-few-days", have: 0, need: 1, missing: "both" };
    return fail(reasonOfDays("reporting", nothing, days, days.reportingFrom));
  }
  const constant = constantReporting(reporting.useKwh);
  if (constant !== undefined) return fail(constant);
  const modelledBaseline = predict(baseline);
  const inBaseline = countHours(baseline, modelledBaseline);
  const { counterfactualKwh } = counted;
  return ok({
    model,
    fit,
    observedKwh: counted.observedKwh,
    counterfactualKwh,
    interval: interval90(
      cambridgeRecord,
      method,
      options.carrier,
      residualStatistics(
        { useKwh: byDay(baseline.useKwh, baseline.calendar.localDay) },
        byDay(modelledBaseline, baseline.calendar.localDay),
      ),
      { counterfactualKwh, days: Math.max(1, counted.hours / 24), driftKwhPerDay },
    ),
    publishedBand: null,
    coverage: {
      baseline: hoursPeriod(days, days.baselineFrom, days.baselineTo, inBaseline, baseline),
      reporting: hoursPeriod(days, days.reportingFrom, days.reportingTo, counted, reporting),
    },
    modelledDailyKwh: byDay(modelled, reporting.calendar.localDay),
  });
}

function fitHours(
  hours: ClaimHours,
  { temperatureUnit }: MeterSeries,
  { method, country }: ClaimOptions,
): Result<Fitted, HourlyReason | TowtReason> {
  const input = { ...hours, temperatureUnit };
  if (method === "towt") {
    // TOWT itself asks for no whole year; a claim does.
    const enough = checkHours(input);
    if (!enough.ok) return enough;
    const model = fitTowt({ ...input, timeOfWeek: hours.calendar.hourOfWeek });
    if (!model.ok) return model;
    return ok({
      method: "towt-hourly",
      model: towtSection(model.value, "hour"),
      fit: model.value.fit,
      predict: ({ temperature, calendar }) => predictTowt(model.value, temperature, calendar.hourOfWeek),
      driftKwhPerDay: 0,
    });
  }
  if (method === "caltrack-hourly") {
    const model = fitCaltrackHourly(input);
    if (!model.ok) return model;
    return ok({
      method,
      model: caltrackHourlySection(model.value),
      fit: model.value.fit,
      predict: (of) => predictHourly(model.value, of),
      driftKwhPerDay: 0,
    });
  }
  const withKinds = (of: ClaimHours) => {
    const first = of.calendar.localDay[0] ?? 0;
    return { ...of, dayKinds: dayKinds(first, (of.calendar.localDay.at(-1) ?? first) - first + 1, country) };
  };
  const model = fitHustingHourly({ ...withKinds(hours), temperatureUnit });
  if (!model.ok) return model;
  return ok({
    method: "husting-hourly",
    model: hustingHourlySection(model.value),
    fit: model.value.fit,
    predict: (of) => predictHustingHourly(model.value, withKinds(of)),
    driftKwhPerDay: model.value.driftKwh,
  });
}

/** The hours of dates that are left out become gaps, as their days are. */
function withoutLeftOut(hours: ClaimHours, { leftOut }: ClaimOptions): ClaimHours {
  if (leftOut.length === 0) return hours;
  const { localDay } = hours.calendar;
  const useKwh = hours.useKwh.map((use, hour) => (isLeftOut(leftOut, localDay[hour]!) ? Number.NaN : use));
  return { ...hours, useKwh };
}

interface CountedHours {
  readonly hours: number;
  readonly wholeDays: number;
  readonly observedKwh: number;
  readonly counterfactualKwh: number;
}

function countHours({ useKwh, calendar }: ClaimHours, modelledKwh: Float64Array): CountedHours {
  let hours = 0;
  let observedKwh = 0;
  let counterfactualKwh = 0;
  for (let hour = 0; hour < useKwh.length; hour++) {
    const use = useKwh[hour]!;
    const expected = modelledKwh[hour]!;
    if (Number.isNaN(use) || Number.isNaN(expected)) continue;
    hours++;
    observedKwh += use;
    counterfactualKwh += expected;
  }
  const differences = byDay(
    useKwh.map((use, hour) => use - modelledKwh[hour]!),
    calendar.localDay,
  );
  const wholeDays = differences.reduce((count, sum) => count + (Number.isNaN(sum) ? 0 : 1), 0);
  return { hours, wholeDays, observedKwh, counterfactualKwh };
}

/** Sums by local day; a day that lacks an hour is NaN. */
function byDay(values: Float64Array, localDay: Int32Array): Float64Array {
  const first = localDay[0] ?? 0;
  const sums = new Float64Array(localDay.length === 0 ? 0 : localDay[localDay.length - 1]! - first + 1);
  for (let hour = 0; hour < values.length; hour++) sums[localDay[hour]! - first]! += values[hour]!;
  return sums;
}

function hoursPeriod(
  days: ClaimDays,
  from: number,
  to: number,
  { hours, wholeDays }: CountedHours,
  { useKwh }: ClaimHours,
): ClaimPeriod {
  return {
    ...periodOf(days, from, to, Math.min(wholeDays, to - from)),
    share: hours / useKwh.length,
    hoursCounted: hours,
    hoursExpected: useKwh.length,
  };
}
