import type { Method } from "./methods.ts";
import type { FitStatistics } from "./statistics.ts";

/** What kind of energy a meter measures; heat covers gas, district heat and other fuels. */
export type Carrier = "electricity" | "heat";

/**
 * How far a baseline drifts from a building in an ordinary year, learnt from meters where nothing was done. The
 * half-width of a 90 % interval of a sum over L days is multiplier(L) · √((drift · counterfactual)² + residual part).
 */
export interface DriftRecord {
  /** Typical year-to-year change that weather and calendar do not explain, as a share of use. */
  readonly driftShare: number;
  /** Multipliers for one day, thirty days and a year; between them, linear in the logarithm of the days. */
  readonly multipliers: { readonly day: number; readonly month: number; readonly year: number };
  /** How many meter-years it was learnt from. */
  readonly meterYears: number;
}

export interface CalibrationRecord {
  readonly id: string;
  /** When the record was made, and from what. */
  readonly date: string;
  readonly source: string;
  readonly validFor: string;
  /** Correlation of two buildings' errors in the same year (shared weather, shared calendar). */
  readonly betweenBuildings: number;
  readonly drifts: Readonly<Record<Method, Readonly<Record<Carrier, DriftRecord>>>>;
}

/** A 90 % interval of a sum of avoided (or counterfactual) use: estimate ± halfWidthKwh. */
export interface Interval90 {
  readonly halfWidthKwh: number;
  readonly confidence: 0.9;
  /** The calibration record it rests on. */
  readonly calibration: { readonly id: string; readonly date: string; readonly source: string };
  /** Parts before the multiplier: year-to-year drift, and day-to-day residuals with their autocorrelation. */
  readonly parts: { readonly driftKwh: number; readonly residualKwh: number };
}

/** A sum over days whose interval is wanted. */
export interface IntervalPeriod {
  /** Modelled use of the counted days. */
  readonly counterfactualKwh: number;
  readonly days: number;
  /** Change of use a day over the baseline that the counterfactual carries on from, kWh; it may as well turn back. */
  readonly driftKwhPerDay?: number;
}

// Half of what the baseline drifted may be lost, or be added, in the year after.
const driftDoubt = 0.5;

/**
 * 90 % interval for avoided use over `days` counted days, honest under autocorrelation and under the drift that no
 * single baseline year can show. Any number of days up to a year is calibrated; beyond a year the year's multiplier holds.
 * @param fit daily residual statistics of the baseline.
 */
export function interval90(
  record: CalibrationRecord,
  method: Method,
  carrier: Carrier,
  fit: Pick<FitStatistics, "rmse" | "autocorrelation">,
  period: IntervalPeriod,
): Interval90 {
  const drift = record.drifts[method][carrier];
  const { driftKwh, residualKwh } = spread(drift.driftShare, fit, period);
  return {
    halfWidthKwh: multiplierAt(drift.multipliers, period.days) * Math.hypot(driftKwh, residualKwh),
    confidence: 0.9,
    calibration: { id: record.id, date: record.date, source: record.source },
    parts: { driftKwh, residualKwh },
  };
}

/** Drift and residual standard deviations of a sum over days, kWh. */
export function spread(
  driftShare: number,
  fit: Pick<FitStatistics, "rmse" | "autocorrelation">,
  period: IntervalPeriod,
): { driftKwh: number; residualKwh: number } {
  // A day that resembles the one before adds less than √days: (1 + ρ)/(1 − ρ) for a first-order process, at most 1 + 2(L − 1).
  const rho = Math.min(0.95, Math.max(0, fit.autocorrelation));
  const inflation = Math.min((1 + rho) / (1 - rho), 2 * period.days - 1);
  return {
    driftKwh: Math.hypot(
      driftShare * period.counterfactualKwh,
      driftDoubt * (period.driftKwhPerDay ?? 0) * period.days,
    ),
    residualKwh: fit.rmse * Math.sqrt(period.days * inflation),
  };
}

const monthDays = 30;
const yearDays = 365;

function multiplierAt(multipliers: DriftRecord["multipliers"], days: number): number {
  const { day, month, year } = multipliers;
  if (days <= 1) return day;
  if (days >= yearDays) return year;
  if (days <= monthDays) return day + ((month - day) * Math.log(days)) / Math.log(monthDays);
  return month + ((year - month) * Math.log(days / monthDays)) / Math.log(yearDays / monthDays);
}

/**
 * 90 % interval of a portfolio's sum. Buildings that share weather and calendar err together, so half-widths add with
 * the record's correlation between buildings: √(Σ h² + r·Σ_{i≠j} h·h), between root-sum-square and plain sum.
 */
export function portfolioInterval90(
  record: Pick<CalibrationRecord, "betweenBuildings">,
  halfWidthsKwh: Float64Array,
): number {
  let sum = 0;
  let squares = 0;
  for (const half of halfWidthsKwh) {
    sum += half;
    squares += half * half;
  }
  const r = record.betweenBuildings;
  return Math.sqrt((1 - r) * squares + r * sum * sum);
}

/** Gneiting & Raftery's (2007) score of a 90 % interval that missed by `missKwh` (0 when it held): lower is better. */
export function intervalScore(halfWidthKwh: number, errorKwh: number): number {
  return 2 * halfWidthKwh + (2 / 0.1) * Math.max(0, Math.abs(errorKwh) - halfWidthKwh);
}
