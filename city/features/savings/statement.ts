import type { DailyModel, TemperatureUnit } from "@husting/savings";

/** Version of everything between readings and a CalTRACK daily claim. */
export const METHOD_VERSION = "caltrack-daily/3";

export const DAY_MS = 86_400_000;

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
