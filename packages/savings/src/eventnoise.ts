/**
 * What is ordinary: by how much a meter's days differ from its model when nothing happened, and how one day's
 * difference carries on into the next. Learnt from ordinary years (`bench/calibrate-events.ts`).
 */
export interface EventRecord {
  readonly id: string;
  readonly date: string;
  readonly source: string;
  /**
   * Turns a series of standardised residuals into one without autocorrelation: today's times the first figure plus each
   * day's before it times the next (an autoregressive filter, Yule & Walker, scaled to unit variance).
   */
  readonly whitening: readonly number[];
  /** How many standard deviations of chance an event must have. */
  readonly strength: number;
}

// Standard deviations are looked for between one that is the same every day and one in proportion to expected use.
const constantParts = [0.02, 0.1, 0.25, 0.5, 0.75, 1] as const;
const leastSpread = 0.01;
// Residuals have heavier tails than a normal distribution: Student's t with this many degrees of freedom.
const tailDegrees = 4;

/**
 * Standard deviation of each day's residual, as a share of mean use: k·√(c² + (1 − c)²·expected²), c by the likelihood
 * of Student's t and k by the median, so that an event among the days moves it by little.
 * @param residuals and @param expected shares of mean use; NaN = not measured.
 */
export function residualSpread(residuals: Float64Array, expected: Float64Array): Float64Array {
  const n = residuals.length;
  const known = residuals.reduce((count, residual) => count + (Number.isNaN(residual) ? 0 : 1), 0);
  const sizes = new Float64Array(known);
  let best = new Float64Array(n);
  let least = Number.POSITIVE_INFINITY;
  for (const constant of constantParts) {
    const spread = expected.map((use) => {
      const part = (1 - constant) * Math.max(0, use);
      // Math.hypot takes several times as long.
      return Math.sqrt(constant * constant + part * part);
    });
    let at = 0;
    for (let day = 0; day < n; day++) {
      if (!Number.isNaN(residuals[day]!)) sizes[at++] = Math.abs(residuals[day]!) / spread[day]!;
    }
    sizes.sort();
    const k = Math.max(1e-9, 1.4826 * (sizes[known >> 1] ?? 0));
    let loss = 0;
    for (let day = 0; day < n; day++) {
      if (Number.isNaN(residuals[day]!)) continue;
      spread[day]! *= k;
      const z = residuals[day]! / spread[day]!;
      loss += Math.log(spread[day]!) + ((tailDegrees + 1) / 2) * Math.log1p((z * z) / tailDegrees);
    }
    if (loss < least) {
      least = loss;
      best = spread;
    }
  }
  return best.map((spread) => Math.max(leastSpread, spread));
}

/** The inverse of the noise's covariance times `x`: whitened forwards, then backwards. */
export function unlikelihood(whitening: readonly number[], x: Float64Array): Float64Array {
  const n = x.length;
  const order = whitening.length;
  const white = new Float64Array(n);
  const result = new Float64Array(n);
  for (let i = 0; i < n; i++) {
    let sum = 0;
    for (let lag = 0; lag < order && lag <= i; lag++) sum += whitening[lag]! * x[i - lag]!;
    white[i] = sum;
  }
  for (let i = 0; i < n; i++) {
    let sum = 0;
    for (let lag = 0; lag < order && i + lag < n; lag++) sum += whitening[lag]! * white[i + lag]!;
    result[i] = sum;
  }
  return result;
}

/**
 * The whitening filter of a stationary series with these autocovariances, lag 0 first (Levinson's recursion for the
 * Yule–Walker equations).
 */
export function whiteningOf(autocovariances: Float64Array): number[] {
  const order = autocovariances.length - 1;
  let filter = new Float64Array(order + 1);
  filter[0] = 1;
  let variance = autocovariances[0]!;
  for (let k = 1; k <= order; k++) {
    let sum = autocovariances[k]!;
    for (let j = 1; j < k; j++) sum += filter[j]! * autocovariances[k - j]!;
    const reflection = -sum / variance;
    const next = filter.slice();
    for (let j = 1; j < k; j++) next[j] = filter[j]! + reflection * filter[k - j]!;
    next[k] = reflection;
    filter = next;
    variance *= 1 - reflection * reflection;
  }
  return Array.from(filter, (value) => Number((value / Math.sqrt(variance)).toFixed(4)));
}
