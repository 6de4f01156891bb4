import type {
  BillingModel,
  DailyModel,
  HourlyModel,
  HustingDailyModel,
  HustingHourlyModel,
  TemperatureUnit,
  TowtModel,
} from "@husting/savings";
import type { SavingsStatement } from "../statement.ts";

/**
 * A fitted model with every coefficient a researcher needs to compute its counterfactual again. Energy is kWh,
 * temperatures are in the unit that stands beside them; what was never fitted is null.
 */
export type ModelSection =
  | SavingsStatement["model"]
  | BillingSection
  | CaltrackHourlySection
  | TowtSection
  | HustingDailySection
  | HustingHourlySection;

/** As CalTRACK daily: use a day by degree days, fitted to bills. */
export type BillingSection = SavingsStatement["model"] & {
  readonly bills: { readonly counted: number; readonly given: number };
};

/** A response to temperature in pieces: `slopes[k]` kWh per degree between `knots[k − 1]` and `knots[k]`, the first from 0. */
export interface Pieces {
  readonly knots: readonly number[];
  readonly slopes: readonly number[];
}

export interface CaltrackHourlySection {
  readonly type: "hour-of-week-by-month";
  readonly unit: "F";
  /** One for each calendar month that could be fitted. */
  readonly months: readonly {
    readonly month: number;
    readonly cvrmse: number;
    readonly parameters: number;
    /** Of the 168 hours of the week, Monday 00–01 first. */
    readonly occupied: readonly number[];
    readonly hourOfWeekKwh: readonly (number | null)[];
    readonly whenOccupied: Pieces;
    readonly whenUnoccupied: Pieces;
  }[];
}

export interface TowtSection {
  readonly type: "time-of-week-and-temperature";
  readonly step: "hour" | "day";
  readonly unit: TemperatureUnit;
  /** By hour of the week (168) or weekday (7), Monday first. */
  readonly occupied: readonly number[];
  readonly levelsKwh: readonly (number | null)[];
  readonly whenOccupied: Pieces;
  readonly whenUnoccupied: Pieces;
}

export interface HustingDailySection {
  readonly type: "husting-daily-2";
  /** The model in figures a person can read; kWh a day, °C. */
  readonly reading: HustingDailyModel["reading"];
  /** Penalised regression coefficients by column; the columns stand in docs/savings.md. */
  readonly coefficients: Readonly<Record<string, number>>;
  readonly daysDiscounted: number;
}

export interface HustingHourlySection {
  readonly type: "husting-hourly-2";
  readonly driftKwhPerDay: number;
  readonly columns: readonly string[];
  /** 24 rows, 00–01 local time first, one coefficient a column. */
  readonly byHourOfDay: readonly (readonly (number | null)[])[];
}

export function dailySection(model: DailyModel | BillingModel): SavingsStatement["model"] {
  const points = (of: DailyModel["balancePoints"]) => ({
    heating: of.heating ?? null,
    cooling: of.cooling ?? null,
  });
  return {
    type: model.type,
    coefficients: model.coefficients,
    balancePoints: { ...points(model.balancePoints), unit: "F" },
    inTemperatureUnit: {
      coefficients: model.inUserUnit.coefficients,
      balancePoints: points(model.inUserUnit.balancePoints),
      unit: model.temperatureUnit,
    },
  };
}

export function billingSection(model: BillingModel): BillingSection {
  const { billsCounted, billsGiven } = model.baseline;
  return { ...dailySection(model), bills: { counted: billsCounted, given: billsGiven } };
}

export function caltrackHourlySection(model: HourlyModel): CaltrackHourlySection {
  return {
    type: "hour-of-week-by-month",
    unit: "F",
    months: model.segments.flatMap((segment) => {
      if (segment === undefined) return [];
      const { month, parameters, occupied, hourOfWeekKwh, fit } = segment;
      const pieces = ({ endpointsF, slopes }: typeof segment.whenOccupied): Pieces => ({
        knots: endpointsF,
        slopes: Array.from(slopes),
      });
      return {
        month,
        cvrmse: fit.cvrmse,
        parameters,
        occupied: Array.from(occupied),
        hourOfWeekKwh: known(hourOfWeekKwh),
        whenOccupied: pieces(segment.whenOccupied),
        whenUnoccupied: pieces(segment.whenUnoccupied),
      };
    }),
  };
}

export function towtSection(model: TowtModel, step: "hour" | "day"): TowtSection {
  const pieces = (slopes: Float64Array): Pieces => ({
    knots: Array.from(model.knots),
    slopes: Array.from(slopes),
  });
  return {
    type: "time-of-week-and-temperature",
    step,
    unit: model.temperatureUnit,
    occupied: Array.from(model.occupied),
    levelsKwh: known(model.levelsKwh),
    whenOccupied: pieces(model.slopesOccupied),
    whenUnoccupied: pieces(model.slopesUnoccupied),
  };
}

export function hustingDailySection(model: HustingDailyModel): HustingDailySection {
  return {
    type: "husting-daily-2",
    reading: model.reading,
    coefficients: Object.fromEntries(model.columns.map((name, k) => [name, model.coefficients[k]!])),
    daysDiscounted: model.baseline.daysDiscounted,
  };
}

export function hustingHourlySection(model: HustingHourlyModel): HustingHourlySection {
  const width = model.columns.length;
  return {
    type: "husting-hourly-2",
    driftKwhPerDay: model.driftKwh,
    columns: model.columns,
    byHourOfDay: Array.from({ length: 24 }, (_, hour) =>
      known(model.coefficients.subarray(hour * width, (hour + 1) * width)),
    ),
  };
}

/** NaN is for columns of numbers; in a document what is not known is null. */
function known(values: Float64Array): (number | null)[] {
  return Array.from(values, (value) => (Number.isNaN(value) ? null : value));
}
