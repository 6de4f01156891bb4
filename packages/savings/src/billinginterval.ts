import type { CalibrationRecord, Carrier, DriftRecord, Interval90 } from "./interval90.ts";
import type { FitStatistics } from "./statistics.ts";

/** How far a billing baseline drifts in an ordinary year. Bills know no days, so the shortest length is a month. */
export interface BillingRecord extends Omit<CalibrationRecord, "drifts" | "betweenBuildings"> {
  readonly drifts: Readonly<
    Record<Carrier, Omit<DriftRecord, "multipliers"> & { readonly multipliers: BillingMultipliers }>
  >;
}

/** Multipliers for one month and for twelve; between them, linear in the logarithm of the months. */
export interface BillingMultipliers {
  readonly month: number;
  readonly year: number;
}

/** A sum over bills whose interval is wanted. */
export interface BillingPeriod {
  readonly counterfactualKwh: number;
  /** Months under the counted bills: a bill of two months counts as two. */
  readonly months: number;
}

/**
 * Learnt by `bench/calibrate-billing.ts` from the buildings of `cambridgeRecord`, their days summed to calendar months.
 */
export const cambridgeBillingRecord: BillingRecord = {
  id: "cambridge-ordinary-years-billing-1",
  date: "2026-11-25",
  source:
    "Cambridge University Estates building energy archive, fit years 2013–2018, 2014–2019 predicted, buildings b0, b4, b8 …, calendar months",
  validFor:
    "non-domestic buildings with one baseline year and a reporting period of up to a year that follows it",
  drifts: {
    electricity: { driftShare: 0.0974, multipliers: { month: 2.107, year: 3.041 }, meterYears: 97 },
    heat: { driftShare: 0.0945, multipliers: { month: 2.096, year: 4.451 }, meterYears: 39 },
  },
};

/**
 * 90 % interval for avoided use over counted bills: as `interval90`, with the residuals of bills instead of days. Twelve
 * bills show no autocorrelation that could be believed, so none is counted; what they hide of it is in the multipliers.
 * @param fit statistics of the baseline's bills (totals).
 */
export function billingInterval90(
  record: BillingRecord,
  carrier: Carrier,
  fit: Pick<FitStatistics, "rmse">,
  period: BillingPeriod,
): Interval90 {
  const { driftShare, multipliers } = record.drifts[carrier];
  const { driftKwh, residualKwh } = billingSpread(driftShare, fit, period);
  return {
    halfWidthKwh: multiplierAt(multipliers, period.months) * Math.hypot(driftKwh, residualKwh),
    confidence: 0.9,
    calibration: { id: record.id, date: record.date, source: record.source },
    parts: { driftKwh, residualKwh },
  };
}

/** Drift and residual standard deviations of a sum over bills, kWh. */
export function billingSpread(
  driftShare: number,
  fit: Pick<FitStatistics, "rmse">,
  period: BillingPeriod,
): { driftKwh: number; residualKwh: number } {
  return {
    driftKwh: driftShare * period.counterfactualKwh,
    residualKwh: fit.rmse * Math.sqrt(period.months),
  };
}

const yearMonths = 12;

function multiplierAt({ month, year }: BillingMultipliers, months: number): number {
  if (months <= 1) return month;
  return month + (year - month) * (Math.log(Math.min(months, yearMonths)) / Math.log(yearMonths));
}
