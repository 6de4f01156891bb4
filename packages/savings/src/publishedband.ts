import { type FitStatistics, studentQuantile } from "./statistics.ts";

/**
 * A published 90 % error band of a total. The label is there because the formula is known to cover too little: on the
 * shared Cambridge meters, ordinary years, the FSU band holds zero in 32 % (electricity) and 56 % (gas) of cases.
 */
export interface PublishedBand {
  readonly method: "FSU" | "OLS";
  /** Half-width in kWh: the band is avoided ± value. */
  readonly value: number;
  readonly confidence: number;
  readonly label: "published-formula-known-to-cover-too-little";
}

export interface PublishedBands {
  readonly fsu: PublishedBand;
  readonly ols: PublishedBand & { readonly modelKwh: number; readonly noiseKwh: number };
}

// ASHRAE Guideline 14-2014, annex B, with Sun and Baltazar's (2013) polynomial in months for daily and monthly data.
const polynomial = {
  daily: [-0.00024, 0.03535, 1.00286],
  billing: [-0.00022, 0.03306, 0.94054],
} as const;

/**
 * Fractional savings uncertainty and the band of ordinary least squares, as openeemeter 3.2.0 computes them.
 * @param fit statistics of the baseline's totals.
 * @param reporting periods counted and their mean observed use, in the baseline's step (a day, or a bill's month).
 */
export function publishedBands(
  fit: FitStatistics,
  reporting: { readonly periods: number; readonly meanKwh: number },
  step: "daily" | "billing",
  confidence = 0.9,
): PublishedBands {
  const n = fit.observations;
  const m = reporting.periods;
  const t = studentQuantile(1 - (1 - confidence) / 2, n - fit.parameters);
  const months = step === "daily" ? m / 30 : m;
  const [a, b, c] = polynomial[step];
  const fsuKwh =
    fit.observedMean *
    n *
    t *
    (a * months * months + b * months + c) *
    fit.cvrmseAdjusted *
    Math.sqrt(((n / fit.nPrime) * (1 + 2 / fit.nPrime)) / m);
  const shift = fit.observedMean - reporting.meanKwh;
  const modelKwh =
    ((t * fit.rmseAdjusted * m) / Math.sqrt(n)) * Math.sqrt(1 + (shift * shift) / fit.observedVariance);
  const noiseKwh = t * fit.rmseAdjusted * Math.sqrt((m * n) / fit.nPrime);
  const label = "published-formula-known-to-cover-too-little";
  return {
    fsu: { method: "FSU", value: fsuKwh, confidence, label },
    ols: { method: "OLS", value: Math.hypot(modelKwh, noiseKwh), confidence, label, modelKwh, noiseKwh },
  };
}
