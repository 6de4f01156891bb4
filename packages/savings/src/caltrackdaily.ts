import { fail, ok, type Result } from "@husting/series";
import {
  type CandidateStatus,
  type CandidateSums,
  type DailyModelType,
  sumDays,
  visitCandidates,
} from "./dailycandidates.ts";
import { type DailyLine, inUnit, useOnDay } from "./dailyline.ts";
import { type FitStatistics, fitStatistics } from "./statistics.ts";
import { checkDailySufficiency, checkReadable, type DailyReason } from "./sufficiency.ts";
import { type TemperatureUnit, toFahrenheit } from "./temperature.ts";

export interface DailyInput {
  /** One value a day in time order; NaN = not measured. */
  readonly useKwh: Float64Array;
  /** Daily mean outdoor temperature of the same days; NaN = not measured. */
  readonly temperature: Float64Array;
  readonly temperatureUnit: TemperatureUnit;
  /** Which slopes may be tried; both by default. Gas and district heat are usually fitted with `cooling: false`. */
  readonly candidates?: { readonly heating?: boolean; readonly cooling?: boolean };
  /** `waived` fits whatever days there are (a fit that says so must not carry a savings claim). */
  readonly sufficiency?: "required" | "waived";
}

/**
 * A fitted model. The line is always given in °F, where CalTRACK's whole-degree balance points live; `inUserUnit` is
 * the same line in the unit the temperatures came in.
 */
export interface DailyModel extends DailyLine {
  readonly method: "caltrack-2.0-daily";
  readonly type: DailyModelType;
  readonly temperatureUnit: TemperatureUnit;
  readonly inUserUnit: DailyLine;
  readonly fit: FitStatistics;
  readonly baseline: { readonly daysExpected: number; readonly daysCounted: number };
  readonly sufficiency: "met" | "waived";
}

export interface DailyCandidate {
  readonly type: DailyModelType;
  readonly status: CandidateStatus;
  readonly heatingBalanceF: number | undefined;
  readonly coolingBalanceF: number | undefined;
  /** Absent when not attempted. */
  readonly estimate:
    | {
        readonly rSquaredAdjusted: number;
        readonly intercept: number;
        readonly betaHdd: number;
        readonly betaCdd: number;
      }
    | undefined;
}

// Candidates whose degree days span the same column differ in adjusted R² by rounding only; the first one stands.
const tie = 1e-12;

/**
 * CalTRACK 2.0 daily (sections 3.2–3.4) as openeemeter 3.2.0 computes it: ordinary least squares on heating and
 * cooling degree days for every whole-°F balance point from 30 to 90, the best adjusted R² among the qualified wins.
 *
 * Use is in kWh a day (any energy unit works: the coefficients come back in it), temperature in the stated unit.
 * °C is converted to °F before the balance points are tried, so that a °C user gets the very model a °F user gets;
 * `balancePoints` and `coefficients` are per °F (`betaHdd` heating, `betaCdd` cooling) and `inUserUnit` repeats them
 * in °C with slopes per kelvin.
 */
export function fitCaltrackDaily(input: DailyInput): Result<DailyModel, DailyReason> {
  const days = usableDays(input);
  if (!days.ok) return days;
  const { useKwh, temperatureF, sums } = days.value;
  let type: DailyModelType = "intercept_only";
  let best = Number.NEGATIVE_INFINITY;
  let heatingF = -1;
  let coolingF = -1;
  let coefficients = { intercept: Number.NaN, betaHdd: 0, betaCdd: 0 };
  visitCandidates(
    sums,
    allowed(input),
    (candidate, heating, cooling, status, adjusted, intercept, betaHdd, betaCdd) => {
      if (status !== "qualified" || !(adjusted > best + tie)) return;
      type = candidate;
      best = adjusted;
      heatingF = heating;
      coolingF = cooling;
      coefficients = { intercept, betaHdd, betaCdd };
    },
  );
  if (best === Number.NEGATIVE_INFINITY) return fail({ code: "no-qualified-model" });
  const line: DailyLine = {
    coefficients,
    balancePoints: {
      heating: heatingF < 0 ? undefined : heatingF,
      cooling: coolingF < 0 ? undefined : coolingF,
      unit: "F",
    },
  };
  const parameters = (heatingF < 0 ? 0 : 1) + (coolingF < 0 ? 0 : 1);
  const modelled = new Float64Array(useKwh.length);
  for (let i = 0; i < modelled.length; i++) modelled[i] = useOnDay(line, temperatureF[i]!);
  return ok({
    method: "caltrack-2.0-daily",
    type,
    ...line,
    temperatureUnit: input.temperatureUnit,
    inUserUnit: inUnit(line, input.temperatureUnit),
    fit: fitStatistics(useKwh, modelled, parameters),
    baseline: { daysExpected: input.useKwh.length, daysCounted: useKwh.length },
    sufficiency: input.sufficiency === "waived" ? "waived" : "met",
  });
}

/** Every candidate of the fit with its status, in openeemeter's order (2,014 with heating and cooling, 62 with one). */
export function caltrackDailyCandidates(input: DailyInput): Result<DailyCandidate[], DailyReason> {
  const days = usableDays(input);
  if (!days.ok) return days;
  const table: DailyCandidate[] = [];
  visitCandidates(
    days.value.sums,
    allowed(input),
    (type, heating, cooling, status, rSquaredAdjusted, intercept, betaHdd, betaCdd) => {
      table.push({
        type,
        status,
        heatingBalanceF: heating < 0 ? undefined : heating,
        coolingBalanceF: cooling < 0 ? undefined : cooling,
        estimate: status === "not-attempted" ? undefined : { rSquaredAdjusted, intercept, betaHdd, betaCdd },
      });
    },
  );
  return ok(table);
}

/** Modelled use by day; where the temperature is NaN every part is NaN. `totalKwh` is the sum of the three parts. */
export interface DailyPrediction {
  readonly totalKwh: Float64Array;
  readonly baseKwh: Float64Array;
  readonly heatingKwh: Float64Array;
  readonly coolingKwh: Float64Array;
}

/** Modelled use by day; `temperature` is in the unit the model was fitted in. A day without temperature is NaN. */
export function predictDaily(model: DailyModel, temperature: Float64Array): Float64Array {
  const total = new Float64Array(temperature.length);
  for (let i = 0; i < total.length; i++) {
    total[i] = useOnDay(model, toFahrenheit(temperature[i]!, model.temperatureUnit));
  }
  return total;
}

/** As `predictDaily`, with base, heating and cooling apart. */
export function predictDailyParts(model: DailyModel, temperature: Float64Array): DailyPrediction {
  const { intercept, betaHdd, betaCdd } = model.coefficients;
  const { heating, cooling } = model.balancePoints;
  const n = temperature.length;
  const baseKwh = new Float64Array(n);
  const heatingKwh = new Float64Array(n);
  const coolingKwh = new Float64Array(n);
  const totalKwh = new Float64Array(n);
  for (let i = 0; i < n; i++) {
    const t = toFahrenheit(temperature[i]!, model.temperatureUnit);
    const known = !Number.isNaN(t);
    baseKwh[i] = known ? intercept : Number.NaN;
    heatingKwh[i] = known ? (heating === undefined ? 0 : betaHdd * Math.max(0, heating - t)) : Number.NaN;
    coolingKwh[i] = known ? (cooling === undefined ? 0 : betaCdd * Math.max(0, t - cooling)) : Number.NaN;
    totalKwh[i] = baseKwh[i]! + heatingKwh[i]! + coolingKwh[i]!;
  }
  return { totalKwh, baseKwh, heatingKwh, coolingKwh };
}

function allowed(input: DailyInput): { heating: boolean; cooling: boolean } {
  return { heating: input.candidates?.heating ?? true, cooling: input.candidates?.cooling ?? true };
}

// Two slopes and an intercept leave a residual from the fourth day on.
const leastDaysEver = 4;

function usableDays(
  input: DailyInput,
): Result<{ useKwh: Float64Array; temperatureF: Float64Array; sums: CandidateSums }, DailyReason> {
  const checked =
    input.sufficiency === "waived"
      ? checkReadable(input.useKwh, input.temperature)
      : checkDailySufficiency(input);
  if (!checked.ok) return checked;
  const days = input.useKwh.length;
  const useKwh = new Float64Array(days);
  const temperatureF = new Float64Array(days);
  let n = 0;
  for (let day = 0; day < days; day++) {
    const use = input.useKwh[day]!;
    const temperature = input.temperature[day]!;
    if (Number.isNaN(use) || Number.isNaN(temperature)) continue;
    useKwh[n] = use;
    temperatureF[n] = toFahrenheit(temperature, input.temperatureUnit);
    n++;
  }
  if (n < leastDaysEver) return fail({ code: "too-few-days", have: n, need: leastDaysEver, missing: "both" });
  const use = useKwh.subarray(0, n);
  const warm = temperatureF.subarray(0, n);
  const sums = sumDays(use, warm);
  if (!(sums.syy > 1e-18 * sums.meanKwh * sums.meanKwh * n)) {
    return fail({ code: "constant-use", valueKwh: sums.meanKwh });
  }
  return ok({ useKwh: use, temperatureF: warm, sums });
}
