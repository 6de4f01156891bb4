import {
  type Carrier,
  cambridgeBillingRecord,
  cambridgeRecord,
  type DaysOffCountry,
  type FitStatistics,
  type Interval90,
} from "@husting/savings";
import { METHOD_VERSION, type SavingsStatement, type StatementPeriod } from "../statement.ts";
import { billingRun } from "./billing-run.ts";
import { dailyRun } from "./daily-run.ts";
import { type ClaimEvent, claimEvents, type LeftOut, leaveOut } from "./events.ts";
import { hourlyRun } from "./hourly-run.ts";
import type { ClaimMethod } from "./method-names.ts";
import type { ModelSection } from "./model-section.ts";
import { type ClaimReason, negativeReading } from "./reasons.ts";
import { type ClaimPeriods, claimDays, type MeterSeries, resolutionOf } from "./series.ts";

export interface ClaimOptions {
  readonly method: ClaimMethod;
  readonly periods: ClaimPeriods;
  /** Which ordinary years the interval rests on. */
  readonly carrier: Carrier;
  /** Whose days off the methods that know them go by. */
  readonly country: DaysOffCountry;
  /** No cooling candidates (CalTRACK daily and billing; the other methods have no candidates). */
  readonly heatingOnly: boolean;
  /** Local dates that count in neither period because the user said so. */
  readonly leftOut: readonly LeftOut[];
  /** Off for a claim that stands beside another of the same days, whose events are the same. */
  readonly looksForEvents?: boolean;
}

export interface ClaimPeriod extends StatementPeriod {
  /** By methods that count hours: `share` is of hours then, and `daysCounted` are days of which every hour counted. */
  readonly hoursCounted?: number;
  readonly hoursExpected?: number;
  /** By methods that count bills. */
  readonly billsCounted?: number;
}

/** A 90 % interval as a document has it: low and high of the avoided use, and what it was calibrated on. */
export interface ClaimInterval {
  readonly low: number;
  readonly high: number;
  readonly halfWidth: number;
  readonly confidence: 0.9;
  readonly calibration: CalibrationNote;
  readonly parts: Interval90["parts"];
}

/** R² is null for Husting's own models: penalised and robust, they have no count of parameters to adjust it by. */
export type ClaimFit = Omit<FitStatistics, "rSquared" | "rSquaredAdjusted"> & {
  readonly rSquared: number | null;
  readonly rSquaredAdjusted: number | null;
};

/** Keys of this object are stable: `husting savings --json` prints it. */
export interface SavingsClaim {
  readonly ok: true;
  readonly method: ClaimMethod;
  readonly methodVersion: string;
  readonly zone: string;
  readonly carrier: Carrier;
  readonly country: DaysOffCountry;
  readonly model: ModelSection;
  readonly fit: ClaimFit;
  readonly savings: Omit<SavingsStatement["savings"], "publishedBand"> & {
    readonly publishedBand: SavingsStatement["savings"]["publishedBand"] | null;
    readonly interval90: ClaimInterval;
  };
  /** Null where they were not looked for, or cannot be: bills show no days. */
  readonly events: readonly ClaimEvent[] | null;
  readonly leftOut: readonly LeftOut[];
  readonly coverage: { readonly baseline: ClaimPeriod; readonly reporting: ClaimPeriod };
}

export interface NoClaim {
  readonly ok: false;
  readonly method: ClaimMethod;
  readonly methodVersion: string;
  readonly reason: ClaimReason;
}

/** What a method's run over a meter's days, hours or bills comes to. */
export interface ClaimRun {
  readonly model: ModelSection;
  readonly fit: FitStatistics;
  readonly observedKwh: number;
  readonly counterfactualKwh: number;
  readonly interval: Interval90;
  readonly publishedBand: SavingsStatement["savings"]["publishedBand"] | null;
  readonly coverage: SavingsClaim["coverage"];
  /** Modelled use by local day of the reporting period, NaN = not known; null where the method knows no days. */
  readonly modelledDailyKwh: Float64Array | null;
}

/** A claim with what the baseline said of each day of the reporting period. */
export interface ClaimWithDays {
  readonly claim: SavingsClaim | NoClaim;
  /** Null without a claim, and by bills. `firstDayMs` is where the first local day begins. */
  readonly reporting: { readonly firstDayMs: number; readonly modelledKwh: Float64Array } | null;
}

const versions: Readonly<Record<ClaimMethod, string>> = {
  "caltrack-daily": METHOD_VERSION,
  "caltrack-billing": "caltrack-billing/1",
  "caltrack-hourly": "caltrack-hourly/1",
  towt: "towt/1",
  "husting-daily": "husting-daily/2",
  "husting-hourly": "husting-hourly/2",
};

/**
 * What a measure saved at one meter, by any method: the baseline over the 365 days before the measure, avoided use over
 * up to 365 days after it, its calibrated interval, and the events that weather and calendar do not explain. A number or
 * a named reason.
 */
export function savingsClaim(series: MeterSeries, options: ClaimOptions): SavingsClaim | NoClaim {
  return claimWithDays(series, options).claim;
}

/** As `savingsClaim`, with the days a picture of it needs. */
export function claimWithDays(series: MeterSeries, options: ClaimOptions): ClaimWithDays {
  const { method, periods } = options;
  const head = { method, methodVersion: versions[method] };
  const none = (reason: ClaimReason): ClaimWithDays => ({
    claim: { ok: false, ...head, reason },
    reporting: null,
  });
  const resolution = resolutionOf(series.use.stepMs);
  if (resolution === undefined) {
    return none({ code: "step-not-usable", stepDays: series.use.stepMs / 86_400_000 });
  }
  if (method.endsWith("-hourly") && resolution !== "hours") return none({ code: "needs-hours", method });
  if (method !== "caltrack-billing" && resolution === "bills") return none({ code: "needs-days", method });
  const weatherHours = series.outdoors.stepMs / 3_600_000;
  const countsHours = method.endsWith("-hourly") || (method === "towt" && resolution === "hours");
  const needHours = countsHours ? 1 : 24;
  if (weatherHours > needHours)
    return none({ code: "weather-too-coarse", hours: weatherHours, need: needHours });

  const measured = claimDays(series, periods);
  if ("code" in measured) return none(measured);
  const negative = negativeReading(series, measured);
  if (negative !== undefined) return none(negative);
  const days = leaveOut(measured, options.leftOut);
  const run =
    method === "caltrack-billing"
      ? billingRun(series, days, resolution, options)
      : countsHours
        ? hourlyRun(series, days, options)
        : dailyRun(series, days, options);
  if (!run.ok) return none(run.reason);
  const { model, fit, observedKwh, counterfactualKwh, interval, publishedBand, coverage, modelledDailyKwh } =
    run.value;
  const value = counterfactualKwh - observedKwh;
  const halfWidth = interval.halfWidthKwh;
  const claim: SavingsClaim = {
    ok: true,
    ...head,
    zone: series.zone,
    carrier: options.carrier,
    country: options.country,
    model,
    fit: method.startsWith("husting-") ? { ...fit, rSquared: null, rSquaredAdjusted: null } : fit,
    savings: {
      unit: "kWh",
      observed: observedKwh,
      counterfactual: counterfactualKwh,
      value,
      share: counterfactualKwh === 0 ? 0 : value / counterfactualKwh,
      publishedBand,
      interval90: {
        low: value - halfWidth,
        high: value + halfWidth,
        halfWidth,
        confidence: 0.9,
        calibration: calibrationOf(method),
        parts: interval.parts,
      },
    },
    events:
      resolution === "bills" || options.looksForEvents === false
        ? null
        : claimEvents(measured, series.temperatureUnit, options, counterfactualKwh / observedKwh),
    leftOut: options.leftOut,
    coverage,
  };
  const firstDayMs = days.bounds[days.reportingFrom]!;
  return { claim, reporting: modelledDailyKwh && { firstDayMs, modelledKwh: modelledDailyKwh } };
}

/** The version of a method: a figure of another version was computed otherwise. */
export function claimVersion(method: ClaimMethod): string {
  return versions[method];
}

/** What a record of ordinary years says of itself. */
export interface CalibrationNote {
  readonly name: string;
  readonly date: string;
  readonly source: string;
  readonly validFor: string;
}

/** The record of ordinary years that a method's intervals rest on. */
export function calibrationOf(method: ClaimMethod): CalibrationNote {
  const record = method === "caltrack-billing" ? cambridgeBillingRecord : cambridgeRecord;
  const { id: name, date, source, validFor } = record;
  return { name, date, source, validFor };
}
