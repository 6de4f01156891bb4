import { dayKind, weekdayOf } from "./daykinds.ts";

/**
 * What Husting's model knows about a day: one row of figures, the same for the daily and the hourly model. Each column
 * has a penalty that pulls its coefficient to zero, so that a year's data decides how much of it is believed:
 * weekday and day-off effects nearly freely, bends in the response to temperature more reluctantly, a yearly rhythm
 * beyond weather and calendar only when it is strong, and a drift over the year moderately.
 *
 * The penalties were chosen on the Cambridge buildings whose number is divisible by four, nothing else.
 */
const knotsC = [0, 4, 8, 12, 16, 20] as const;
const centreC = 10;
const spanC = 5;
// The share of yesterday in the temperature a building feels; its mass remembers about a day.
const yesterdayShare = 0.3;
const harmonics = 4;

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
  ["dayOffTemperature", 10],
  ["dayOffCold", 10],
  ["dayOffWarm", 10],
  ...Array.from({ length: harmonics }, (_, k) => [
    [`yearCosine${k + 1}`, 100] as const,
    [`yearSine${k + 1}`, 100] as const,
  ]).flat(),
  ["drift", 10],
];

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
  /** The day before; the same as `temperatureC` when it was not measured. */
  readonly yesterdayC: number;
  /** Where in the baseline the day lies, −½ at its start to ½ at its end and after it. */
  readonly drift: number;
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
