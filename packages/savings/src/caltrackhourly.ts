import { fail, ok, type Result } from "@husting/series";
import type { HourCalendar } from "./hourcalendar.ts";
import { solveSymmetric } from "./leastsquares.ts";
import { type FitStatistics, fitStatistics } from "./statistics.ts";
import { type TemperatureUnit, toFahrenheit } from "./temperature.ts";
import { binEndpointsF, binOf, keptEndpoints } from "./temperaturebins.ts";

export interface HourlyInput {
  /** One value an hour in time order; NaN = not measured. Negative hours (feed-in) are refused. */
  readonly useKwh: Float64Array;
  /** Outdoor temperature of the same hours; NaN = not measured. */
  readonly temperature: Float64Array;
  readonly temperatureUnit: TemperatureUnit;
  /** The hours' local calendar, from `hourCalendar`. */
  readonly calendar: Pick<HourCalendar, "hourOfWeek" | "month">;
  readonly sufficiency?: "required" | "waived";
}

export type HourlyReason =
  | {
      readonly code: "lengths-differ";
      readonly useHours: number;
      readonly temperatureHours: number;
      readonly calendarHours: number;
    }
  | { readonly code: "not-finite"; readonly hour: number; readonly column: "use" | "temperature" }
  | { readonly code: "negative-use"; readonly hour: number; readonly valueKwh: number }
  | { readonly code: "baseline-too-short"; readonly hours: number; readonly need: number }
  | {
      readonly code: "too-few-hours-in-month";
      readonly month: number;
      readonly have: number;
      readonly need: number;
      readonly missing: "use" | "temperature";
    }
  | { readonly code: "constant-use"; readonly valueKwh: number }
  | { readonly code: "no-hours" };

/** The model of one calendar month, fitted on it (weight 1) and its neighbours (weight ½). */
export interface HourlySegment {
  /** The month it predicts, 1 = January. */
  readonly month: number;
  /** Per hour of the week: 1 when more than 65 % of its hours lie above a plain degree-day model. */
  readonly occupied: Uint8Array;
  /** Use at each hour of the week with every bin at zero (kWh); NaN when that hour was never measured. */
  readonly hourOfWeekKwh: Float64Array;
  /** Endpoints (°F) kept and slopes (kWh per °F) of the bins between them: one more slope than endpoints. */
  readonly whenOccupied: BinLine;
  readonly whenUnoccupied: BinLine;
  readonly parameters: number;
  /** In-sample statistics of the month itself. */
  readonly fit: FitStatistics;
}

export interface BinLine {
  readonly endpointsF: readonly number[];
  readonly slopes: Float64Array;
}

export interface HourlyModel {
  readonly method: "caltrack-2.0-hourly";
  readonly temperatureUnit: TemperatureUnit;
  /** Twelve, January first; undefined where its three months hold no hours. */
  readonly segments: readonly (HourlySegment | undefined)[];
  readonly baseline: { readonly hoursCounted: number; readonly hoursExpected: number };
  readonly fit: FitStatistics;
  readonly sufficiency: "met" | "waived";
}

/** Limits as records: a baseline of 365 days with 90 % of each calendar month's hours (CalTRACK 2.0, 2.2.4). */
export const hourlyLimits = { baselineHours: 8760, monthShare: 0.9 } as const;

const occupancyShare = 0.65;
const occupancyCoolingF = 65;
const occupancyHeatingF = 50;
const weekHours = 168;
const monthsInYear = 12;
const mostBins = binEndpointsF.length + 1;
const cellSums = 5;

/** Hours of one calendar month, gap-free. */
interface MonthHours {
  readonly count: number;
  readonly use: Float64Array;
  readonly temperatureF: Float64Array;
  readonly hourOfWeek: Uint8Array;
  /** Sums for the plain degree-day model: 1, c, h, y and their products. */
  readonly plain: Float64Array;
  /** Sums per hour of the week and full temperature bin: 1, t, y, t·t, t·y. */
  readonly cells: Float64Array;
}

/**
 * CalTRACK 2.0 hourly (3.8–3.10) as openeemeter 3.2.0 computes it: for each month a weighted least squares of hourly use
 * on the hour of the week and on temperature bins, apart for occupied and unoccupied hours, over the month and its
 * neighbours. An hour of the week is either occupied or not, so the two responses are fitted apart, after taking each
 * hour of the week's own mean out (Frisch–Waugh–Lovell); the result is the joint fit's. Deterministic.
 */
export function fitCaltrackHourly(input: HourlyInput): Result<HourlyModel, HourlyReason> {
  const checked = checkHours(input);
  if (!checked.ok) return checked;
  const months = sortIntoMonths(input);
  const segments: (HourlySegment | undefined)[] = [];
  let hoursCounted = 0;
  for (let month = 1; month <= monthsInYear; month++) {
    segments.push(fitSegment(month, months));
    hoursCounted += months[month - 1]!.count;
  }
  if (hoursCounted < 2) return fail({ code: "no-hours" });
  const draft = { temperatureUnit: input.temperatureUnit, segments };
  const modelled = predictHourly(draft, input);
  const observed = new Float64Array(hoursCounted);
  const expected = new Float64Array(hoursCounted);
  let n = 0;
  let parameters = 0;
  for (let i = 0; i < modelled.length; i++) {
    if (Number.isNaN(modelled[i]!) || Number.isNaN(input.useKwh[i]!)) continue;
    observed[n] = input.useKwh[i]!;
    expected[n] = modelled[i]!;
    n++;
  }
  for (const segment of segments) parameters += segment?.parameters ?? 0;
  const fit = fitStatistics(observed.subarray(0, n), expected.subarray(0, n), Math.min(parameters, n - 2));
  if (!(fit.observedVariance > 1e-18 * fit.observedMean * fit.observedMean)) {
    return fail({ code: "constant-use", valueKwh: fit.observedMean });
  }
  return ok({
    method: "caltrack-2.0-hourly",
    ...draft,
    baseline: { hoursCounted, hoursExpected: input.useKwh.length },
    fit,
    sufficiency: input.sufficiency === "waived" ? "waived" : "met",
  });
}

/** Modelled use by hour; NaN where the temperature is, or where the month or hour of the week was never fitted. */
export function predictHourly(
  model: Pick<HourlyModel, "segments" | "temperatureUnit">,
  hours: Pick<HourlyInput, "temperature" | "calendar">,
): Float64Array {
  const { temperature, calendar } = hours;
  const result = new Float64Array(temperature.length);
  for (let i = 0; i < result.length; i++) {
    const segment = model.segments[calendar.month[i]! - 1];
    const hour = calendar.hourOfWeek[i]!;
    if (segment === undefined) {
      result[i] = Number.NaN;
      continue;
    }
    const t = toFahrenheit(temperature[i]!, model.temperatureUnit);
    const line = segment.occupied[hour] === 1 ? segment.whenOccupied : segment.whenUnoccupied;
    result[i] = segment.hourOfWeekKwh[hour]! + response(line, t);
  }
  return result;
}

function response(line: BinLine, temperatureF: number): number {
  const { endpointsF, slopes } = line;
  let sum = 0;
  let lower = 0;
  for (let bin = 0; bin < endpointsF.length; bin++) {
    const upper = endpointsF[bin]!;
    if (!(temperatureF > upper)) return sum + slopes[bin]! * (temperatureF - lower);
    sum += slopes[bin]! * (upper - lower);
    lower = upper;
  }
  return sum + slopes[endpointsF.length]! * (temperatureF - lower);
}

/** Whether hours can carry a baseline; gaps are NaN. */
export function checkHours(input: HourlyInput): Result<undefined, HourlyReason> {
  const { useKwh, temperature, calendar } = input;
  const n = useKwh.length;
  if (temperature.length !== n || calendar.hourOfWeek.length !== n || calendar.month.length !== n) {
    return fail({
      code: "lengths-differ",
      useHours: n,
      temperatureHours: temperature.length,
      calendarHours: calendar.hourOfWeek.length,
    });
  }
  const expected = new Float64Array(monthsInYear + 1);
  const use = new Float64Array(monthsInYear + 1);
  const warm = new Float64Array(monthsInYear + 1);
  for (let hour = 0; hour < n; hour++) {
    const value = useKwh[hour]!;
    const month = calendar.month[hour]!;
    if (Math.abs(value) === Number.POSITIVE_INFINITY)
      return fail({ code: "not-finite", hour, column: "use" });
    if (value < 0) return fail({ code: "negative-use", hour, valueKwh: value });
    if (Math.abs(temperature[hour]!) === Number.POSITIVE_INFINITY) {
      return fail({ code: "not-finite", hour, column: "temperature" });
    }
    expected[month]! += 1;
    if (!Number.isNaN(value)) use[month]! += 1;
    if (!Number.isNaN(temperature[hour]!)) warm[month]! += 1;
  }
  if (input.sufficiency === "waived") return ok(undefined);
  if (n < hourlyLimits.baselineHours) {
    return fail({ code: "baseline-too-short", hours: n, need: hourlyLimits.baselineHours });
  }
  for (let month = 1; month <= monthsInYear; month++) {
    const need = Math.ceil(hourlyLimits.monthShare * expected[month]!);
    for (const [missing, have] of [
      ["use", use[month]!],
      ["temperature", warm[month]!],
    ] as const) {
      if (have < need) return fail({ code: "too-few-hours-in-month", month, have, need, missing });
    }
  }
  return ok(undefined);
}

function sortIntoMonths(input: HourlyInput): MonthHours[] {
  const { useKwh, temperature, calendar } = input;
  const counts = new Int32Array(monthsInYear);
  for (let i = 0; i < useKwh.length; i++) {
    if (!Number.isNaN(useKwh[i]!) && !Number.isNaN(temperature[i]!)) counts[calendar.month[i]! - 1]! += 1;
  }
  const months: MonthHours[] = Array.from(counts, (count) => ({
    count,
    use: new Float64Array(count),
    temperatureF: new Float64Array(count),
    hourOfWeek: new Uint8Array(count),
    plain: new Float64Array(9),
    cells: new Float64Array(weekHours * mostBins * cellSums),
  }));
  counts.fill(0);
  for (let i = 0; i < useKwh.length; i++) {
    const y = useKwh[i]!;
    const t = toFahrenheit(temperature[i]!, input.temperatureUnit);
    if (Number.isNaN(y) || Number.isNaN(t)) continue;
    const index = calendar.month[i]! - 1;
    const month = months[index]!;
    const at = counts[index]!;
    counts[index] = at + 1;
    month.use[at] = y;
    month.temperatureF[at] = t;
    month.hourOfWeek[at] = calendar.hourOfWeek[i]!;
    const c = Math.max(0, t - occupancyCoolingF);
    const h = Math.max(0, occupancyHeatingF - t);
    const { plain } = month;
    plain[0]! += 1;
    plain[1]! += c;
    plain[2]! += h;
    plain[3]! += y;
    plain[4]! += c * c;
    plain[5]! += h * h;
    plain[6]! += c * y;
    plain[7]! += h * y;
    const { cells } = month;
    const cell = (calendar.hourOfWeek[i]! * mostBins + binOf(t)) * cellSums;
    cells[cell]! += 1;
    cells[cell + 1]! += t;
    cells[cell + 2]! += y;
    cells[cell + 3]! += t * t;
    cells[cell + 4]! += t * y;
  }
  return months;
}

function fitSegment(month: number, months: readonly MonthHours[]): HourlySegment | undefined {
  const own = months[month - 1]!;
  const before = months[(month + 10) % monthsInYear]!;
  const after = months[month % monthsInYear]!;
  const parts = [before, own, after];
  const weights = [0.5, 1, 0.5];
  if (own.count < 2) return undefined;
  const occupied = findOccupied(parts, weights);
  const sides = [fitSide(parts, weights, occupied, 0), fitSide(parts, weights, occupied, 1)] as const;
  const hourOfWeekKwh = new Float64Array(weekHours);
  for (let hour = 0; hour < weekHours; hour++)
    hourOfWeekKwh[hour] = sides[occupied[hour] === 1 ? 1 : 0].hours[hour]!;
  const lines = sides.map((side) => side.line) as [BinLine, BinLine];
  let parameters = weekHours;
  for (const side of sides) parameters += side.any ? side.line.slopes.length : 0;
  const modelled = new Float64Array(own.count);
  for (let i = 0; i < own.count; i++) {
    const hour = own.hourOfWeek[i]!;
    modelled[i] = hourOfWeekKwh[hour]! + response(lines[occupied[hour] === 1 ? 1 : 0], own.temperatureF[i]!);
  }
  return {
    month,
    occupied,
    hourOfWeekKwh,
    whenUnoccupied: lines[0],
    whenOccupied: lines[1],
    parameters,
    fit: fitStatistics(own.use, modelled, Math.min(parameters, own.count - 2)),
  };
}

/** Hours of the week more than 65 % of which lie above use ~ cooling degrees over 65 °F + heating degrees under 50 °F. */
function findOccupied(parts: readonly MonthHours[], weights: readonly number[]): Uint8Array {
  const sums = new Float64Array(9);
  for (let p = 0; p < parts.length; p++) {
    for (let k = 0; k < sums.length; k++) sums[k]! += weights[p]! * parts[p]!.plain[k]!;
  }
  const [w, c, h, y, cc, hh, cy, hy] = sums as unknown as [
    number,
    number,
    number,
    number,
    number,
    number,
    number,
    number,
  ];
  const matrix = Float64Array.of(cc - (c * c) / w, (-c * h) / w, (-c * h) / w, hh - (h * h) / w);
  const slopes = solveSymmetric(matrix, Float64Array.of(cy - (c * y) / w, hy - (h * y) / w));
  const intercept = (y - slopes[0]! * c - slopes[1]! * h) / w;
  const above = new Float64Array(weekHours);
  const all = new Float64Array(weekHours);
  for (const part of parts) {
    for (let i = 0; i < part.count; i++) {
      const t = part.temperatureF[i]!;
      const hour = part.hourOfWeek[i]!;
      const expected =
        intercept +
        slopes[0]! * Math.max(0, t - occupancyCoolingF) +
        slopes[1]! * Math.max(0, occupancyHeatingF - t);
      all[hour]! += 1;
      if (part.use[i]! > expected) above[hour]! += 1;
    }
  }
  const occupied = new Uint8Array(weekHours);
  for (let hour = 0; hour < weekHours; hour++) {
    occupied[hour] = above[hour]! / all[hour]! > occupancyShare ? 1 : 0;
  }
  return occupied;
}

interface Side {
  readonly line: BinLine;
  readonly hours: Float64Array;
  readonly any: boolean;
}

/** The bins' slopes and the hours' levels of the hours that are occupied (1) or not (0). */
function fitSide(
  parts: readonly MonthHours[],
  weights: readonly number[],
  occupied: Uint8Array,
  side: 0 | 1,
): Side {
  const counts = new Float64Array(mostBins);
  let any = false;
  for (const { cells } of parts) {
    for (let hour = 0; hour < weekHours; hour++) {
      if (occupied[hour] !== side) continue;
      for (let bin = 0; bin < mostBins; bin++) {
        const count = cells[(hour * mostBins + bin) * cellSums]!;
        counts[bin]! += count;
        if (count > 0) any = true;
      }
    }
  }
  const endpointsF = keptEndpoints(counts);
  const bins = endpointsF.length + 1;
  const hours = new Float64Array(weekHours).fill(Number.NaN);
  if (!any) return { line: { endpointsF, slopes: new Float64Array(bins) }, hours, any };
  // Per hour of the week: weight, Σwx of each bin, Σwy; then the whole's Σwxx' and Σwxy.
  const stride = bins + 2;
  const perHour = new Float64Array(weekHours * stride);
  const matrix = new Float64Array(bins * bins);
  const right = new Float64Array(bins);
  // All hours of one full bin reach through the same lower bins, so their products follow from the cell's sums.
  const widths = endpointsF.map((endpoint, k) => endpoint - (endpointsF[k - 1] ?? 0));
  for (let bin = 0; bin < mostBins; bin++) {
    const last = endpointsF.filter((endpoint) => bin > 0 && endpoint <= binEndpointsF[bin - 1]!).length;
    const lower = last === 0 ? 0 : endpointsF[last - 1]!;
    let allW = 0;
    let allT = 0;
    let allY = 0;
    let allTt = 0;
    let allTy = 0;
    for (let hour = 0; hour < weekHours; hour++) {
      if (occupied[hour] !== side) continue;
      const cell = (hour * mostBins + bin) * cellSums;
      let w = 0;
      let wt = 0;
      let wy = 0;
      for (let p = 0; p < parts.length; p++) {
        const { cells } = parts[p]!;
        const weight = weights[p]!;
        w += weight * cells[cell]!;
        wt += weight * cells[cell + 1]!;
        wy += weight * cells[cell + 2]!;
        allTt += weight * cells[cell + 3]!;
        allTy += weight * cells[cell + 4]!;
      }
      if (w === 0) continue;
      wt -= lower * w;
      allW += w;
      allT += wt;
      allY += wy;
      const at = hour * stride;
      perHour[at]! += w;
      perHour[at + bins + 1]! += wy;
      for (let a = 0; a < last; a++) perHour[at + 1 + a]! += widths[a]! * w;
      perHour[at + 1 + last]! += wt;
    }
    for (let a = 0; a < last; a++) {
      right[a]! += widths[a]! * allY;
      for (let b = 0; b <= a; b++) matrix[a * bins + b]! += widths[a]! * widths[b]! * allW;
      matrix[last * bins + a]! += widths[a]! * allT;
    }
    right[last]! += allTy - lower * allY;
    matrix[last * bins + last]! += allTt - lower * (2 * allT + lower * allW);
  }
  for (let hour = 0; hour < weekHours; hour++) {
    const at = hour * stride;
    const w = perHour[at]!;
    if (w === 0) continue;
    for (let a = 0; a < bins; a++) {
      const mean = perHour[at + 1 + a]! / w;
      right[a]! -= mean * perHour[at + bins + 1]!;
      for (let b = 0; b <= a; b++) matrix[a * bins + b]! -= mean * perHour[at + 1 + b]!;
    }
  }
  for (let a = 0; a < bins; a++) for (let b = 0; b < a; b++) matrix[b * bins + a] = matrix[a * bins + b]!;
  const slopes = solveSymmetric(matrix, right);
  for (let hour = 0; hour < weekHours; hour++) {
    const at = hour * stride;
    const w = perHour[at]!;
    if (w === 0) continue;
    let level = perHour[at + bins + 1]!;
    for (let a = 0; a < bins; a++) level -= slopes[a]! * perHour[at + 1 + a]!;
    hours[hour] = level / w;
  }
  return { line: { endpointsF, slopes }, hours, any };
}
