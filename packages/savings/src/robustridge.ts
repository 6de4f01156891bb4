import { solveSymmetric } from "./leastsquares.ts";

export interface RobustRidge {
  readonly beta: Float64Array;
  /** Weight of each row in the last step, 1 for a row that fits. */
  readonly weights: Float64Array;
  /** Robust scale of the residuals: 1.4826 · median |r|, or the root mean square when more than half are zero. */
  readonly scale: number;
}

/** How reluctantly each column's coefficient leaves zero. */
export interface Reluctance {
  /** Added to the column's sum of squares; 0 leaves the column free. */
  readonly penalty: Float64Array;
  /**
   * What the coefficient is expected to be about, in the unit of y: adds (scale of the residuals / expected)², so that
   * noisy data is believed less (the posterior mode under a normal prior). Infinity adds nothing.
   */
  readonly expected: Float64Array;
}

// Huber's proposal: residuals past five robust standard deviations count in proportion, not squared.
const tuning = 5;
const steps = 3;

/**
 * Penalised least squares with Huber's loss by iteratively reweighted ridge regression (Huber 1964; Hoerl & Kennard
 * 1970). Few gross errors (a meter's zero run, one strange week) then move the answer by little. Deterministic.
 * @param x n × p, row-major.
 */
export function fitRobustRidge(
  x: Float64Array,
  y: Float64Array,
  p: number,
  reluctance: Reluctance,
): RobustRidge {
  return straightFit(y, filledRows(x, y.length, p), reluctance);
}

function straightFit(y: Float64Array, rows: FilledRows, reluctance: Reluctance): RobustRidge {
  const n = y.length;
  const p = rows.columnCount;
  let penalty = reluctance.penalty;
  const weights = new Float64Array(n).fill(1);
  const weighted = new Float64Array(n);
  const residuals = new Float64Array(n);
  let beta: Float64Array = new Float64Array(p);
  let scale = 0;
  for (let step = 0; step <= steps; step++) {
    for (let i = 0; i < n; i++) weighted[i] = weights[i]! * y[i]!;
    beta = solveWeighted(rows, weights, weighted, penalty);
    let squares = 0;
    for (let i = 0; i < n; i++) {
      const r = y[i]! - filledTimes(rows, i, beta);
      residuals[i] = Math.abs(r);
      squares += r * r;
    }
    scale = 1.4826 * medianOf(residuals);
    if (scale === 0) scale = Math.sqrt(squares / n);
    if (scale === 0 || step === steps) break;
    for (let i = 0; i < n; i++) weights[i] = huberWeight(residuals[i]!, scale);
    penalty = penaltyAt(scale, reluctance);
  }
  return { beta, weights, scale };
}

// A boiler at rest half of its hours fits those exactly; the scale of the others must not be taken from them alone.
const leastScaleShare = 0.3;
const softSteps = 3;
const halvings = 5;

/** A smooth max(0, value): softness · ln(1 + e^(value/softness)), a few times `softness` above zero the value itself. */
export function softFloor(value: number, softness: number): number {
  const ratio = value / softness;
  return ratio > 30 ? value : softness * Math.log1p(Math.exp(ratio));
}

/**
 * The same regression of softFloor(x·β) on y: use that cannot fall below zero, so that what weekday and hour do to a
 * heated building shrinks as heating ends (a softplus link; Dugas et al. 2001). Gauss–Newton steps from the straight
 * fit, halved while they do not lessen the penalised loss. `softness` 0 is the straight fit.
 */
export function fitSoftFloorRidge(
  x: Float64Array,
  y: Float64Array,
  p: number,
  reluctance: Reluctance,
  softness: number,
): RobustRidge {
  const rows = filledRows(x, y.length, p);
  const straight = straightFit(y, rows, reluctance);
  if (!(softness > 0) || straight.scale === 0) return straight;
  const n = y.length;
  const inner = new Float64Array(n);
  const slope = new Float64Array(n);
  const residuals = new Float64Array(n);
  const weights = straight.weights.slice();
  const curvature = new Float64Array(n);
  const pull = new Float64Array(n);
  const evaluate = (beta: Float64Array): void => {
    for (let i = 0; i < n; i++) {
      const value = filledTimes(rows, i, beta);
      inner[i] = value;
      slope[i] = 1 / (1 + Math.exp(-value / softness));
      residuals[i] = y[i]! - softFloor(value, softness);
    }
  };
  const loss = (beta: Float64Array, penalty: Float64Array): number => {
    let sum = 0;
    for (let a = 0; a < p; a++) sum += penalty[a]! * beta[a]! * beta[a]!;
    for (let i = 0; i < n; i++) sum += weights[i]! * residuals[i]! * residuals[i]!;
    return sum;
  };
  let beta = straight.beta;
  let scale = straight.scale;
  evaluate(beta);
  for (let step = 0; step < softSteps; step++) {
    let squares = 0;
    for (const r of residuals) squares += r * r;
    scale = Math.max(1.4826 * medianOf(residuals.map(Math.abs)), leastScaleShare * Math.sqrt(squares / n));
    if (scale === 0) break;
    for (let i = 0; i < n; i++) {
      const w = huberWeight(Math.abs(residuals[i]!), scale);
      weights[i] = w;
      curvature[i] = w * slope[i]! * slope[i]!;
      pull[i] = w * slope[i]! * (slope[i]! * inner[i]! + residuals[i]!);
    }
    const penalty = penaltyAt(scale, reluctance);
    const before = loss(beta, penalty);
    const full = solveWeighted(rows, curvature, pull, penalty);
    const from = beta;
    let share = 1;
    for (let k = 0; k < halvings; k++) {
      beta = from.map((value, a) => value + share * (full[a]! - value));
      evaluate(beta);
      if (loss(beta, penalty) <= before) break;
      share /= 2;
    }
  }
  return { beta, weights, scale };
}

/** A design with its zeros left out: row i has its filled columns and their values from `start[i]` up to `start[i + 1]`. */
interface FilledRows {
  readonly columnCount: number;
  readonly start: Int32Array;
  readonly column: Int32Array;
  readonly value: Float64Array;
}

function filledRows(x: Float64Array, n: number, p: number): FilledRows {
  const start = new Int32Array(n + 1);
  const column = new Int32Array(n * p);
  const value = new Float64Array(n * p);
  let at = 0;
  for (let i = 0; i < n; i++) {
    for (let a = 0; a < p; a++) {
      const filled = x[i * p + a]!;
      if (filled === 0) continue;
      column[at] = a;
      value[at++] = filled;
    }
    start[i + 1] = at;
  }
  return { columnCount: p, start, column, value };
}

/** x[i, …] · beta */
function filledTimes({ start, column, value }: FilledRows, i: number, beta: Float64Array): number {
  let sum = 0;
  const to = start[i + 1]!;
  for (let k = start[i]!; k < to; k++) sum += beta[column[k]!]! * value[k]!;
  return sum;
}

/** (Xᵀ·diag(curvature)·X + penalty)⁻¹ · Xᵀ·pull. */
function solveWeighted(
  { columnCount: p, start, column, value }: FilledRows,
  curvature: Float64Array,
  pull: Float64Array,
  penalty: Float64Array,
): Float64Array {
  const matrix = new Float64Array(p * p);
  const right = new Float64Array(p);
  for (let i = 0; i < pull.length; i++) {
    const from = start[i]!;
    const to = start[i + 1]!;
    for (let k = from; k < to; k++) {
      const a = column[k]!;
      right[a]! += pull[i]! * value[k]!;
      const weighted = curvature[i]! * value[k]!;
      const at = a * p;
      for (let l = from; l <= k; l++) matrix[at + column[l]!]! += weighted * value[l]!;
    }
  }
  for (let a = 0; a < p; a++) for (let b = 0; b < a; b++) matrix[b * p + a] = matrix[a * p + b]!;
  return solveSymmetric(matrix, right, penalty);
}

/** x[offset …] · beta */
export function rowTimes(x: Float64Array, offset: number, beta: Float64Array): number {
  let sum = 0;
  for (let a = 0; a < beta.length; a++) sum += beta[a]! * x[offset + a]!;
  return sum;
}

function penaltyAt(scale: number, { penalty, expected }: Reluctance): Float64Array {
  return penalty.map((fixed, a) => fixed + (scale / expected[a]!) ** 2);
}

function huberWeight(size: number, scale: number): number {
  return Math.min(1, (tuning * scale) / size);
}

function medianOf(values: Float64Array): number {
  const sorted = values.slice().sort();
  const half = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[half]! : (sorted[half - 1]! + sorted[half]!) / 2;
}
