/** The middle of numbers without NaN; NaN of none. */
export function median(values: Iterable<number>): number {
  return quantile(Float64Array.from(values), 0.5);
}

/** A quantile (0 to 1) of numbers without NaN, by linear interpolation between order statistics; NaN of none. */
export function quantile(values: ArrayLike<number>, share: number): number {
  const sorted = Float64Array.from(values).sort();
  if (sorted.length === 0) return Number.NaN;
  const place = share * (sorted.length - 1);
  const low = Math.floor(place);
  const high = Math.min(low + 1, sorted.length - 1);
  return sorted[low]! + (place - low) * (sorted[high]! - sorted[low]!);
}

/** Mean of what was measured; NaN of nothing. */
export function meanOf(values: Iterable<number>): number {
  let sum = 0;
  let count = 0;
  for (const value of values) {
    if (Number.isNaN(value)) continue;
    sum += value;
    count++;
  }
  return count === 0 ? Number.NaN : sum / count;
}

/**
 * Upper 5 % quantile of Student's t, for two-sided 90 % intervals. Cornish and Fisher's expansion (Abramowitz and Stegun
 * 26.7.5): within 0.4 % from three degrees of freedom on.
 */
export function t95(degreesOfFreedom: number): number {
  const z = 1.6448536269514722;
  const v = degreesOfFreedom;
  const g1 = (z ** 3 + z) / 4;
  const g2 = (5 * z ** 5 + 16 * z ** 3 + 3 * z) / 96;
  const g3 = (3 * z ** 7 + 19 * z ** 5 + 17 * z ** 3 - 15 * z) / 384;
  const g4 = (79 * z ** 9 + 776 * z ** 7 + 1482 * z ** 5 - 1920 * z ** 3 - 945 * z) / 92160;
  return z + g1 / v + g2 / v ** 2 + g3 / v ** 3 + g4 / v ** 4;
}

/** A figure and the interval that holds it in nine cases of ten. */
export interface Interval90 {
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

/** A straight line through points, with what is needed to judge it. */
export interface Line {
  readonly slope: number;
  readonly intercept: number;
  readonly slopeError: number;
  readonly rSquared: number;
  readonly points: number;
  /** Points that count as independent: n·(1 − ρ)/(1 + ρ) with ρ the lag-1 correlation of residuals, never above n. */
  readonly effectivePoints: number;
}

/**
 * Ordinary least squares of y on x, both in time order and without NaN; undefined with fewer than three points or when
 * x does not vary. The slope's error counts neighbouring residuals as alike as they are (Bartlett 1935; the same
 * correction as ASHRAE Guideline 14-2014, annex B).
 */
export function fitLine(x: ArrayLike<number>, y: ArrayLike<number>): Line | undefined {
  const n = x.length;
  if (n < 3) return undefined;
  let meanX = 0;
  let meanY = 0;
  for (let i = 0; i < n; i++) {
    meanX += x[i]! / n;
    meanY += y[i]! / n;
  }
  let xx = 0;
  let xy = 0;
  let yy = 0;
  for (let i = 0; i < n; i++) {
    const dx = x[i]! - meanX;
    const dy = y[i]! - meanY;
    xx += dx * dx;
    xy += dx * dy;
    yy += dy * dy;
  }
  if (!(xx > 1e-12)) return undefined;
  const slope = xy / xx;
  let squares = 0;
  let neighbours = 0;
  let before = 0;
  for (let i = 0; i < n; i++) {
    const residual = y[i]! - meanY - slope * (x[i]! - meanX);
    squares += residual * residual;
    if (i > 0) neighbours += residual * before;
    before = residual;
  }
  const correlation = squares > 0 ? Math.max(0, Math.min(0.99, neighbours / squares)) : 0;
  const effectivePoints = Math.max(2.5, (n * (1 - correlation)) / (1 + correlation));
  const slopeError = Math.sqrt(squares / n / Math.max(effectivePoints - 2, 0.5) / (xx / n));
  return {
    slope,
    intercept: meanY - slope * meanX,
    slopeError,
    rSquared: yy > 0 ? 1 - squares / yy : 0,
    points: n,
    effectivePoints,
  };
}

/** The 90 % interval of a line's slope. */
export function slopeInterval(line: Line): Interval90 {
  const half = t95(Math.max(1, line.effectivePoints - 2)) * line.slopeError;
  return { value: line.slope, low: line.slope - half, high: line.slope + half };
}
