import { solveSymmetric } from "./leastsquares.ts";

export interface RobustRidge {
  readonly beta: Float64Array;
  /** Weight of each row in the last step, 1 for a row that fits. */
  readonly weights: Float64Array;
  /** Robust scale of the residuals: 1.4826 · median |r|, or the root mean square when more than half are zero. */
  readonly scale: number;
}

// Huber's proposal: residuals past five robust standard deviations count in proportion, not squared.
const tuning = 5;
const steps = 3;

/**
 * Penalised least squares with Huber's loss by iteratively reweighted ridge regression (Huber 1964; Hoerl & Kennard
 * 1970). Few gross errors (a meter's zero run, one strange week) then move the answer by little. Deterministic.
 * @param x n × p, row-major. @param penalty one per column; 0 leaves the column free.
 */
export function fitRobustRidge(
  x: Float64Array,
  y: Float64Array,
  p: number,
  penalty: Float64Array,
): RobustRidge {
  const n = y.length;
  const weights = new Float64Array(n).fill(1);
  const residuals = new Float64Array(n);
  const matrix = new Float64Array(p * p);
  const right = new Float64Array(p);
  let beta: Float64Array = right;
  let scale = 0;
  for (let step = 0; step <= steps; step++) {
    matrix.fill(0);
    right.fill(0);
    for (let i = 0; i < n; i++) {
      const w = weights[i]!;
      const row = i * p;
      for (let a = 0; a < p; a++) {
        const wx = w * x[row + a]!;
        if (wx === 0) continue;
        right[a]! += wx * y[i]!;
        const at = a * p;
        for (let b = 0; b <= a; b++) matrix[at + b]! += wx * x[row + b]!;
      }
    }
    for (let a = 0; a < p; a++) for (let b = 0; b < a; b++) matrix[b * p + a] = matrix[a * p + b]!;
    beta = solveSymmetric(matrix, right, penalty);
    let squares = 0;
    for (let i = 0; i < n; i++) {
      let r = y[i]!;
      for (let a = 0; a < p; a++) r -= beta[a]! * x[i * p + a]!;
      residuals[i] = Math.abs(r);
      squares += r * r;
    }
    scale = 1.4826 * medianOf(residuals);
    if (scale === 0) scale = Math.sqrt(squares / n);
    if (scale === 0 || step === steps) break;
    for (let i = 0; i < n; i++) weights[i] = Math.min(1, (tuning * scale) / residuals[i]!);
  }
  return { beta, weights, scale };
}

function medianOf(values: Float64Array): number {
  const sorted = values.slice().sort();
  const half = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[half]! : (sorted[half - 1]! + sorted[half]!) / 2;
}
