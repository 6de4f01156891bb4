/** Student's t distribution and the residual statistics that CalTRACK reports. */

// Lanczos' approximation of ln Γ, g = 607/128, fifteen terms (Godfrey 2001): about 15 significant digits.
const lanczos = [
  0.9999999999999971, 57.15623566586292, -59.59796035547549, 14.136097974741746, -0.4919138160976202,
  3.399464998481189e-5, 4.652362892704858e-5, -9.837447530487956e-5, 0.0001580887032249125,
  -0.00021026444172410488, 0.00021743961811521265, -0.0001643181065367639, 8.441822398385275e-5,
  -2.6190838401581408e-5, 3.6899182659531625e-6,
];

function logGamma(x: number): number {
  let sum = lanczos[0]!;
  for (let i = 1; i < lanczos.length; i++) sum += lanczos[i]! / (x + i - 1);
  const t = x - 0.5 + 607 / 128;
  return (x - 0.5) * Math.log(t) - t + 0.5 * Math.log(2 * Math.PI) + Math.log(sum);
}

/** Continued fraction of the incomplete beta function (modified Lentz; Abramowitz & Stegun 26.5.8). */
function betaFraction(a: number, b: number, x: number): number {
  const tiny = 1e-300;
  let c = 1;
  let d = 1 - ((a + b) * x) / (a + 1);
  d = 1 / (Math.abs(d) < tiny ? tiny : d);
  let h = d;
  for (let m = 1; m <= 500; m++) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m));
    d = 1 + even * d;
    c = 1 + even / c;
    d = 1 / (Math.abs(d) < tiny ? tiny : d);
    c = Math.abs(c) < tiny ? tiny : c;
    h *= d * c;
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
    d = 1 + odd * d;
    c = 1 + odd / c;
    d = 1 / (Math.abs(d) < tiny ? tiny : d);
    c = Math.abs(c) < tiny ? tiny : c;
    const step = d * c;
    h *= step;
    if (Math.abs(step - 1) < 1e-16) break;
  }
  return h;
}

function incompleteBeta(a: number, b: number, x: number): number {
  if (x <= 0) return 0;
  if (x >= 1) return 1;
  const front = Math.exp(logGamma(a + b) - logGamma(a) - logGamma(b) + a * Math.log(x) + b * Math.log1p(-x));
  return x < (a + 1) / (a + b + 2)
    ? (front * betaFraction(a, b, x)) / a
    : 1 - (front * betaFraction(b, a, 1 - x)) / b;
}

/**
 * Upper quantile of Student's t: the value that a t-distributed variable with `degreesOfFreedom` stays under with
 * probability `probability` (0.5 < p < 1). Newton's method on the exact distribution, relative error about 1e-13.
 */
export function studentQuantile(probability: number, degreesOfFreedom: number): number {
  const v = degreesOfFreedom;
  const logScale = logGamma((v + 1) / 2) - logGamma(v / 2) - 0.5 * Math.log(v * Math.PI);
  const tail = 1 - probability;
  // The start lies below the answer, where the distribution is convex, so Newton's steps do not overshoot twice.
  let t = 1;
  for (let i = 0; i < 200; i++) {
    const above = 0.5 * incompleteBeta(v / 2, 0.5, v / (v + t * t));
    const density = Math.exp(logScale - ((v + 1) / 2) * Math.log1p((t * t) / v));
    const step = (above - tail) / density;
    const next = Math.max(t + step, t / 10);
    if (Math.abs(next - t) <= 1e-15 * next) return next;
    t = next;
  }
  return t;
}

/** How well a model follows what it was fitted on. Sums run over the measured days (or periods) only. */
export interface FitStatistics {
  /** Squared correlation of modelled and observed. */
  readonly rSquared: number;
  readonly rSquaredAdjusted: number;
  /** Root mean square residual, divided by n. */
  readonly rmse: number;
  /** Root mean square residual, divided by n − parameters. */
  readonly rmseAdjusted: number;
  readonly cvrmse: number;
  readonly cvrmseAdjusted: number;
  /** Mean of modelled − observed over the observed mean. */
  readonly nmbe: number;
  /** Mean absolute residual over the observed mean. */
  readonly nmae: number;
  /** Correlation of each residual with the next measured one. */
  readonly autocorrelation: number;
  /** Effective number of observations, n·(1 − ρ)/(1 + ρ) (ASHRAE Guideline 14-2014, annex B). */
  readonly nPrime: number;
  readonly observations: number;
  /** Slopes, the intercept not counted (openeemeter's convention). */
  readonly parameters: number;
  readonly observedMean: number;
  /** Population variance (divided by n). */
  readonly observedVariance: number;
}

/** Statistics of `modelled` against `observed`; both without gaps, in time order, and of equal length ≥ 2. */
export function fitStatistics(
  observed: Float64Array,
  modelled: Float64Array,
  parameters: number,
): FitStatistics {
  const n = observed.length;
  let sumO = 0;
  let sumM = 0;
  for (let i = 0; i < n; i++) {
    sumO += observed[i]!;
    sumM += modelled[i]!;
  }
  const meanO = sumO / n;
  const meanM = sumM / n;
  let oo = 0;
  let mm = 0;
  let om = 0;
  let squares = 0;
  let absolute = 0;
  let bias = 0;
  let first = 0;
  let last = 0;
  for (let i = 0; i < n; i++) {
    const o = observed[i]! - meanO;
    const m = modelled[i]! - meanM;
    oo += o * o;
    mm += m * m;
    om += o * m;
    const residual = modelled[i]! - observed[i]!;
    squares += residual * residual;
    absolute += Math.abs(residual);
    bias += residual;
    if (i === 0) first = residual;
    if (i === n - 1) last = residual;
  }
  const meanEarlier = (bias - last) / (n - 1);
  const meanLater = (bias - first) / (n - 1);
  let cross = 0;
  let earlierSquares = 0;
  let laterSquares = 0;
  for (let i = 1; i < n; i++) {
    const earlier = modelled[i - 1]! - observed[i - 1]! - meanEarlier;
    const later = modelled[i]! - observed[i]! - meanLater;
    cross += earlier * later;
    earlierSquares += earlier * earlier;
    laterSquares += later * later;
  }
  // Residuals that are all alike have no correlation to speak of; the days then count as independent.
  const spread = Math.sqrt(earlierSquares * laterSquares);
  const autocorrelation = spread > 0 ? cross / spread : 0;
  // A model without slopes explains nothing; its correlation with the observed is 0/0.
  const rSquared = parameters === 0 || mm === 0 ? 0 : (om * om) / (oo * mm);
  const rmse = Math.sqrt(squares / n);
  const rmseAdjusted = Math.sqrt(squares / (n - parameters));
  return {
    rSquared,
    rSquaredAdjusted: 1 - ((1 - rSquared) * (n - 1)) / (n - parameters - 1),
    rmse,
    rmseAdjusted,
    cvrmse: rmse / meanO,
    cvrmseAdjusted: rmseAdjusted / meanO,
    nmbe: bias / n / meanO,
    nmae: absolute / n / meanO,
    autocorrelation,
    nPrime: (n * (1 - autocorrelation)) / (1 + autocorrelation),
    observations: n,
    parameters,
    observedMean: meanO,
    observedVariance: oo / n,
  };
}
