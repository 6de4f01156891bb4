import {
  type CalibrationRecord,
  type Carrier,
  type DaysOffCountry,
  dayKinds,
  type MeterHours,
  type Method,
  methods,
  type PlaceboExclusion,
  type PlaceboPair,
  type PlaceboRow,
  placebo,
  placeboExclusion,
  toCelsius,
} from "@husting/savings";
import { localDate, yearStarts } from "@husting/series";
import { claimHours, type MeterSeries } from "./series.ts";

/** The comparison's methods, and `towt` for the one of hours. */
export const placeboMethodNames = ["towt", ...methods] as const;

export function placeboMethod(name: (typeof placeboMethodNames)[number]): Method {
  return name === "towt" ? "towt-hourly" : name;
}

/** What the placebo test finds at one meter. */
export interface MeterPlacebo {
  readonly rows: readonly PlaceboRow[];
  /** Pairs of years that are not compared, and why. */
  readonly excluded: readonly { readonly fitYear: number; readonly reason: PlaceboExclusion }[];
}

export interface PlaceboOrder {
  readonly methods: readonly Method[];
  readonly country: DaysOffCountry;
  /** First and last year to fit; all the meter has when left out. */
  readonly fitYears: readonly [first: number, last: number] | undefined;
  readonly record: CalibrationRecord;
  /** Pairs with less use in one of the years are not compared. */
  readonly leastYearKwh: number;
}

/** Fits every calendar year of an hourly meter and predicts the next one, by each method. */
export function meterPlacebo(
  series: MeterSeries,
  building: string,
  carrier: Carrier,
  order: PlaceboOrder,
): MeterPlacebo {
  const { zone, use } = series;
  const starts = yearStarts(zone, use.atMs[0]!, use.atMs.at(-1)! + use.stepMs);
  const rows: PlaceboRow[] = [];
  const excluded: { fitYear: number; reason: PlaceboExclusion }[] = [];
  const yearAt = (k: number): MeterHours => hoursOf(series, starts[k]!, starts[k + 1]!, order.country);
  const [first, last] = order.fitYears ?? [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY];
  let fit: MeterHours | undefined;
  for (let k = 0; k + 2 < starts.length; k++) {
    const fitYear = Number(localDate(zone, starts[k]!).slice(0, 4));
    if (fitYear < first || fitYear > last) continue;
    const next = yearAt(k + 1);
    const pair: PlaceboPair = { building, carrier, fitYear, fit: fit ?? yearAt(k), next };
    fit = next;
    const reason = placeboExclusion(pair, order.leastYearKwh);
    if (reason !== undefined) excluded.push({ fitYear, reason });
    else for (const method of order.methods) rows.push(placebo(pair, method, order.record));
  }
  return { rows, excluded };
}

function hoursOf(series: MeterSeries, fromMs: number, toMs: number, country: DaysOffCountry): MeterHours {
  const { useKwh, temperature, calendar } = claimHours(series, fromMs, toMs);
  const firstDay = calendar.localDay[0]!;
  return {
    useKwh,
    temperatureC: temperature.map((degrees) => toCelsius(degrees, series.temperatureUnit)),
    calendar,
    dayKinds: dayKinds(firstDay, calendar.localDay.at(-1)! - firstDay + 1, country),
  };
}

/** Why a pair of years is not compared, in words. */
export function exclusionText(reason: PlaceboExclusion): string {
  switch (reason.code) {
    case "too-few-hours":
      return `${reason.have} of ${reason.need} hours measured`;
    case "too-little-use":
      return `${Math.round(reason.yearKwh)} kWh a year, ${reason.need} needed`;
    case "too-many-zeros":
      return `${(100 * reason.share).toFixed(1)} % exact zeros, at most ${100 * reason.most} %`;
  }
}
