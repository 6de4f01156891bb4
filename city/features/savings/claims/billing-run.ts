import {
  avoidedUseOfBills,
  type BillingInput,
  type BillingReason,
  billingInterval90,
  billingLimits,
  calendarBills,
  cambridgeBillingRecord,
  type DailyReason,
  dailyLimits,
  fitCaltrackBilling,
} from "@husting/savings";
import { fail, ok, type Result } from "@husting/series";
import type { ClaimOptions, ClaimPeriod, ClaimRun } from "./claim.ts";
import { periodOf } from "./daily-run.ts";
import { billingSection } from "./model-section.ts";
import { type ClaimReason, reasonOfBills, reasonOfDays } from "./reasons.ts";
import type { ClaimDays, MeterSeries, Resolution } from "./series.ts";

/** Bills of one period over the claim's days: bill i covers the days `firstDay[i]` up to `firstDay[i + 1]`. */
interface Bills {
  readonly useKwh: Float64Array;
  readonly firstDay: Int32Array;
  /** Days under each bill that were measured; all of them where bills were read. */
  readonly daysMeasured: Int32Array;
}

/** A claim by CalTRACK billing: on bills as they were read, or on a meter's days summed to calendar months. */
export function billingRun(
  series: MeterSeries,
  days: ClaimDays,
  resolution: Resolution,
  options: ClaimOptions,
): Result<ClaimRun, ClaimReason> {
  const { periods, carrier, heatingOnly } = options;
  const { temperature } = days;
  const baseline =
    resolution === "bills"
      ? baselineBills(series, days, periods.baselineEndMs)
      : monthsOf(days, days.baselineFrom, days.baselineTo);
  const reporting =
    resolution === "bills"
      ? reportingBills(series, days, periods.reportingStartMs)
      : monthsOf(days, days.reportingFrom, days.reportingTo);
  const input = (bills: Bills): BillingInput => ({
    ...bills,
    temperature,
    temperatureUnit: series.temperatureUnit,
    candidates: { heating: true, cooling: !heatingOnly },
  });
  const missing = temperatureRun(baseline, temperature);
  if (missing !== undefined) return fail(reasonOfDays("baseline", missing, days, baseline.firstDay[0]!));
  const model = fitCaltrackBilling(input(baseline));
  if (!model.ok) return fail(reasonOfBills("baseline", model.reason, days, baseline.firstDay));
  const avoided = avoidedUseOfBills(model.value, input(reporting));
  if (!avoided.ok) return fail(reasonOfBills("reporting", avoided.reason, days, reporting.firstDay));
  const constant = constantBills(reporting);
  if (constant !== undefined) return fail(reasonOfBills("reporting", constant, days, reporting.firstDay));
  const { observed, counterfactual, publishedBand, coverage, bills } = avoided.value;
  const counted = (bill: number): boolean => !Number.isNaN(bills.avoided[bill]!);
  return ok({
    model: billingSection(model.value),
    fit: model.value.fit,
    observedKwh: observed,
    counterfactualKwh: counterfactual,
    interval: billingInterval90(cambridgeBillingRecord, carrier, model.value.fit, {
      counterfactualKwh: counterfactual,
      months: coverage.daysCounted / MONTH_DAYS,
    }),
    publishedBand: {
      method: "FSU",
      value: publishedBand.value,
      confidence: publishedBand.confidence,
      label: publishedBand.label,
    },
    coverage: {
      baseline: billsPeriod(days, baseline, inBaseline(baseline), model.value.baseline.billsCounted),
      reporting: billsPeriod(days, reporting, counted, coverage.billsCounted),
    },
    modelledDailyKwh: null,
  });
}

const MONTH_DAYS = 365 / 12;

function monthsOf(days: ClaimDays, from: number, to: number): Bills {
  const months = calendarBills(days.useKwh.subarray(from, to), days.firstLocalDay + from);
  return { ...months, firstDay: months.firstDay.map((day) => day + from) };
}

/** The bills that end by the baseline's end and lie in the 365 days before it; one more where these are too few days. */
function baselineBills(series: MeterSeries, days: ClaimDays, baselineEndMs: number): Bills {
  const bounds = billBounds(series, days);
  const endDay = nearestDay(days, baselineEndMs);
  const to = Math.max(
    0,
    bounds.findLastIndex((day) => day <= endDay),
  );
  let from = to;
  while (from > 0 && endDay - bounds[from - 1]! <= 365) from--;
  // Six bills of two months seldom fit into 365 days.
  if (from > 0 && bounds[to]! - bounds[from]! < billingLimits.baselineDays) from--;
  return billsBetween(series, bounds, from, to);
}

/** The bills that begin at or after the reporting period's start and end within 365 days of it. */
function reportingBills(series: MeterSeries, days: ClaimDays, reportingStartMs: number): Bills {
  const bounds = billBounds(series, days);
  const startDay = nearestDay(days, reportingStartMs);
  const from = bounds.findIndex((day) => day >= startDay);
  const to = bounds.findLastIndex((day) => day <= startDay + 365);
  return from < 0
    ? billsBetween(series, bounds, 0, 0)
    : billsBetween(series, bounds, from, Math.max(from, to));
}

/** Days at which bills begin, and the last one ends. */
function billBounds({ use, lastBillEndMs }: MeterSeries, days: ClaimDays): Int32Array {
  const bounds = Array.from(use.atMs, (atMs) => nearestDay(days, atMs));
  if (lastBillEndMs !== undefined) bounds.push(nearestDay(days, lastBillEndMs));
  return Int32Array.from(bounds);
}

function billsBetween({ use }: MeterSeries, bounds: Int32Array, from: number, to: number): Bills {
  const firstDay = bounds.slice(from, to + 1);
  const useKwh = use.value.slice(from, to);
  return {
    useKwh,
    firstDay,
    daysMeasured: Int32Array.from(useKwh, (_, bill) => firstDay[bill + 1]! - firstDay[bill]!),
  };
}

/** The day whose start lies nearest: a meter read at six in the morning is read on that day. */
function nearestDay({ bounds }: ClaimDays, atMs: number): number {
  let day = 0;
  while (day + 1 < bounds.length && bounds[day + 1]! - atMs <= atMs - bounds[day]!) day++;
  return day;
}

function inBaseline({ useKwh, firstDay }: Bills) {
  return (bill: number): boolean => {
    const length = firstDay[bill + 1]! - firstDay[bill]!;
    const { shortestBillDays, longestBillDays } = billingLimits;
    return !Number.isNaN(useKwh[bill]!) && length >= shortestBillDays && length <= longestBillDays;
  };
}

/** Bills that are all alike by day are estimates, not readings. */
function constantBills({ useKwh, firstDay }: Bills): BillingReason | undefined {
  const perDay = useKwh.map((use, bill) => use / (firstDay[bill + 1]! - firstDay[bill]!));
  const known = perDay.filter((use) => !Number.isNaN(use));
  const first = known[0] ?? 0;
  if (known.length < LEAST_BILLS || known.some((use) => Math.abs(use - first) > 1e-9 * first))
    return undefined;
  return { code: "constant-use", valueKwh: first };
}

const LEAST_BILLS = 6;

/** A baseline without the temperatures of a month is as little a year for bills as it is for days. */
function temperatureRun({ firstDay }: Bills, temperature: Float64Array): DailyReason | undefined {
  let run = 0;
  for (let day = firstDay[0]!; day < firstDay.at(-1)!; day++) {
    run = Number.isNaN(temperature[day]!) ? run + 1 : 0;
    if (run <= dailyLimits.longestTemperatureGapDays) continue;
    while (day + 1 < firstDay.at(-1)! && Number.isNaN(temperature[day + 1]!)) {
      day++;
      run++;
    }
    const fromDay = day + 1 - run - firstDay[0]!;
    return {
      code: "temperature-missing-run",
      fromDay,
      days: run,
      most: dailyLimits.longestTemperatureGapDays,
    };
  }
  return undefined;
}

function billsPeriod(
  days: ClaimDays,
  { firstDay, daysMeasured }: Bills,
  isCounted: (bill: number) => boolean,
  billsCounted: number,
): ClaimPeriod {
  const counted = daysMeasured.reduce((sum, measured, bill) => sum + (isCounted(bill) ? measured : 0), 0);
  return { ...periodOf(days, firstDay[0]!, firstDay.at(-1)!, counted), billsCounted };
}
