import { fail, ok, type Result } from "@husting/series";
import { solveSymmetric } from "./leastsquares.ts";
import { type FitStatistics, fitStatistics } from "./statistics.ts";

/**
 * Change-point models (ASHRAE Guideline 14-2014, annex D; Kissock, Haberl & Claridge 2003, RP-1050) of use against mean
 * outdoor temperature, for daily values or for monthly bills with a monthly mean:
 * 3PH flat, then rising under one change point; 3PC flat, then rising over it; 4P two slopes; 5P flat between two.
 */
export type ChangePointType = "3PH" | "3PC" | "4P" | "5P";

export interface ChangePointModel {
  readonly type: ChangePointType;
  /** Use at the change point (3P, 4P) or between the two (5P). */
  readonly base: number;
  /** Use for each degree under the (lower) change point, and over the (upper) one; 0 where the type has none. */
  readonly underSlope: number;
  readonly overSlope: number;
  /** In the unit of the temperatures given; equal for 3P and 4P. */
  readonly lowerChangePoint: number;
  readonly upperChangePoint: number;
  readonly fit: FitStatistics;
}

export type ChangePointReason =
  | { readonly code: "lengths-differ"; readonly use: number; readonly temperature: number }
  | { readonly code: "too-few-values"; readonly have: number; readonly need: number }
  | { readonly code: "constant-use"; readonly value: number }
  | { readonly code: "constant-temperature"; readonly value: number };

const leastValues: Record<ChangePointType, number> = { "3PH": 6, "3PC": 6, "4P": 7, "5P": 8 };
// Change points are first sought among this many evenly filled places, then refined between their neighbours.
const places = 60;
const golden = (Math.sqrt(5) - 1) / 2;

/**
 * Least squares over the coefficients and the change points. Values that are NaN in either column do not count.
 * Units are the caller's: use a day, or a bill's use a day; °C or °F.
 */
export function fitChangePoint(
  type: ChangePointType,
  use: Float64Array,
  temperature: Float64Array,
): Result<ChangePointModel, ChangePointReason> {
  if (use.length !== temperature.length) {
    return fail({ code: "lengths-differ", use: use.length, temperature: temperature.length });
  }
  const kept = Array.from(use.keys()).filter(
    (i) => Number.isFinite(use[i]!) && Number.isFinite(temperature[i]!),
  );
  if (kept.length < leastValues[type]) {
    return fail({ code: "too-few-values", have: kept.length, need: leastValues[type] });
  }
  const y = Float64Array.from(kept, (i) => use[i]!);
  const t = Float64Array.from(kept, (i) => temperature[i]!);
  const sorted = t.slice().sort();
  const low = sorted[0]!;
  const high = sorted.at(-1)!;
  if (!(high > low)) return fail({ code: "constant-temperature", value: low });
  const candidates = Array.from(
    { length: Math.min(places, sorted.length) },
    (_, k, count = Math.min(places, sorted.length)) =>
      sorted[Math.round((k * (sorted.length - 1)) / (count - 1))]!,
  );
  let best = { squares: Number.POSITIVE_INFINITY, i: 0, j: 0 };
  for (let i = 0; i < candidates.length; i++) {
    for (let j = type === "5P" ? i + 1 : i; j < (type === "5P" ? candidates.length : i + 1); j++) {
      const { squares } = solveAt(type, y, t, candidates[i]!, candidates[j]!);
      if (squares < best.squares) best = { squares, i, j };
    }
  }
  let lower = candidates[best.i]!;
  let upper = candidates[best.j]!;
  const around = (k: number): [number, number] => [
    candidates[Math.max(0, k - 1)]!,
    candidates[Math.min(candidates.length - 1, k + 1)]!,
  ];
  if (type === "5P") {
    // The two change points are refined in turn; each turn can only lower the sum of squares.
    for (let round = 0; round < 20; round++) {
      lower = minimise((c) => solveAt(type, y, t, c, upper).squares, ...around(best.i), lower);
      upper = minimise((c) => solveAt(type, y, t, lower, c).squares, ...around(best.j), upper);
    }
  } else {
    // Between the values of a few bills the sum of squares has many dips; the deepest need not lie beside the best place.
    const squaresAt = (c: number) => solveAt(type, y, t, c, c).squares;
    for (const [k, place] of candidates.entries()) {
      const found = minimise(squaresAt, ...around(k), place);
      if (squaresAt(found) < squaresAt(lower)) lower = found;
    }
    upper = lower;
  }
  const solved = solveAt(type, y, t, lower, upper);
  const modelled = Float64Array.from(t, (v) => valueAt(solved, lower, upper, v));
  const fit = fitStatistics(y, modelled, type === "3PH" || type === "3PC" ? 1 : 2);
  if (!(fit.observedVariance > 1e-18 * fit.observedMean * fit.observedMean)) {
    return fail({ code: "constant-use", value: fit.observedMean });
  }
  return ok({
    type,
    base: solved.base,
    underSlope: solved.under,
    overSlope: solved.over,
    lowerChangePoint: lower,
    upperChangePoint: upper,
    fit,
  });
}

/** Modelled use at the given temperatures; NaN where they are. */
export function predictChangePoint(model: ChangePointModel, temperature: Float64Array): Float64Array {
  const line = { base: model.base, under: model.underSlope, over: model.overSlope };
  return temperature.map((t) => valueAt(line, model.lowerChangePoint, model.upperChangePoint, t));
}

interface Line {
  readonly base: number;
  readonly under: number;
  readonly over: number;
}

function valueAt(line: Line, lower: number, upper: number, t: number): number {
  return line.base + line.under * Math.max(0, lower - t) + line.over * Math.max(0, t - upper);
}

function solveAt(
  type: ChangePointType,
  y: Float64Array,
  t: Float64Array,
  lower: number,
  upper: number,
): Line & { squares: number } {
  const useUnder = type !== "3PC";
  const useOver = type !== "3PH";
  let u = 0;
  let o = 0;
  let uu = 0;
  let oo = 0;
  let sy = 0;
  let uy = 0;
  let oy = 0;
  const n = y.length;
  for (let i = 0; i < n; i++) {
    const under = useUnder ? Math.max(0, lower - t[i]!) : 0;
    const over = useOver ? Math.max(0, t[i]! - upper) : 0;
    u += under;
    o += over;
    uu += under * under;
    oo += over * over;
    sy += y[i]!;
    uy += under * y[i]!;
    oy += over * y[i]!;
  }
  const beta = solveSymmetric(Float64Array.of(n, u, o, u, uu, 0, o, 0, oo), Float64Array.of(sy, uy, oy));
  const line = { base: beta[0]!, under: beta[1]!, over: beta[2]! };
  let squares = 0;
  for (let i = 0; i < n; i++) squares += (y[i]! - valueAt(line, lower, upper, t[i]!)) ** 2;
  return { ...line, squares };
}

/** Golden-section search from `start`, which is returned when nothing lower is found. */
function minimise(f: (x: number) => number, from: number, to: number, start: number): number {
  let a = from;
  let b = to;
  let x1 = b - golden * (b - a);
  let x2 = a + golden * (b - a);
  let f1 = f(x1);
  let f2 = f(x2);
  for (let step = 0; step < 60 && b - a > 1e-9 * Math.max(1, Math.abs(a)); step++) {
    if (f1 <= f2) {
      b = x2;
      x2 = x1;
      f2 = f1;
      x1 = b - golden * (b - a);
      f1 = f(x1);
    } else {
      a = x1;
      x1 = x2;
      f1 = f2;
      x2 = a + golden * (b - a);
      f2 = f(x2);
    }
  }
  const found = (a + b) / 2;
  return f(found) < f(start) ? found : start;
}
