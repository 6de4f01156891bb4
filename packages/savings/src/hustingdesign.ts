import { dayKind, weekdayOf } from "./daykinds.ts";

/**
 * What Husting's model knows about a day: one row of figures, the same for the daily and the hourly model. Each column
 * has a penalty that pulls its coefficient to zero, so that a year's data decides how much of it is believed:
 * weekday and day-off effects nearly freely, bends in the response to temperature more reluctantly, a yearly rhythm
 * beyond weather and calendar only when it is strong, and a drift over the year the less the noisier the meter is.
 *
 * The penalties were chosen on the Cambridge buildings whose number is divisible by four, nothing else.
 */
const knotsC = [0, 4, 8, 12, 16, 20] as const;
const centreC = 10;
const spanC = 5;
// The share of yesterday in the temperature a building feels; its mass remembers about a day.
const yesterdayShare = 0.3;
// What else it remembers is learnt: how much warmer than today yesterday was, and the week before today, each day
// counting 0.7 of the one after it (a time constant of three days; EN ISO 52016's classes lie between one and ten).
const weekDays = 7;
const weekDecay = 0.7;
const harmonics = 4;
/** How far above zero the floor of `softFloor` begins to be felt, as a share of mean use. */
export const softnessShare = 0.3;

const columns: readonly (readonly [name: string, penalty: number])[] = [
  ["level", 0],
  ...["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"].map(
    (day) => [day, 0.3] as const,
  ),
  ["dayOff", 0.01],
  ["publicHoliday", 1],
  ["closure", 1],
  ["temperature", 0.1],
  ...knotsC.map((knot) => [`under${knot}C`, 3] as const),
  ["yesterdayWarmer", 5],
  ["weekWarmer", 5],
  ["dayOffTemperature", 10],
  ["dayOffCold", 10],
  ["dayOffWarm", 10],
  ...Array.from({ length: harmonics }, (_, k) => [
    [`yearCosine${k + 1}`, 150] as const,
    [`yearSine${k + 1}`, 150] as const,
  ]).flat(),
  ["drift", 0],
];

// A building's use is expected to drift by some four percent in a year that weather and calendar do not explain.
const driftShareExpected = 0.04;

/** The expected sizes of `columnCount` coefficients that begin with a day's: only the drift has one, a share of mean use. */
export function expectedSizes(columnCount: number, meanUse: number): Float64Array {
  return new Float64Array(columnCount)
    .fill(Number.POSITIVE_INFINITY)
    .fill(driftShareExpected * meanUse, driftColumn, driftColumn + 1);
}

export const dayColumns: readonly string[] = columns.map(([name]) => name);
export const dayPenalties = Float64Array.from(columns, ([, penalty]) => penalty);
export const driftColumn = columns.length - 1;
/** The columns of the yearly rhythm: from this one up to the drift. */
export const firstSeasonColumn = driftColumn - 2 * harmonics;

export interface DesignDay {
  /** Days since 1970-01-01 of the local date. */
  readonly localDay: number;
  readonly kind: number;
  readonly temperatureC: number;
  /** The day before, and the weighted mean of the seven before (`pastOf`); `temperatureC` when not measured. */
  readonly yesterdayC: number;
  readonly weekC: number;
  /** Where in the baseline the day lies, −½ at its start to ½ at its end and after it. */
  readonly drift: number;
}

/** What came before day `i` of consecutive daily means; days before the first, or not measured, are left out. */
export function pastOf(temperatureC: Float64Array, i: number): { yesterdayC: number; weekC: number } {
  const todayC = temperatureC[i]!;
  let sum = 0;
  let weights = 0;
  let weight = 1;
  for (let past = i - 1; past >= Math.max(0, i - weekDays); past--) {
    weight *= weekDecay;
    if (Number.isNaN(temperatureC[past]!)) continue;
    sum += weight * temperatureC[past]!;
    weights += weight;
  }
  const yesterdayC = temperatureC[i - 1] ?? Number.NaN;
  return {
    yesterdayC: Number.isNaN(yesterdayC) ? todayC : yesterdayC,
    weekC: weights > 0 ? sum / weights : todayC,
  };
}

/** Writes the day's row at `offset` of `x`. */
export function writeDay(day: DesignDay, x: Float64Array, offset: number): void {
  const { localDay, kind, drift } = day;
  const feltC = (1 - yesterdayShare) * day.temperatureC + yesterdayShare * day.yesterdayC;
  const weekday = weekdayOf(localDay);
  const off = kind !== dayKind.ordinary || weekday >= 5 ? 1 : 0;
  const t = (feltC - centreC) / spanC;
  let at = offset;
  x[at++] = 1;
  for (let k = 0; k < 7; k++) x[at++] = kind === dayKind.ordinary && weekday === k ? 1 : 0;
  x[at++] = off;
  x[at++] = kind === dayKind.publicHoliday ? 1 : 0;
  x[at++] = kind === dayKind.closure ? 1 : 0;
  x[at++] = t;
  for (const knot of knotsC) x[at++] = Math.max(0, knot - feltC) / spanC;
  x[at++] = (day.yesterdayC - day.temperatureC) / spanC;
  x[at++] = (day.weekC - day.temperatureC) / spanC;
  x[at++] = off * t;
  x[at++] = (off * Math.max(0, 14 - feltC)) / spanC;
  x[at++] = (off * Math.max(0, feltC - 16)) / spanC;
  const angle = ((localDay % 365.2425) / 365.2425) * 2 * Math.PI;
  for (let k = 1; k <= harmonics; k++) {
    x[at++] = Math.cos(k * angle);
    x[at++] = Math.sin(k * angle);
  }
  x[at] = drift;
}
