import { fail, ok, type Result } from "@husting/series";
import { fitCaltrackDaily, predictDaily } from "./caltrackdaily.ts";
import { checkHours, fitCaltrackHourly, type HourlyReason, predictHourly } from "./caltrackhourly.ts";
import { weekdayOf } from "./daykinds.ts";
import type { HourCalendar } from "./hourcalendar.ts";
import { fitHustingDaily, predictHustingDaily } from "./hustingdaily.ts";
import { fitHustingHourly, predictHustingHourly } from "./hustinghourly.ts";
import { publishedBands } from "./publishedband.ts";
import { type FitStatistics, fitStatistics } from "./statistics.ts";
import { checkDailySufficiency, type DailyReason } from "./sufficiency.ts";
import { fitTowt, predictTowt, type TowtReason } from "./towt.ts";

/** The baselines that can be compared on the same hours. */
export const methods = [
  "caltrack-daily",
  "caltrack-hourly",
  "towt-daily",
  "towt-hourly",
  "husting-daily",
  "husting-hourly",
] as const;
export type Method = (typeof methods)[number];
export type MethodReason = DailyReason | HourlyReason | TowtReason;

/** Consecutive hours of one meter with their weather (°C) and local calendar; NaN = not measured. */
export interface MeterHours {
  readonly useKwh: Float64Array;
  readonly temperatureC: Float64Array;
  readonly calendar: HourCalendar;
  /** Kind of each local day from the first hour's on. */
  readonly dayKinds: Uint8Array;
}

/** What a method says of a reporting period, at the resolution it has. */
export interface Counterfactual {
  /** By hour; absent for methods that know days only. */
  readonly hourlyKwh: Float64Array | undefined;
  /** By local day of the reporting period. */
  readonly dailyKwh: Float64Array;
  /** Observed by local day; NaN when not every hour of the day was measured. */
  readonly observedDailyKwh: Float64Array;
  /** Daily residual statistics of the baseline, the same for all methods. */
  readonly baselineFit: FitStatistics;
  /** Change of use a day over the baseline that the method carries on from, kWh; 0 for methods that do not. */
  readonly driftKwhPerDay: number;
  /** Half-width of the published 90 % band of the whole period, where the method has one (CalTRACK daily). */
  readonly publishedBandKwh: number | undefined;
}

/** Fits one method on the baseline's hours and predicts the reporting period's. */
export function counterfactual(
  method: Method,
  baseline: MeterHours,
  reporting: MeterHours,
): Result<Counterfactual, MethodReason> {
  const before = toDays(baseline);
  const after = toDays(reporting);
  const run = runners[method](baseline, before, reporting, after);
  if (!run.ok) return run;
  const { baselineDaily, reportingDaily, reportingHourly } = run.value;
  const observed: number[] = [];
  const modelled: number[] = [];
  for (let d = 0; d < before.useKwh.length; d++) {
    if (Number.isNaN(before.useKwh[d]!) || Number.isNaN(baselineDaily[d]!)) continue;
    observed.push(before.useKwh[d]!);
    modelled.push(baselineDaily[d]!);
  }
  if (observed.length < 30)
    return fail({ code: "too-few-days", have: observed.length, need: 30, missing: "both" });
  return ok({
    hourlyKwh: reportingHourly,
    dailyKwh: reportingDaily,
    observedDailyKwh: after.useKwh,
    baselineFit: fitStatistics(Float64Array.from(observed), Float64Array.from(modelled), 0),
    driftKwhPerDay: run.value.driftKwhPerDay,
    publishedBandKwh: run.value.publishedBandKwh,
  });
}

interface MeterDays {
  readonly firstDay: number;
  readonly useKwh: Float64Array;
  readonly temperatureC: Float64Array;
  readonly weekday: Uint8Array;
}

/** Local days: sums of use and means of temperature; a day that lacks an hour of either is a gap in it. */
export function toDays(hours: MeterHours): MeterDays {
  const { localDay } = hours.calendar;
  const firstDay = localDay[0] ?? 0;
  const days = localDay.length === 0 ? 0 : localDay[localDay.length - 1]! - firstDay + 1;
  const useKwh = sumByDay(hours.useKwh, localDay, firstDay, days);
  const temperatureC = sumByDay(hours.temperatureC, localDay, firstDay, days);
  const hoursOfDay = new Uint8Array(days);
  for (const day of localDay) hoursOfDay[day - firstDay]! += 1;
  for (let d = 0; d < days; d++) temperatureC[d]! /= hoursOfDay[d]!;
  return {
    firstDay,
    useKwh,
    temperatureC,
    weekday: Uint8Array.from({ length: days }, (_, d) => weekdayOf(firstDay + d)),
  };
}

function sumByDay(values: Float64Array, localDay: Int32Array, firstDay: number, days: number): Float64Array {
  const sums = new Float64Array(days);
  for (let hour = 0; hour < values.length; hour++) sums[localDay[hour]! - firstDay]! += values[hour]!;
  return sums;
}

interface Run {
  readonly baselineDaily: Float64Array;
  readonly reportingDaily: Float64Array;
  readonly reportingHourly: Float64Array | undefined;
  readonly driftKwhPerDay: number;
  readonly publishedBandKwh: number | undefined;
}

type Runner = (
  baseline: MeterHours,
  before: MeterDays,
  reporting: MeterHours,
  after: MeterDays,
) => Result<Run, MethodReason>;

const runners: Record<Method, Runner> = {
  "caltrack-daily": (_, before, __, after) => {
    const model = fitCaltrackDaily({
      useKwh: before.useKwh,
      temperature: before.temperatureC,
      temperatureUnit: "C",
    });
    if (!model.ok) return model;
    const reportingDaily = predictDaily(model.value, after.temperatureC);
    let observed = 0;
    let counted = 0;
    for (let d = 0; d < reportingDaily.length; d++) {
      if (Number.isNaN(reportingDaily[d]! + after.useKwh[d]!)) continue;
      observed += after.useKwh[d]!;
      counted++;
    }
    const bands = publishedBands(model.value.fit, { periods: counted, meanKwh: observed / counted }, "daily");
    return daysOnly(
      predictDaily(model.value, before.temperatureC),
      reportingDaily,
      counted > 0 ? { publishedBandKwh: bands.fsu.value } : {},
    );
  },
  "caltrack-hourly": (baseline, before, reporting, after) => {
    const model = fitCaltrackHourly({
      ...baseline,
      temperature: baseline.temperatureC,
      temperatureUnit: "C",
    });
    if (!model.ok) return model;
    const at = (hours: MeterHours) =>
      predictHourly(model.value, { temperature: hours.temperatureC, calendar: hours.calendar });
    return hoursToo(at(baseline), before, baseline, at(reporting), after, reporting);
  },
  // TOWT's papers say nothing of sufficiency: what CalTRACK asks of days and hours is asked here too.
  "towt-daily": (_, before, __, after) => {
    const checked = checkDailySufficiency({ useKwh: before.useKwh, temperature: before.temperatureC });
    if (!checked.ok) return checked;
    const model = fitTowt({
      useKwh: before.useKwh,
      temperature: before.temperatureC,
      timeOfWeek: before.weekday,
      temperatureUnit: "C",
    });
    if (!model.ok) return model;
    const at = (days: MeterDays) => predictTowt(model.value, days.temperatureC, days.weekday);
    return daysOnly(at(before), at(after));
  },
  "towt-hourly": (baseline, before, reporting, after) => {
    const checked = checkHours({ ...baseline, temperature: baseline.temperatureC, temperatureUnit: "C" });
    if (!checked.ok) return checked;
    const model = fitTowt({
      useKwh: baseline.useKwh,
      temperature: baseline.temperatureC,
      timeOfWeek: baseline.calendar.hourOfWeek,
      temperatureUnit: "C",
    });
    if (!model.ok) return model;
    const at = (hours: MeterHours) => predictTowt(model.value, hours.temperatureC, hours.calendar.hourOfWeek);
    return hoursToo(at(baseline), before, baseline, at(reporting), after, reporting);
  },
  "husting-daily": (baseline, before, reporting, after) => {
    const days = (table: MeterDays, hours: MeterHours) => ({
      firstDay: table.firstDay,
      kinds: hours.dayKinds,
      temperature: table.temperatureC,
    });
    const model = fitHustingDaily({ ...days(before, baseline), useKwh: before.useKwh, temperatureUnit: "C" });
    if (!model.ok) return model;
    const at = (table: MeterDays, hours: MeterHours) => predictHustingDaily(model.value, days(table, hours));
    return daysOnly(at(before, baseline), at(after, reporting), {
      driftKwhPerDay: model.value.reading.driftKwh,
    });
  },
  "husting-hourly": (baseline, before, reporting, after) => {
    const model = fitHustingHourly({ ...baseline, temperature: baseline.temperatureC, temperatureUnit: "C" });
    if (!model.ok) return model;
    const at = (hours: MeterHours) =>
      predictHustingHourly(model.value, { ...hours, temperature: hours.temperatureC });
    return hoursToo(at(baseline), before, baseline, at(reporting), after, reporting, model.value.driftKwh);
  },
};

function daysOnly(
  baselineDaily: Float64Array,
  reportingDaily: Float64Array,
  more: { readonly publishedBandKwh?: number; readonly driftKwhPerDay?: number } = {},
): Result<Run, MethodReason> {
  return ok({
    baselineDaily,
    reportingDaily,
    reportingHourly: undefined,
    driftKwhPerDay: more.driftKwhPerDay ?? 0,
    publishedBandKwh: more.publishedBandKwh,
  });
}

function hoursToo(
  baselineHourly: Float64Array,
  before: MeterDays,
  baseline: MeterHours,
  reportingHourly: Float64Array,
  after: MeterDays,
  reporting: MeterHours,
  driftKwhPerDay = 0,
): Result<Run, MethodReason> {
  return ok({
    baselineDaily: sumByDay(
      baselineHourly,
      baseline.calendar.localDay,
      before.firstDay,
      before.useKwh.length,
    ),
    reportingDaily: sumByDay(
      reportingHourly,
      reporting.calendar.localDay,
      after.firstDay,
      after.useKwh.length,
    ),
    reportingHourly,
    driftKwhPerDay,
    publishedBandKwh: undefined,
  });
}
