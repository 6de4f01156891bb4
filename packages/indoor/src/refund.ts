import { type Coverage, fail, ok, type Result } from "@husting/series";
import { dateOf, dayMs, type HourFrame, localHours } from "./hours.ts";
import type { Season, Standing } from "./limitrecords.ts";

/** One step of a refund ladder: days colder than `underC` (and not colder than the next step) give `share` back. */
export interface RefundStep {
  readonly underC: number;
  /** Of the day's metered-time heat fee, the basic fee left out; 0 to 1. */
  readonly share: number;
}

/** A city's rule on what a home that was too cold gets back. */
export interface RefundRule {
  readonly id: string;
  /** Mildest first. */
  readonly steps: readonly RefundStep[];
  readonly season: Season;
  readonly source: string;
  readonly standing: Standing;
  readonly validFrom: string;
  readonly validTo: string | null;
  /** What the rule asks for that no thermometer can show, as codes the city has words for. */
  readonly conditions: readonly ("supplier-at-fault" | "days-confirmed-by-both" | "bedroom-or-living-room")[];
  /** Last day (`MM-DD`) after the season by which the supplier must tell the user and pay. */
  readonly settledBy: string;
}

/**
 * Xi'an: 20 % back for days of 16 to 18 °C, 50 % for 14 to 16 °C, all of it under 14 °C, by the days that supplier and user
 * both confirm, the basic heat fee left out; paid by 30 June.
 */
export const xianRefundRule: RefundRule = {
  id: "xian-refund",
  steps: [
    { underC: 18, share: 0.2 },
    { underC: 16, share: 0.5 },
    { underC: 14, share: 1 },
  ],
  season: { from: "11-15", to: "03-15" },
  source:
    "西安市集中供热条例 (Xi'an's regulation on district heating), as reported by 三秦都市报 on 2018-10-19",
  standing: "second-hand",
  validFrom: "2018-07-01",
  validTo: null,
  conditions: ["supplier-at-fault", "days-confirmed-by-both", "bedroom-or-living-room"],
  settledBy: "06-30",
};

/** All refund rules that come with the package, by their ids. */
export const refundRules: readonly RefundRule[] = [xianRefundRule];

export type RefundReason =
  | { readonly code: "rule-not-in-force"; readonly date: string }
  | { readonly code: "season-not-covered"; readonly fromDate: string; readonly toDate: string };

/** One step of the ladder in one season of one home. */
export interface RefundStepCount {
  readonly step: RefundStep;
  /** Measured hours under the step's temperature; an hour under 14 °C is under 16 and 18 °C as well. */
  readonly hoursUnder: number;
  /** Days whose mean falls on this step and on no colder one. */
  readonly days: number;
}

/** One day of a season, so that a statement can be checked by eye. */
export interface RefundDay {
  /** ISO 8601, of the home's zone. */
  readonly date: string;
  readonly hoursMeasured: number;
  /** Mean of the hours measured; NaN where too few were, and the day is not judged. */
  readonly meanC: number;
  /** The step it falls on; null for none. */
  readonly step: RefundStep | null;
}

/**
 * What was measured in a home over one heating season, and what the rule makes of it. A statement to carry to the
 * supplier, not a decision: the rule's `conditions` are for people to confirm.
 */
export interface RefundStatement {
  readonly rule: RefundRule;
  readonly fromDate: string;
  readonly toDate: string;
  readonly seasonDays: number;
  /** Hours of the season that were measured. */
  readonly coverage: Coverage;
  /** Days with enough hours to be judged. Days that were not measured enough give nothing back and are not guessed. */
  readonly daysJudged: number;
  /** Every day of the season, in order. */
  readonly days: readonly RefundDay[];
  readonly steps: readonly RefundStepCount[];
  /** Whole days' fees to be given back: the sum of the days' shares. */
  readonly refundDays: number;
  /** The same over the days of the season: the share of the season's metered-time heat fee. */
  readonly refundShareOfSeason: number;
}

/**
 * The rule counts days and does not say, in what we have read, how a day's temperature is taken; a day is judged here by
 * the mean of its hours, and needs this many of them.
 */
export const leastHoursOfRefundDay = 18;

/** First and last date of the heating season that begins in a year. */
export function refundSeason(
  rule: Pick<RefundRule, "season">,
  seasonYear: number,
): { readonly fromDate: string; readonly toDate: string } {
  const { from, to } = rule.season;
  const year = (of: number): string => String(of).padStart(4, "0");
  return {
    fromDate: `${year(seasonYear)}-${from}`,
    toDate: `${year(to < from ? seasonYear + 1 : seasonYear)}-${to}`,
  };
}

/** The year in which the season began that is under way on a date (ISO 8601), or that was the last before it. */
export function refundSeasonYear(rule: Pick<RefundRule, "season">, date: string): number {
  const year = Number(date.slice(0, 4));
  return date.slice(5) >= rule.season.from ? year : year - 1;
}

/** The date by which a season's refund must be told and paid. */
export function refundSettledBy(rule: Pick<RefundRule, "season" | "settledBy">, seasonYear: number): string {
  const { toDate } = refundSeason(rule, seasonYear);
  const year = Number(toDate.slice(0, 4));
  return `${rule.settledBy > toDate.slice(5) ? year : year + 1}-${rule.settledBy}`;
}

/**
 * The refund statement of one home for the heating season that begins in `seasonYear`.
 * @param temperatureC hourly air temperature of the bedroom or living room on the frame; with several rooms, call it for
 *   each. NaN is a gap.
 */
export function refundStatement(
  rule: RefundRule,
  seasonYear: number,
  temperatureC: Float64Array,
  frame: HourFrame,
): Result<RefundStatement, RefundReason> {
  const { fromDate, toDate } = refundSeason(rule, seasonYear);
  if (fromDate < rule.validFrom || (rule.validTo !== null && toDate > rule.validTo)) {
    return fail({ code: "rule-not-in-force", date: fromDate });
  }
  const firstDay = Date.parse(fromDate) / dayMs;
  const seasonDays = Date.parse(toDate) / dayMs - firstDay + 1;
  const sums = new Float64Array(seasonDays);
  const counts = new Uint8Array(seasonDays);
  const hoursUnder = rule.steps.map(() => 0);
  const { localDay } = localHours(frame);
  let inSeason = 0;
  for (let i = 0; i < frame.hours; i++) {
    const day = localDay[i]! - firstDay;
    if (day < 0 || day >= seasonDays) continue;
    inSeason++;
    const value = temperatureC[i]!;
    if (Number.isNaN(value)) continue;
    sums[day]! += value;
    counts[day]!++;
    rule.steps.forEach((step, s) => {
      if (value < step.underC) hoursUnder[s]!++;
    });
  }
  if (inSeason === 0) return fail({ code: "season-not-covered", fromDate, toDate });

  let measured = 0;
  const days = Array.from({ length: seasonDays }, (_, day): RefundDay => {
    const hoursMeasured = counts[day]!;
    measured += hoursMeasured;
    const meanC = hoursMeasured < leastHoursOfRefundDay ? Number.NaN : sums[day]! / hoursMeasured;
    // Sums of tenths of a degree must not make 18 °C a hair less.
    const step = rule.steps.findLast(({ underC }) => meanC + 1e-9 < underC) ?? null;
    return { date: dateOf(firstDay + day), hoursMeasured, meanC, step };
  });
  const refundDays = days.reduce((sum, { step }) => sum + (step?.share ?? 0), 0);
  const expected = Math.max(inSeason, seasonDays * 24);
  return ok({
    rule,
    fromDate: dateOf(firstDay),
    toDate,
    seasonDays,
    coverage: { measured, expected, share: measured / expected },
    daysJudged: days.filter(({ meanC }) => !Number.isNaN(meanC)).length,
    days,
    steps: rule.steps.map((step, s) => ({
      step,
      hoursUnder: hoursUnder[s]!,
      days: days.filter((day) => day.step === step).length,
    })),
    refundDays,
    refundShareOfSeason: refundDays / seasonDays,
  });
}
