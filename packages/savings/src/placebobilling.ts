import type { Result } from "@husting/series";
import { type BillingPeriod, type BillingRecord, billingInterval90 } from "./billinginterval.ts";
import type { BillingReason } from "./bills.ts";
import { calendarBills } from "./calendarbills.ts";
import { avoidedUseOfBills, fitCaltrackBilling } from "./caltrackbilling.ts";
import { type Carrier, intervalScore } from "./interval90.ts";
import { toDays } from "./methods.ts";
import { clusteredShare, median, type PlaceboPair } from "./placebo.ts";
import type { PublishedBand } from "./publishedband.ts";
import type { FitStatistics } from "./statistics.ts";

/** What CalTRACK billing found in a year in which nothing was done, its days summed to calendar months. */
export interface BillingPlaceboScore {
  readonly monthlyCvrmse: number;
  /** (modelled − observed) / observed over the year. */
  readonly nmbe: number;
  /** Half-width of the interval over the year's observed use, whether it held the year, and its score over use. */
  readonly intervalShare: number;
  readonly intervalHolds: boolean;
  readonly intervalScore: number;
  readonly published: { readonly share: number; readonly holds: boolean; readonly score: number };
}

export interface BillingPlaceboRow {
  readonly building: string;
  readonly carrier: Carrier;
  readonly fitYear: number;
  readonly method: "caltrack-billing";
  readonly result:
    | { readonly ok: true; readonly score: BillingPlaceboScore }
    | { readonly ok: false; readonly reason: BillingReason };
}

/** A sum that was predicted and how far it was off. */
export interface BillingError {
  readonly errorKwh: number;
  readonly period: BillingPeriod;
}

/** Errors of a pair month by month and over the year. */
export interface BillingErrors {
  readonly fit: FitStatistics;
  readonly months: readonly BillingError[];
  readonly year: BillingError;
  readonly publishedBand: PublishedBand;
}

/** Fits CalTRACK billing on one year's calendar months and predicts the next year's. */
export function billingErrors(pair: PlaceboPair): Result<BillingErrors, BillingReason> {
  const [before, after] = [toDays(pair.fit), toDays(pair.next)];
  const baseline = calendarBills(before.useKwh, before.firstDay);
  const model = fitCaltrackBilling({ ...baseline, temperature: before.temperatureC, temperatureUnit: "C" });
  if (!model.ok) return model;
  const reporting = { ...calendarBills(after.useKwh, after.firstDay), temperature: after.temperatureC };
  const avoided = avoidedUseOfBills(model.value, reporting);
  if (!avoided.ok) return avoided;
  const { observed, counterfactual, bills, coverage, publishedBand } = avoided.value;
  const months = Array.from(bills.avoided, (errorKwh, bill) => ({
    errorKwh,
    period: { counterfactualKwh: bills.counterfactual[bill]!, months: 1 },
  })).filter(({ errorKwh }) => !Number.isNaN(errorKwh));
  const period = { counterfactualKwh: counterfactual, months: coverage.billsCounted };
  const year = { errorKwh: counterfactual - observed, period };
  return { ok: true, value: { fit: model.value.fit, months, year, publishedBand } };
}

/** As `placebo`, for CalTRACK billing. */
export function placeboBilling(pair: PlaceboPair, record: BillingRecord): BillingPlaceboRow {
  const { building, carrier, fitYear } = pair;
  const row = { building, carrier, fitYear, method: "caltrack-billing" } as const;
  const errors = billingErrors(pair);
  if (!errors.ok) return { ...row, result: errors };
  const { fit, months, year, publishedBand } = errors.value;
  const { errorKwh, period } = year;
  const observed = period.counterfactualKwh - errorKwh;
  const half = billingInterval90(record, carrier, fit, period).halfWidthKwh;
  const squares = months.reduce((sum, month) => sum + month.errorKwh ** 2, 0);
  return {
    ...row,
    result: {
      ok: true,
      score: {
        monthlyCvrmse: Math.sqrt(squares / months.length) / (observed / months.length),
        nmbe: errorKwh / observed,
        intervalShare: half / observed,
        intervalHolds: Math.abs(errorKwh) <= half,
        intervalScore: intervalScore(half, errorKwh) / observed,
        published: {
          share: publishedBand.value / observed,
          holds: Math.abs(errorKwh) <= publishedBand.value,
          score: intervalScore(publishedBand.value, errorKwh) / observed,
        },
      },
    },
  };
}

export interface BillingPlaceboSummary {
  readonly method: "caltrack-billing";
  readonly carrier: Carrier;
  readonly pairs: number;
  readonly refused: number;
  readonly medianMonthlyCvrmse: number;
  readonly medianAbsoluteNmbe: number;
  readonly medianIntervalShare: number;
  readonly meanIntervalScore: number;
  /** Share of years held, with the 95 % interval of a bootstrap by building and year. */
  readonly coverage: { readonly share: number; readonly lower: number; readonly upper: number };
  readonly publishedCoverage: number;
  readonly publishedMeanScore: number;
}

/** One line per carrier that has a score. */
export function summariseBillingPlacebo(rows: readonly BillingPlaceboRow[]): BillingPlaceboSummary[] {
  return [...Map.groupBy(rows, ({ carrier }) => carrier)].flatMap(([carrier, own]) => {
    const scored = own.flatMap(({ building, fitYear, result }) =>
      result.ok ? [{ building, year: fitYear, ...result.score }] : [],
    );
    if (scored.length === 0) return [];
    const mean = (of: (score: BillingPlaceboScore) => number): number =>
      scored.reduce((sum, score) => sum + of(score), 0) / scored.length;
    return [
      {
        method: "caltrack-billing" as const,
        carrier,
        pairs: scored.length,
        refused: own.length - scored.length,
        medianMonthlyCvrmse: median(scored.map((score) => score.monthlyCvrmse)),
        medianAbsoluteNmbe: median(scored.map((score) => Math.abs(score.nmbe))),
        medianIntervalShare: median(scored.map((score) => score.intervalShare)),
        meanIntervalScore: mean((score) => score.intervalScore),
        coverage: clusteredShare(scored.map((score) => ({ ...score, holds: score.intervalHolds }))),
        publishedCoverage: mean((score) => (score.published.holds ? 1 : 0)),
        publishedMeanScore: mean((score) => score.published.score),
      },
    ];
  });
}
