import { type HourCalendar, hourCalendar, type TemperatureUnit } from "@husting/savings";
import { createWallClock, firstAtOrAfter, localDate } from "@husting/series";
import { type Days, dailyMeans, dailySums, daysOf, type SteppedReadings } from "../daily.ts";

/** One meter and its weather as they were read: gaps are readings that are not there, or NaN. */
export interface MeterSeries {
  readonly zone: string;
  /** Use in kWh by step; of bills, each lasts until the next begins. */
  readonly use: SteppedReadings;
  /** Instant at which the last bill ends; the start of the last row when left out, whose own use is then not counted. */
  readonly lastBillEndMs?: number | undefined;
  readonly outdoors: SteppedReadings;
  readonly temperatureUnit: TemperatureUnit;
}

export type Resolution = "hours" | "days" | "bills";

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
// A calendar month and two, with some days for a meter reader who comes late (CalTRACK 2.0, 2.2.3).
const BILL_DAYS = [25, 70] as const;

/** What a meter's step lets one do; undefined for steps that are neither days nor bills, such as weeks. */
export function resolutionOf(stepMs: number): Resolution | undefined {
  if (stepMs <= HOUR_MS) return "hours";
  if (stepMs <= DAY_MS) return "days";
  return stepMs >= BILL_DAYS[0] * DAY_MS && stepMs <= BILL_DAYS[1] * DAY_MS ? "bills" : undefined;
}

export interface ClaimPeriods {
  readonly baselineEndMs: number;
  readonly reportingStartMs: number;
}

/** The days of a claim: [baselineFrom, baselineTo) and [reportingFrom, reportingTo) are indexes into them. */
export interface ClaimDays extends Days {
  readonly zone: string;
  readonly firstLocalDay: number;
  readonly useKwh: Float64Array;
  readonly temperature: Float64Array;
  readonly baselineFrom: number;
  readonly baselineTo: number;
  readonly reportingFrom: number;
  readonly reportingTo: number;
}

export type NoDays = { readonly code: "no-baseline-days" } | { readonly code: "no-reporting-days" };

const YEAR_DAYS = 365;

/** Local days under the meter's readings, and which of them are baseline (up to 365) and reporting period (up to 365). */
export function claimDays(series: MeterSeries, periods: ClaimPeriods): ClaimDays | NoDays {
  const { zone, use } = series;
  const endMs = Math.max(use.atMs.at(-1)! + use.stepMs, series.lastBillEndMs ?? Number.NEGATIVE_INFINITY);
  const days = daysOf(zone, use.atMs[0]!, endMs);
  const starts = days.bounds.subarray(0, -1);
  const baselineTo = firstAtOrAfter(starts, periods.baselineEndMs);
  const reportingFrom = firstAtOrAfter(starts, periods.reportingStartMs);
  if (baselineTo === 0) return { code: "no-baseline-days" };
  if (reportingFrom === starts.length) return { code: "no-reporting-days" };
  return {
    zone,
    bounds: days.bounds,
    firstLocalDay: localDayOf(zone, days.bounds[0]!),
    useKwh: dailySums(use, days),
    temperature: dailyMeans(series.outdoors, days),
    baselineFrom: Math.max(0, baselineTo - YEAR_DAYS),
    baselineTo,
    reportingFrom,
    reportingTo: Math.min(starts.length, reportingFrom + YEAR_DAYS),
  };
}

/** Days since 1970-01-01 of the local date at an instant. */
function localDayOf(zone: string, atMs: number): number {
  return Math.floor(createWallClock(zone)(atMs) / DAY_MS);
}

/** Consecutive hours with use and temperature; gaps are NaN. */
export interface ClaimHours {
  readonly useKwh: Float64Array;
  readonly temperature: Float64Array;
  readonly calendar: HourCalendar;
}

/** Whole hours of [fromMs, toMs). An hour's use is there when all its readings are, its temperature when half are. */
export function claimHours(series: MeterSeries, fromMs: number, toMs: number): ClaimHours {
  const hours = Math.round((toMs - fromMs) / HOUR_MS);
  const use = byHour(series.use, fromMs, hours);
  const air = byHour(series.outdoors, fromMs, hours);
  const needUse = Math.round(HOUR_MS / series.use.stepMs);
  const needAir = HOUR_MS / series.outdoors.stepMs / 2;
  return {
    useKwh: use.sums.map((sum, hour) => (use.counts[hour]! < needUse ? Number.NaN : sum)),
    temperature: air.sums
      .map((sum, hour) => (air.counts[hour]! < needAir ? Number.NaN : sum))
      .map((sum, hour) => sum / air.counts[hour]!),
    calendar: hourCalendar(fromMs, hours, series.zone),
  };
}

function byHour({ atMs, value }: SteppedReadings, fromMs: number, hours: number) {
  const sums = new Float64Array(hours);
  const counts = new Uint16Array(hours);
  const toMs = fromMs + hours * HOUR_MS;
  for (let i = firstAtOrAfter(atMs, fromMs); i < atMs.length && atMs[i]! < toMs; i++) {
    if (Number.isNaN(value[i]!)) continue;
    const hour = Math.floor((atMs[i]! - fromMs) / HOUR_MS);
    sums[hour]! += value[i]!;
    counts[hour]! += 1;
  }
  return { sums, counts };
}

/** The hours of the baseline: its days, and at least 365 times 24 hours where clocks went forward twice in them. */
export function baselineHours(series: MeterSeries, days: ClaimDays): ClaimHours {
  const toMs = days.bounds[days.baselineTo]!;
  const fromMs = days.bounds[days.baselineFrom]!;
  const isYear = days.baselineTo - days.baselineFrom === YEAR_DAYS;
  return claimHours(series, isYear ? Math.min(fromMs, toMs - YEAR_DAYS * DAY_MS) : fromMs, toMs);
}

export function localDateOfDay(days: ClaimDays, day: number): string {
  return localDate(days.zone, days.bounds[day]!);
}
