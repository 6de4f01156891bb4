import { fail, ok, type Result } from "@husting/series";
import { checkHours, type HourlyReason } from "./caltrackhourly.ts";
import type { HourCalendar } from "./hourcalendar.ts";
import {
  dayColumns,
  dayPenalties,
  driftColumn,
  expectedSizes,
  pastOf,
  softnessShare,
  writeDay,
} from "./hustingdesign.ts";
import { fitSoftFloorRidge, rowTimes, softFloor } from "./robustridge.ts";
import { type FitStatistics, fitStatistics } from "./statistics.ts";
import { type TemperatureUnit, toCelsius } from "./temperature.ts";

/** Consecutive hours with their local calendar, from `hourCalendar`. */
export interface Hours {
  readonly calendar: HourCalendar;
  /** Kind of each local day from the first hour's day on, from `dayKinds`. */
  readonly dayKinds: Uint8Array;
  /** Outdoor temperature by hour, NaN = not measured. */
  readonly temperature: Float64Array;
}

export interface HustingHourlyInput extends Hours {
  readonly useKwh: Float64Array;
  readonly temperatureUnit: TemperatureUnit;
  readonly sufficiency?: "required" | "waived";
}

export interface HustingHourlyModel {
  readonly method: "husting-hourly-2";
  readonly temperatureUnit: TemperatureUnit;
  /** 24 hours of the day × columns, row-major; NaN for an hour of the day that was never measured. */
  readonly coefficients: Float64Array;
  readonly columns: readonly string[];
  /** Use is softFloor(columns · coefficients): how far above zero, kWh an hour, the floor begins to be felt. */
  readonly softnessKwh: number;
  /**
   * How much more is used a day at the end of the baseline than at its start, kWh, weather and calendar alike, in
   * hours that stay clear of the floor.
   */
  readonly driftKwh: number;
  readonly baseline: {
    readonly firstDay: number;
    readonly daysExpected: number;
    readonly hoursCounted: number;
    readonly hoursExpected: number;
  };
  readonly fit: FitStatistics;
  readonly sufficiency: "met" | "waived";
}

const dayCount = dayColumns.length;
const columns = [...dayColumns, "hourAboveDay", "hourAboveDayWhenCold"];
const columnCount = columns.length;
const penalties = Float64Array.of(...dayPenalties, 5, 5);
// Under this daily mean a building is taken to be heated, and a cold night hour to count as heating.
const heatedUnderC = 14;
const spanC = 5;
const hoursInDay = 24;
// Thirty days of each hour of the day, or the columns are mere penalty.
const leastHoursOfEach = 30;

/**
 * Husting's hourly baseline: the daily model's columns fitted to each hour of the day by itself (penalised, robust),
 * with how much warmer the hour is than its day. A building's occupancy is thus found from its load, hour by hour.
 */
export function fitHustingHourly(input: HustingHourlyInput): Result<HustingHourlyModel, HourlyReason> {
  const checked = checkHours(input);
  if (!checked.ok) return checked;
  const days = dayTable(input, input.temperatureUnit);
  const { useKwh, calendar } = input;
  const hours = useKwh.length;
  const byHour = sortByHourOfDay(calendar);
  const rows = new Float64Array(days.count * dayCount);
  for (let d = 0; d < days.count; d++)
    writeRow(days, input.dayKinds, d, (d + 0.5) / days.count - 0.5, rows, d * dayCount);
  const meanKwh = meanOf(useKwh);
  const softnessKwh = softnessShare * meanKwh;
  const reluctance = { penalty: penalties, expected: expectedSizes(columnCount, meanKwh) };
  let driftKwh = 0;
  const coefficients = new Float64Array(hoursInDay * columnCount).fill(Number.NaN);
  const modelled = new Float64Array(hours).fill(Number.NaN);
  let hoursCounted = 0;
  for (let hourOfDay = 0; hourOfDay < hoursInDay; hourOfDay++) {
    const members = byHour[hourOfDay]!;
    const x = new Float64Array(members.length * columnCount);
    const y = new Float64Array(members.length);
    const used = new Int32Array(members.length);
    let n = 0;
    for (const hour of members) {
      const d = calendar.localDay[hour]! - days.firstDay;
      const t = toCelsius(input.temperature[hour]!, input.temperatureUnit);
      if (Number.isNaN(useKwh[hour]!) || Number.isNaN(t)) continue;
      const at = n * columnCount;
      x.set(rows.subarray(d * dayCount, (d + 1) * dayCount), at);
      writeHour(t, days.meanC[d]!, x, at);
      y[n] = useKwh[hour]!;
      used[n++] = hour;
    }
    if (n < leastHoursOfEach) continue;
    hoursCounted += n;
    const ridge = fitSoftFloorRidge(x, y.subarray(0, n), columnCount, reluctance, softnessKwh);
    coefficients.set(ridge.beta, hourOfDay * columnCount);
    driftKwh += ridge.beta[driftColumn]!;
    for (let i = 0; i < n; i++) {
      modelled[used[i]!] = softFloor(rowTimes(x, i * columnCount, ridge.beta), softnessKwh);
    }
  }
  if (hoursCounted === 0) return fail({ code: "no-hours" });
  const observed = new Float64Array(hoursCounted);
  const expected = new Float64Array(hoursCounted);
  let n = 0;
  for (let hour = 0; hour < hours; hour++) {
    if (Number.isNaN(modelled[hour]!)) continue;
    observed[n] = useKwh[hour]!;
    expected[n++] = modelled[hour]!;
  }
  const fit = fitStatistics(observed, expected, 0);
  if (!(fit.observedVariance > 1e-18 * fit.observedMean * fit.observedMean)) {
    return fail({ code: "constant-use", valueKwh: fit.observedMean });
  }
  return ok({
    method: "husting-hourly-2",
    temperatureUnit: input.temperatureUnit,
    coefficients,
    columns,
    softnessKwh,
    driftKwh,
    baseline: { firstDay: days.firstDay, daysExpected: days.count, hoursCounted, hoursExpected: hours },
    fit,
    sufficiency: input.sufficiency === "waived" ? "waived" : "met",
  });
}

/** Modelled use by hour, kWh, never below zero; NaN where the temperature is or the hour of the day was never fitted. */
export function predictHustingHourly(model: HustingHourlyModel, hours: Hours): Float64Array {
  const days = dayTable(hours, model.temperatureUnit);
  const { calendar } = hours;
  const n = hours.temperature.length;
  const result = new Float64Array(n).fill(Number.NaN);
  const row = new Float64Array(columnCount);
  let written = -1;
  for (let hour = 0; hour < n; hour++) {
    const t = toCelsius(hours.temperature[hour]!, model.temperatureUnit);
    if (Number.isNaN(t)) continue;
    const d = calendar.localDay[hour]! - days.firstDay;
    if (d !== written) {
      const position =
        (calendar.localDay[hour]! - model.baseline.firstDay + 0.5) / model.baseline.daysExpected - 0.5;
      writeRow(days, hours.dayKinds, d, Math.min(0.5, Math.max(-0.5, position)), row, 0);
      written = d;
    }
    writeHour(t, days.meanC[d]!, row, 0);
    const at = (calendar.hourOfWeek[hour]! % hoursInDay) * columnCount;
    const beta = model.coefficients.subarray(at, at + columnCount);
    result[hour] = softFloor(rowTimes(row, 0, beta), model.softnessKwh);
  }
  return result;
}

function meanOf(useKwh: Float64Array): number {
  let sum = 0;
  let count = 0;
  for (const use of useKwh) {
    if (Number.isNaN(use)) continue;
    sum += use;
    count++;
  }
  return count === 0 ? 0 : sum / count;
}

interface DayTable {
  readonly firstDay: number;
  readonly count: number;
  /** Mean of the day's measured hours, °C; NaN when none was. */
  readonly meanC: Float64Array;
}

function dayTable(hours: Pick<Hours, "calendar" | "temperature">, unit: TemperatureUnit): DayTable {
  const { localDay } = hours.calendar;
  const firstDay = localDay[0] ?? 0;
  const count = localDay.length === 0 ? 0 : localDay[localDay.length - 1]! - firstDay + 1;
  const meanC = new Float64Array(count);
  const measured = new Float64Array(count);
  for (let hour = 0; hour < localDay.length; hour++) {
    const t = toCelsius(hours.temperature[hour]!, unit);
    if (Number.isNaN(t)) continue;
    meanC[localDay[hour]! - firstDay]! += t;
    measured[localDay[hour]! - firstDay]! += 1;
  }
  for (let d = 0; d < count; d++) meanC[d]! /= measured[d]!;
  return { firstDay, count, meanC };
}

function writeRow(
  days: DayTable,
  kinds: Uint8Array,
  d: number,
  drift: number,
  x: Float64Array,
  offset: number,
): void {
  const temperatureC = days.meanC[d]!;
  const past = pastOf(days.meanC, d);
  writeDay({ localDay: days.firstDay + d, kind: kinds[d] ?? 0, temperatureC, ...past, drift }, x, offset);
}

function writeHour(temperatureC: number, dayMeanC: number, x: Float64Array, offset: number): void {
  const above = (temperatureC - dayMeanC) / spanC;
  x[offset + dayCount] = above;
  x[offset + dayCount + 1] = dayMeanC < heatedUnderC ? above : 0;
}

function sortByHourOfDay(calendar: HourCalendar): Int32Array[] {
  const counts = new Int32Array(hoursInDay);
  for (const hour of calendar.hourOfWeek) counts[hour % hoursInDay]! += 1;
  const members = Array.from(counts, (count) => new Int32Array(count));
  counts.fill(0);
  for (let i = 0; i < calendar.hourOfWeek.length; i++) {
    const hourOfDay = calendar.hourOfWeek[i]! % hoursInDay;
    members[hourOfDay]![counts[hourOfDay]!++] = i;
  }
  return members;
}
