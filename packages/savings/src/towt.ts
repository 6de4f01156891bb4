import { fail, ok, type Result } from "@husting/series";
import { solveSymmetric } from "./leastsquares.ts";
import { type FitStatistics, fitStatistics } from "./statistics.ts";
import { fromFahrenheit, type TemperatureUnit } from "./temperature.ts";

export interface TowtInput {
  /** One value an hour (or a day), NaN = not measured. */
  readonly useKwh: Float64Array;
  readonly temperature: Float64Array;
  readonly temperatureUnit: TemperatureUnit;
  /** Time of the week of each value: hour of the week 0–167, or weekday 0–6 for daily values. */
  readonly timeOfWeek: Uint8Array;
  /** How many equally filled temperature intervals; six by default, as in nmecr. */
  readonly intervals?: number;
}

export type TowtReason =
  | {
      readonly code: "lengths-differ";
      readonly use: number;
      readonly temperature: number;
      readonly timeOfWeek: number;
    }
  | { readonly code: "not-finite"; readonly index: number }
  | { readonly code: "too-few-values"; readonly have: number; readonly need: number }
  | { readonly code: "constant-use"; readonly valueKwh: number };

export interface TowtModel {
  readonly method: "towt";
  readonly temperatureUnit: TemperatureUnit;
  /** Where the response to temperature may bend, in the user's unit, increasing. */
  readonly knots: Float64Array;
  /** Per time of the week: 1 when occupied. */
  readonly occupied: Uint8Array;
  /** Use at each time of the week with temperature terms at zero; NaN when never measured. */
  readonly levelsKwh: Float64Array;
  /** Use per degree in each interval (one more than knots), the first counted from zero degrees. */
  readonly slopesOccupied: Float64Array;
  readonly slopesUnoccupied: Float64Array;
  readonly fit: FitStatistics;
}

const occupiedShare = 0.65;
const heatingBaseF = 50;
const coolingBaseF = 65;
const defaultIntervals = 6;

/**
 * Time-of-week-and-temperature regression (Mathieu, Price, Kiliccote & Piette 2011, IEEE Trans. Smart Grid 2(3) 507–518;
 * LBNL): a level for each time of the week and a piecewise linear response to temperature, apart for occupied and
 * unoccupied times. A time is occupied when more than 65 % of its values lie above a regression on heating degrees under
 * 50 °F and cooling degrees over 65 °F. Knots stand at the n·k/intervals-th coldest values, as in nmecr 1.0.17.
 */
export function fitTowt(input: TowtInput): Result<TowtModel, TowtReason> {
  const { useKwh, temperature, timeOfWeek, temperatureUnit } = input;
  if (temperature.length !== useKwh.length || timeOfWeek.length !== useKwh.length) {
    return fail({
      code: "lengths-differ",
      use: useKwh.length,
      temperature: temperature.length,
      timeOfWeek: timeOfWeek.length,
    });
  }
  const use = new Float64Array(useKwh.length);
  const warm = new Float64Array(useKwh.length);
  const time = new Uint8Array(useKwh.length);
  let n = 0;
  let times = 0;
  for (let i = 0; i < useKwh.length; i++) {
    const y = useKwh[i]!;
    const t = temperature[i]!;
    if (Number.isNaN(y) || Number.isNaN(t)) continue;
    if (!Number.isFinite(y) || !Number.isFinite(t)) return fail({ code: "not-finite", index: i });
    use[n] = y;
    warm[n] = t;
    time[n] = timeOfWeek[i]!;
    times = Math.max(times, time[n]! + 1);
    n++;
  }
  const intervals = input.intervals ?? defaultIntervals;
  const need = times + 2 * intervals + 2;
  if (n < need) return fail({ code: "too-few-values", have: n, need });
  const data: Data = {
    n,
    times,
    use: use.subarray(0, n),
    warm: warm.subarray(0, n),
    time: time.subarray(0, n),
  };
  const occupied = findOccupied(data, temperatureUnit);
  const sorted = data.warm.slice().sort();
  const knots = new Float64Array(intervals - 1);
  for (let k = 1; k < intervals; k++) knots[k - 1] = sorted[Math.floor((n * k) / intervals) - 1]!;
  const levelsKwh = new Float64Array(times).fill(Number.NaN);
  const slopesUnoccupied = fitSide(data, occupied, 0, knots, levelsKwh);
  const slopesOccupied = fitSide(data, occupied, 1, knots, levelsKwh);
  const draft = { knots, occupied, levelsKwh, slopesOccupied, slopesUnoccupied };
  const modelled = new Float64Array(n);
  for (let i = 0; i < n; i++) modelled[i] = useAt(draft, data.warm[i]!, data.time[i]!);
  const parameters =
    times + slopesOccupied.length * (occupied.includes(1) ? 1 : 0) + slopesUnoccupied.length - 1;
  const fit = fitStatistics(data.use, modelled, Math.min(parameters, n - 2));
  if (!(fit.observedVariance > 1e-18 * fit.observedMean * fit.observedMean)) {
    return fail({ code: "constant-use", valueKwh: fit.observedMean });
  }
  return ok({ method: "towt", temperatureUnit, ...draft, fit });
}

/** Modelled use; NaN where the temperature is or where the time of the week was never measured. */
export function predictTowt(
  model: TowtModel,
  temperature: Float64Array,
  timeOfWeek: Uint8Array,
): Float64Array {
  const result = new Float64Array(temperature.length);
  for (let i = 0; i < result.length; i++) result[i] = useAt(model, temperature[i]!, timeOfWeek[i]!);
  return result;
}

type Draft = Pick<TowtModel, "knots" | "occupied" | "levelsKwh" | "slopesOccupied" | "slopesUnoccupied">;

function useAt(model: Draft, temperature: number, time: number): number {
  const { knots } = model;
  const slopes = model.occupied[time] === 1 ? model.slopesOccupied : model.slopesUnoccupied;
  let sum = model.levelsKwh[time] ?? Number.NaN;
  let lower = 0;
  for (let k = 0; k < knots.length; k++) {
    const upper = knots[k]!;
    if (!(temperature > upper)) return sum + slopes[k]! * (temperature - lower);
    sum += slopes[k]! * (upper - lower);
    lower = upper;
  }
  return sum + slopes[knots.length]! * (temperature - lower);
}

interface Data {
  readonly n: number;
  readonly times: number;
  readonly use: Float64Array;
  readonly warm: Float64Array;
  readonly time: Uint8Array;
}

function findOccupied(data: Data, unit: TemperatureUnit): Uint8Array {
  const { n, use, warm, time, times } = data;
  const matrix = new Float64Array(9);
  const right = new Float64Array(3);
  const row = new Float64Array(3);
  const heatingBase = fromFahrenheit(heatingBaseF, unit);
  const coolingBase = fromFahrenheit(coolingBaseF, unit);
  for (let i = 0; i < n; i++) {
    const t = warm[i]!;
    row[0] = 1;
    row[1] = Math.max(0, heatingBase - t);
    row[2] = Math.max(0, t - coolingBase);
    for (let a = 0; a < 3; a++) {
      right[a]! += row[a]! * use[i]!;
      for (let b = 0; b < 3; b++) matrix[a * 3 + b]! += row[a]! * row[b]!;
    }
  }
  const beta = solveSymmetric(matrix, right);
  const above = new Float64Array(times);
  const all = new Float64Array(times);
  for (let i = 0; i < n; i++) {
    const t = warm[i]!;
    const expected =
      beta[0]! + beta[1]! * Math.max(0, heatingBase - t) + beta[2]! * Math.max(0, t - coolingBase);
    all[time[i]!]! += 1;
    if (use[i]! > expected) above[time[i]!]! += 1;
  }
  return Uint8Array.from(all, (count, k) => (above[k]! / count > occupiedShare ? 1 : 0));
}

/** Slopes of one side by taking each time's own mean out; writes the side's levels. */
function fitSide(
  data: Data,
  occupied: Uint8Array,
  side: 0 | 1,
  knots: Float64Array,
  levels: Float64Array,
): Float64Array {
  const { n, use, warm, time, times } = data;
  const p = knots.length + 1;
  const stride = p + 2;
  const perTime = new Float64Array(times * stride);
  const matrix = new Float64Array(p * p);
  const right = new Float64Array(p);
  const x = new Float64Array(p);
  for (let i = 0; i < n; i++) {
    const k = time[i]!;
    if (occupied[k] !== side) continue;
    const t = warm[i]!;
    const y = use[i]!;
    let filled = 0;
    let lower = 0;
    while (filled < knots.length && t > knots[filled]!) {
      x[filled] = knots[filled]! - lower;
      lower = knots[filled++]!;
    }
    x[filled++] = t - lower;
    const at = k * stride;
    perTime[at]! += 1;
    perTime[at + p + 1]! += y;
    for (let a = 0; a < filled; a++) {
      perTime[at + 1 + a]! += x[a]!;
      right[a]! += x[a]! * y;
      for (let b = 0; b <= a; b++) matrix[a * p + b]! += x[a]! * x[b]!;
    }
  }
  for (let k = 0; k < times; k++) {
    const at = k * stride;
    const count = perTime[at]!;
    if (count === 0) continue;
    for (let a = 0; a < p; a++) {
      const mean = perTime[at + 1 + a]! / count;
      right[a]! -= mean * perTime[at + p + 1]!;
      for (let b = 0; b <= a; b++) matrix[a * p + b]! -= mean * perTime[at + 1 + b]!;
    }
  }
  for (let a = 0; a < p; a++) for (let b = 0; b < a; b++) matrix[b * p + a] = matrix[a * p + b]!;
  const slopes = solveSymmetric(matrix, right);
  for (let k = 0; k < times; k++) {
    const at = k * stride;
    if (perTime[at] === 0) continue;
    let level = perTime[at + p + 1]!;
    for (let a = 0; a < p; a++) level -= slopes[a]! * perTime[at + 1 + a]!;
    levels[k] = level / perTime[at]!;
  }
  return slopes;
}
