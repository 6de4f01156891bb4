import { fail, ok, type Result } from "@husting/series";
import {
  dayColumns,
  dayPenalties,
  driftColumn,
  expectedSizes,
  firstSeasonColumn,
  pastOf,
  softnessShare,
  writeDay,
} from "./hustingdesign.ts";
import { fitSoftFloorRidge, rowTimes, softFloor } from "./robustridge.ts";
import { type FitStatistics, fitStatistics } from "./statistics.ts";
import { checkDailySufficiency, checkReadable, type DailyReason } from "./sufficiency.ts";
import { type TemperatureUnit, toCelsius } from "./temperature.ts";

/** Consecutive local days. */
export interface Days {
  /** Days since 1970-01-01 of the first day's local date. */
  readonly firstDay: number;
  /** Kind of each day, from `dayKinds`. */
  readonly kinds: Uint8Array;
  /** Daily mean outdoor temperature, NaN = not measured. */
  readonly temperature: Float64Array;
}

export interface HustingDailyInput extends Days {
  /** One value a day, NaN = not measured. */
  readonly useKwh: Float64Array;
  readonly temperatureUnit: TemperatureUnit;
  readonly sufficiency?: "required" | "waived";
}

/** What the fitted model says, in figures a person can read; kWh a day. */
export interface DailyReading {
  /** A working day and a day off at 15 °C at the end of the baseline. */
  readonly workingDayAt15C: number;
  readonly dayOffAt15C: number;
  /** kWh a day for each degree colder between −5 and 5 °C, and between 5 and 15 °C, on a working day. */
  readonly perDegreeColdKwh: number;
  readonly perDegreeCoolKwh: number;
  /** kWh a day for each degree warmer between 20 and 25 °C. */
  readonly perDegreeWarmKwh: number;
  /** How much more is used a day at the end of the baseline than at its start, weather and calendar alike. */
  readonly driftKwh: number;
}

export interface HustingDailyModel {
  readonly method: "husting-daily-2";
  readonly temperatureUnit: TemperatureUnit;
  /** One per name in `columns`. */
  readonly coefficients: Float64Array;
  readonly columns: readonly string[];
  /** Use is softFloor(columns · coefficients): how far above zero, kWh a day, the floor begins to be felt. */
  readonly softnessKwh: number;
  readonly reading: DailyReading;
  readonly baseline: {
    readonly firstDay: number;
    readonly daysExpected: number;
    readonly daysCounted: number;
    /** Days whose residual lay past five robust standard deviations: they count less. */
    readonly daysDiscounted: number;
  };
  readonly fit: FitStatistics;
  readonly sufficiency: "met" | "waived";
}

const columnCount = dayColumns.length;

/**
 * Husting's daily baseline: a penalised, robust regression of the day's use on weekday, days off, temperature with
 * bends (today's and a share of yesterday's), a weak yearly rhythm and a drift over the baseline (columns and penalties
 * in `hustingdesign.ts`). It predicts at the drift's end value, so the baseline should end where the measure began.
 */
export function fitHustingDaily(input: HustingDailyInput): Result<HustingDailyModel, DailyReason> {
  const checked =
    input.sufficiency === "waived"
      ? checkReadable(input.useKwh, input.temperature)
      : checkDailySufficiency(input);
  if (!checked.ok) return checked;
  const days = input.useKwh.length;
  const x = new Float64Array(days * columnCount);
  const y = new Float64Array(days);
  const celsius = input.temperature.map((t) => toCelsius(t, input.temperatureUnit));
  let n = 0;
  for (let i = 0; i < days; i++) {
    const use = input.useKwh[i]!;
    if (Number.isNaN(use) || Number.isNaN(celsius[i]!)) continue;
    writeDay(designDay(input, celsius, i, (i + 0.5) / days - 0.5), x, n * columnCount);
    y[n++] = use;
  }
  if (n < leastDaysEver) return fail({ code: "too-few-days", have: n, need: leastDaysEver, missing: "both" });
  const observed = y.subarray(0, n);
  const meanKwh = observed.reduce((sum, use) => sum + use, 0) / n;
  const softnessKwh = softnessShare * meanKwh;
  const reluctance = { penalty: dayPenalties, expected: expectedSizes(columnCount, meanKwh) };
  const ridge = fitSoftFloorRidge(x, observed, columnCount, reluctance, softnessKwh);
  const modelled = new Float64Array(n);
  for (let i = 0; i < n; i++) modelled[i] = softFloor(rowTimes(x, i * columnCount, ridge.beta), softnessKwh);
  const fit = fitStatistics(observed, modelled, 0);
  if (!(fit.observedVariance > 1e-18 * fit.observedMean * fit.observedMean)) {
    return fail({ code: "constant-use", valueKwh: fit.observedMean });
  }
  return ok({
    method: "husting-daily-2",
    temperatureUnit: input.temperatureUnit,
    coefficients: ridge.beta,
    columns: dayColumns,
    reading: readingOf(ridge.beta, softnessKwh),
    softnessKwh,
    baseline: {
      firstDay: input.firstDay,
      daysExpected: days,
      daysCounted: n,
      daysDiscounted: ridge.weights.reduce((count, weight) => count + (weight < 1 ? 1 : 0), 0),
    },
    fit,
    sufficiency: input.sufficiency === "waived" ? "waived" : "met",
  });
}

/** Modelled use of days, kWh, never below zero; NaN where the temperature is. Inside the baseline the drift is the day's own. */
export function predictHustingDaily(model: HustingDailyModel, days: Days): Float64Array {
  const n = days.temperature.length;
  const celsius = days.temperature.map((t) => toCelsius(t, model.temperatureUnit));
  const row = new Float64Array(columnCount);
  const result = new Float64Array(n);
  const { firstDay, daysExpected } = model.baseline;
  for (let i = 0; i < n; i++) {
    if (Number.isNaN(celsius[i]!)) {
      result[i] = Number.NaN;
      continue;
    }
    const position = (days.firstDay + i - firstDay + 0.5) / daysExpected - 0.5;
    writeDay(designDay(days, celsius, i, Math.min(0.5, Math.max(-0.5, position))), row, 0);
    result[i] = softFloor(rowTimes(row, 0, model.coefficients), model.softnessKwh);
  }
  return result;
}

// A year has thirty columns to tell apart; below two months the penalties would be all there is.
const leastDaysEver = 60;

function designDay(days: Pick<Days, "firstDay" | "kinds">, celsius: Float64Array, i: number, drift: number) {
  return {
    localDay: days.firstDay + i,
    kind: days.kinds[i] ?? 0,
    temperatureC: celsius[i]!,
    ...pastOf(celsius, i),
    drift,
  };
}

function readingOf(beta: Float64Array, softnessKwh: number): DailyReading {
  const row = new Float64Array(columnCount);
  // Weeks and the year's rhythm averaged out: any Monday-to-Friday or weekend, season columns at zero.
  const at = (temperatureC: number, off: boolean): number => {
    const weekdays = off ? [5, 6] : [0, 1, 2, 3, 4];
    let sum = 0;
    for (const weekday of weekdays) {
      writeDay(
        {
          localDay: 4 + weekday,
          kind: 0,
          temperatureC,
          yesterdayC: temperatureC,
          weekC: temperatureC,
          drift: 0.5,
        },
        row,
        0,
      );
      for (let k = firstSeasonColumn; k < driftColumn; k++) row[k] = 0;
      sum += softFloor(rowTimes(row, 0, beta), softnessKwh);
    }
    return sum / weekdays.length;
  };
  return {
    workingDayAt15C: at(15, false),
    dayOffAt15C: at(15, true),
    perDegreeColdKwh: (at(-5, false) - at(5, false)) / 10,
    perDegreeCoolKwh: (at(5, false) - at(15, false)) / 10,
    perDegreeWarmKwh: (at(25, false) - at(20, false)) / 5,
    driftKwh: beta[driftColumn]!,
  };
}
