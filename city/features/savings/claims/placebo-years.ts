import {
  type BillingPlaceboRow,
  type BillingRecord,
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
  placeboBilling,
  placeboExclusion,
  toCelsius,
} from "@husting/savings";
import { localDate, yearStarts } from "@husting/series";
import { claimHours, type MeterSeries } from "./series.ts";

/** The comparison's methods, CalTRACK billing on calendar months, and `towt` for the one of hours. */
export const placeboMethodNames = ["towt", "caltrack-billing", ...methods] as const;
export type PlaceboMethodName = (typeof placeboMethodNames)[number];

/** The methods meant by names, each once; all of them when none is named. */
export function placeboMethods(
  names: readonly PlaceboMethodName[],
): Pick<PlaceboOrder, "methods" | "withBilling"> {
  if (names.length === 0) return { methods, withBilling: true };
  const named = new Set(
    names.flatMap((name) => (name === "caltrack-billing" ? [] : [name === "towt" ? "towt-hourly" : name])),
  );
  return { methods: [...named], withBilling: names.includes("caltrack-billing") };
}

export type AnyPlaceboRow = PlaceboRow | BillingPlaceboRow;

/** What the placebo test finds at one meter. */
export interface MeterPlacebo {
  readonly rows: readonly AnyPlaceboRow[];
  /** Pairs of years that are not compared, and why. */
  readonly excluded: readonly { readonly fitYear: number; readonly reason: PlaceboExclusion }[];
}

export interface PlaceboOrder {
  readonly methods: readonly Method[];
  readonly withBilling: boolean;
  readonly country: DaysOffCountry;
  /** First and last year to fit; all the meter has when left out. */
  readonly fitYears: readonly [first: number, last: number] | undefined;
  readonly record: CalibrationRecord;
  readonly billingRecord: BillingRecord;
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
  const rows: AnyPlaceboRow[] = [];
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
    if (reason !== undefined) {
      excluded.push({ fitYear, reason });
      continue;
    }
    const negative = negativeReading(pair.fit) ?? negativeReading(pair.next);
    if (negative !== undefined) {
      const { hour, bill, valueKwh } = negative;
      const [row, code] = [{ building, carrier, fitYear }, "negative-use" as const];
      for (const method of order.methods)
        rows.push({ ...row, method, result: { ok: false, reason: { code, hour, valueKwh } } });
      if (order.withBilling)
        rows.push({
          ...row,
          method: "caltrack-billing",
          result: { ok: false, reason: { code, bill, valueKwh } },
        });
      continue;
    }
    for (const method of order.methods) rows.push(placebo(pair, method, order.record));
    if (order.withBilling) rows.push(placeboBilling(pair, order.billingRecord));
  }
  return { rows, excluded };
}

/** Not every method looks for negative readings, and in a day's or a month's sum they hide. */
function negativeReading({ useKwh, calendar }: MeterHours) {
  const hour = useKwh.findIndex((use) => use < 0);
  return hour < 0 ? undefined : { hour, bill: calendar.month[hour]! - 1, valueKwh: useKwh[hour]! };
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
