import {
  avoidedUse,
  type DailyModel,
  type DailyReason,
  fitCaltrackDaily,
  type TemperatureUnit,
} from "@husting/savings";
import { firstAtOrAfter, localDate } from "@husting/series";

/** Version of everything between readings and statement; a statement of another version is computed anew. */
export const METHOD_VERSION = "caltrack-daily/3";

export const DAY_MS = 86_400_000;

/** Local days with use and temperature in columns of equal length; gaps are NaN. */
export interface DailyRecord {
  readonly zone: string;
  /** Starts of the days and the end of the last. */
  readonly bounds: Float64Array;
  readonly useKwh: Float64Array;
  readonly temperature: Float64Array;
  readonly temperatureUnit: TemperatureUnit;
}

export interface StatementPeriod {
  /** Local dates; the last day is included. */
  readonly from: string;
  readonly to: string;
  readonly daysCounted: number;
  readonly daysExpected: number;
  readonly share: number;
}

/** Keys of this object are stable: `husting savings --json` prints it and pages serve it. */
export interface SavingsStatement {
  readonly ok: true;
  readonly method: "caltrack-daily";
  readonly methodVersion: string;
  readonly zone: string;
  readonly model: {
    readonly type: DailyModel["type"];
    readonly coefficients: DailyModel["coefficients"];
    readonly balancePoints: {
      readonly heating: number | null;
      readonly cooling: number | null;
      readonly unit: TemperatureUnit;
    };
    /** The same line in the unit the temperatures came in. */
    readonly inTemperatureUnit: {
      readonly coefficients: DailyModel["coefficients"];
      readonly balancePoints: { readonly heating: number | null; readonly cooling: number | null };
      readonly unit: TemperatureUnit;
    };
  };
  readonly fit: DailyModel["fit"];
  readonly savings: {
    readonly unit: "kWh";
    readonly observed: number;
    readonly counterfactual: number;
    /** counterfactual − observed: positive when less was used than the baseline would have. */
    readonly value: number;
    readonly share: number;
    readonly publishedBand: {
      readonly method: "FSU";
      readonly value: number;
      readonly confidence: number;
      readonly label: string;
    };
  };
  readonly coverage: { readonly baseline: StatementPeriod; readonly reporting: StatementPeriod };
}

export type StatementReason =
  | { readonly code: "no-baseline-days" }
  | { readonly code: "no-reporting-days" }
  | { readonly code: "baseline"; readonly reason: DailyReason }
  | { readonly code: "reporting"; readonly reason: DailyReason };

export interface NoStatement {
  readonly ok: false;
  readonly method: "caltrack-daily";
  readonly methodVersion: string;
  readonly reason: StatementReason;
}

export type Statement = SavingsStatement | NoStatement;

/**
 * The savings statement of one metering point: a CalTRACK 2.0 daily baseline over the 365 days before `baselineEndMs`,
 * and avoided energy use over up to 365 days from `reportingStartMs`.
 * @param heatingOnly no cooling candidates: right for gas and district heat.
 */
export function savingsStatement(
  record: DailyRecord,
  periods: { readonly baselineEndMs: number; readonly reportingStartMs: number },
  heatingOnly = false,
): Statement {
  const none = (reason: StatementReason): NoStatement => ({
    ok: false,
    method: "caltrack-daily",
    methodVersion: METHOD_VERSION,
    reason,
  });
  const days = record.useKwh.length;
  const baselineEnd = firstDayFrom(record.bounds, periods.baselineEndMs);
  const baselineStart = Math.max(0, baselineEnd - 365);
  const reportingStart = firstDayFrom(record.bounds, periods.reportingStartMs);
  const reportingEnd = Math.min(days, reportingStart + 365);
  if (baselineEnd <= baselineStart) return none({ code: "no-baseline-days" });
  if (reportingEnd <= reportingStart) return none({ code: "no-reporting-days" });

  const model = fitCaltrackDaily({
    useKwh: record.useKwh.subarray(baselineStart, baselineEnd),
    temperature: record.temperature.subarray(baselineStart, baselineEnd),
    temperatureUnit: record.temperatureUnit,
    candidates: { heating: true, cooling: !heatingOnly },
  });
  if (!model.ok) return none({ code: "baseline", reason: model.reason });
  const avoided = avoidedUse(model.value, {
    useKwh: record.useKwh.subarray(reportingStart, reportingEnd),
    temperature: record.temperature.subarray(reportingStart, reportingEnd),
  });
  if (!avoided.ok) return none({ code: "reporting", reason: avoided.reason });

  const { type, coefficients, balancePoints, inUserUnit, fit, baseline } = model.value;
  const { observed, counterfactual, publishedBand, coverage } = avoided.value;
  const points = (of: DailyModel["balancePoints"]) => ({
    heating: of.heating ?? null,
    cooling: of.cooling ?? null,
  });
  const period = (from: number, to: number, counted: number): StatementPeriod => ({
    from: localDate(record.zone, record.bounds[from]!),
    to: localDate(record.zone, record.bounds[to]! - 1),
    daysCounted: counted,
    daysExpected: to - from,
    share: counted / (to - from),
  });
  return {
    ok: true,
    method: "caltrack-daily",
    methodVersion: METHOD_VERSION,
    zone: record.zone,
    model: {
      type,
      coefficients,
      balancePoints: { ...points(balancePoints), unit: "F" },
      inTemperatureUnit: {
        coefficients: inUserUnit.coefficients,
        balancePoints: points(inUserUnit.balancePoints),
        unit: record.temperatureUnit,
      },
    },
    fit,
    savings: {
      unit: "kWh",
      observed,
      counterfactual,
      value: avoided.value.avoided,
      share: counterfactual === 0 ? 0 : avoided.value.avoided / counterfactual,
      publishedBand: {
        method: "FSU",
        value: publishedBand.value,
        confidence: publishedBand.confidence,
        label: publishedBand.label,
      },
    },
    coverage: {
      baseline: period(baselineStart, baselineEnd, baseline.daysCounted),
      reporting: period(reportingStart, reportingEnd, coverage.daysCounted),
    },
  };
}

/** Index of the first day that starts at or after an instant; the number of days when there is none. */
function firstDayFrom(bounds: Float64Array, atMs: number): number {
  return firstAtOrAfter(bounds.subarray(0, -1), atMs);
}
