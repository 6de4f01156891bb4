import type { BillingReason, DailyReason, HourlyReason, TowtReason } from "@husting/savings";
import { firstAtOrAfter, localDate } from "@husting/series";
import type { Language } from "../../../web/language/language.ts";
import { savingsMessages } from "../messages.ts";
import type { ClaimMethod } from "./method-names.ts";
import { type ClaimDays, localDateOfDay, type MeterSeries, type NoDays } from "./series.ts";

export type PeriodName = "baseline" | "reporting";

/** Why there is no claim. `date` is the local date the reason points at, where it points at one. */
export type ClaimReason =
  | NoDays
  | { readonly code: "carrier-not-calibrated"; readonly carrier: string }
  | { readonly code: "step-not-usable"; readonly stepDays: number }
  | { readonly code: "needs-hours" | "needs-days"; readonly method: ClaimMethod }
  | { readonly code: "weather-too-coarse"; readonly hours: number; readonly need: number }
  | {
      readonly code: PeriodName;
      readonly reason: DailyReason | HourlyReason | TowtReason | BillingReason;
      readonly date?: string;
    };

/** Negative readings hide in a day's sum; they are looked for before anything is summed. */
export function negativeReading(series: MeterSeries, days: ClaimDays): ClaimReason | undefined {
  const { atMs, value } = series.use;
  const parts = [
    ["baseline", days.baselineFrom, days.baselineTo],
    ["reporting", days.reportingFrom, days.reportingTo],
  ] as const;
  for (const [code, from, to] of parts) {
    const end = firstAtOrAfter(atMs, days.bounds[to]!);
    for (let i = firstAtOrAfter(atMs, days.bounds[from]!); i < end; i++) {
      if (!(value[i]! < 0)) continue;
      const day = firstAtOrAfter(days.bounds, atMs[i]! + 1) - 1;
      const reason = { code: "negative-use", day: day - from, valueKwh: value[i]! } as const;
      return { code, reason, date: localDate(series.zone, atMs[i]!) };
    }
  }
  return undefined;
}

// A fortnight of one and the same figure is a meter that stands still.
const LEAST_VALUES = 14;

/** A reporting period in which every value is the same is no measured load, and its difference no saving. */
export function constantReporting(useKwh: Float64Array): ClaimReason | undefined {
  const known = useKwh.filter((use) => !Number.isNaN(use));
  if (known.length < LEAST_VALUES || known.some((use) => use !== known[0])) return undefined;
  return { code: "reporting", reason: { code: "constant-use", valueKwh: known[0]! } };
}

/** @param firstDay index into the claim's days of the day the reason counts from. */
export function reasonOfDays(
  period: PeriodName,
  reason: DailyReason | TowtReason,
  days: ClaimDays,
  firstDay: number,
): ClaimReason {
  const day =
    "day" in reason ? reason.day : reason.code === "temperature-missing-run" ? reason.fromDay : undefined;
  if (day === undefined) return { code: period, reason };
  return { code: period, reason, date: localDateOfDay(days, firstDay + day) };
}

export function reasonOfHours(
  period: PeriodName,
  reason: HourlyReason | TowtReason,
  days: ClaimDays,
): ClaimReason {
  if (!("hour" in reason)) return { code: period, reason };
  const atMs = days.bounds[days.baselineFrom]! + reason.hour * 3_600_000;
  return { code: period, reason, date: localDate(days.zone, atMs) };
}

export function reasonOfBills(
  period: PeriodName,
  reason: BillingReason,
  days: ClaimDays,
  firstDay: Int32Array,
): ClaimReason {
  if (!("bill" in reason)) return { code: period, reason };
  return { code: period, reason, date: localDateOfDay(days, firstDay[reason.bill]!) };
}

/** Why there is no claim, as a sentence. */
export function claimReasonText(language: Language, reason: ClaimReason): string {
  const t = savingsMessages.t(language);
  switch (reason.code) {
    case "no-baseline-days":
    case "no-reporting-days":
      return t(`reason.${reason.code}`);
    case "carrier-not-calibrated":
      return t("reason.carrier-not-calibrated");
    case "step-not-usable":
      return t("reason.step-not-usable", { days: reason.stepDays });
    case "weather-too-coarse":
      return t("reason.weather-too-coarse", { hours: reason.hours, need: reason.need });
    case "needs-hours":
    case "needs-days":
      return t(`reason.${reason.code}`, { method: reason.method });
    default: {
      const { code, ...facts } = reason.reason;
      const key = `reason.${keyOf(reason.reason)}`;
      const words = savingsMessages.has(key) ? t(key, numbersOf(facts)) : code;
      const where = reason.date === undefined ? "" : ` (${reason.date})`;
      return `${t(`reason.in-${reason.code}`)} ${words}${where}`;
    }
  }
}

/** Reasons of hours and bills that say other facts than those of days under the same code have words of their own. */
function keyOf(reason: DailyReason | HourlyReason | TowtReason | BillingReason): string {
  if (reason.code === "baseline-too-short" && "hours" in reason) return "baseline-too-short-hours";
  if (reason.code === "negative-use") return "negative-reading";
  if (reason.code === "too-few-hours-in-month") return `too-few-hours-in-month-${reason.missing}`;
  return reason.code;
}

function numbersOf(facts: object): Record<string, string | number> {
  return Object.fromEntries(
    Object.entries(facts).filter(([, value]) => typeof value === "number" || typeof value === "string"),
  );
}
