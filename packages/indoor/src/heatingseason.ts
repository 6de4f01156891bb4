import { type Coverage, fail, ok, type Result } from "@husting/series";
import { dailyMeans, type LocalHours } from "./hours.ts";
import { fitLine, type Interval90, quantile, slopeInterval } from "./statistics.ts";

export type HeatingReason =
  | { readonly code: "too-few-cold-days"; readonly days: number; readonly needed: number }
  | { readonly code: "outdoors-too-even"; readonly spreadK: number; readonly needed: number }
  | { readonly code: "no-heating-hours" }
  | { readonly code: "too-little-measured"; readonly coverage: Coverage; readonly leastShare: number };

/** How indoor temperature follows outdoor temperature while heating is needed. */
export interface HeatingCurveSlope {
  /**
   * Kelvin indoors per kelvin outdoors over days. About 0: the curve fits. Below 0: the colder it is outdoors the
   * warmer the rooms, the curve is too steep. Above 0: rooms cool when it is cold, it is too flat.
   */
  readonly slopeKPerK: Interval90;
  /** What the line says of indoors at 0 °C outdoors. */
  readonly indoorAtZeroC: number;
  readonly days: number;
  readonly rSquared: number;
  /** Cold days with indoors measured (in the mask's hours), of all cold days. */
  readonly coverage: Coverage;
}

/** Below this daily mean outdoors the radiators, not the sun, decide the rooms' temperature. */
const coldDayC = 10;
const leastHoursOfDay = 18;
const leastMaskedHours = 3;
const neededDays = 30;
const neededSpreadK = 2.5;

/**
 * The slope of a room's (or the mean room's) daily mean temperature against that outdoors over cold days, by least
 * squares with an interval that counts days as alike as their neighbours. Outdoors is the mean of the day and the day
 * before, as walls remember about that long.
 * @param mask 1 for the hours whose indoor temperature counts, where a night setback must not; without it all do
 */
export function heatingCurveSlope(
  local: LocalHours,
  indoorC: Float64Array,
  outdoorC: Float64Array,
  mask?: Uint8Array,
): Result<HeatingCurveSlope, HeatingReason> {
  const indoor = dailyMeans(
    local,
    indoorC,
    mask === undefined ? leastHoursOfDay : leastMaskedHours,
    mask,
  ).values;
  const outdoor = dailyMeans(local, outdoorC, leastHoursOfDay).values;
  const x: number[] = [];
  const y: number[] = [];
  let expected = 0;
  for (let day = 1; day < outdoor.length; day++) {
    const two = (outdoor[day]! + outdoor[day - 1]!) / 2;
    if (!(two < coldDayC)) continue;
    expected++;
    if (Number.isNaN(indoor[day]!)) continue;
    x.push(two);
    y.push(indoor[day]!);
  }
  if (x.length < neededDays) return fail({ code: "too-few-cold-days", days: x.length, needed: neededDays });
  const spreadK = deviation(x);
  const line = fitLine(x, y);
  if (line === undefined || spreadK < neededSpreadK) {
    return fail({ code: "outdoors-too-even", spreadK, needed: neededSpreadK });
  }
  return ok({
    slopeKPerK: slopeInterval(line),
    indoorAtZeroC: line.intercept,
    days: x.length,
    rSquared: line.rSquared,
    coverage: { measured: x.length, expected, share: x.length / expected },
  });
}

function deviation(values: readonly number[]): number {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length);
}

/**
 * 1 for hours in which the building is heated: where heat is measured, hours of days that take more than a fifth of the way
 * from the least days (hot water alone) to the coldest; without a meter, hours of days that are cold outdoors. NaN outdoors
 * and in the meter gives 0.
 */
export function heatingHours(local: LocalHours, outdoorC: Float64Array, heatKwh?: Float64Array): Uint8Array {
  const days = dailyMeans(local, outdoorC, leastHoursOfDay);
  const heat = heatKwh === undefined ? undefined : dailyMeans(local, heatKwh, leastHoursOfDay).values;
  let threshold = Number.POSITIVE_INFINITY;
  if (heat !== undefined) {
    const measured = heat.filter((kwh) => !Number.isNaN(kwh));
    const least = quantile(measured, 0.05);
    const most = quantile(measured, 0.95);
    if (most > least) threshold = least + 0.2 * (most - least);
  }
  return Uint8Array.from(local.localDay, (day) => {
    const i = day - days.firstDay;
    return (heat === undefined ? days.values[i]! < coldDayC : heat[i]! > threshold) ? 1 : 0;
  });
}

/** A room that is warmer than it need be while heat is being bought. */
export interface OverheatingWhileHeated {
  /** Of the measured heating hours, above `highestC`; 0 to 1. */
  readonly shareAbove: number;
  /** K·h above `highestC`. */
  readonly degreeHours: number;
  readonly meanC: number;
  readonly coverage: Coverage;
}

/** How much of the time a room is above a temperature in hours in which the building is heated (`heatingHours`). */
export function overheatingWhileHeated(
  temperatureC: Float64Array,
  heating: Uint8Array,
  highestC: number,
  leastCoverage: number,
): Result<OverheatingWhileHeated, HeatingReason> {
  let expected = 0;
  let measured = 0;
  let above = 0;
  let degreeHours = 0;
  let sum = 0;
  for (let i = 0; i < temperatureC.length; i++) {
    if (heating[i] !== 1) continue;
    expected++;
    const value = temperatureC[i]!;
    if (Number.isNaN(value)) continue;
    measured++;
    sum += value;
    if (value > highestC) {
      above++;
      degreeHours += value - highestC;
    }
  }
  if (expected === 0) return fail({ code: "no-heating-hours" });
  const coverage = { measured, expected, share: measured / expected };
  if (measured === 0 || coverage.share < leastCoverage) {
    return fail({ code: "too-little-measured", coverage, leastShare: leastCoverage });
  }
  return ok({ shareAbove: above / measured, degreeHours, meanC: sum / measured, coverage });
}
