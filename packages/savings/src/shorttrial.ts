import { fail, ok, type Result } from "@husting/series";
import { fitHustingDaily, type HustingDailyModel, predictHustingDaily } from "./hustingdaily.ts";

/** Local days of one meter, or of certain hours of it, up to the end of a trial and not a day beyond. */
export interface TrialDays {
  /** Days since 1970-01-01 of the first day's local date. */
  readonly firstDay: number;
  /** Kind of each day, from `dayKinds`. */
  readonly kinds: Uint8Array;
  /** Daily mean outdoor temperature, °C; NaN = not measured. */
  readonly temperature: Float64Array;
  /** Use in the hours that are looked at, kWh; NaN = not all of them were measured. */
  readonly useKwh: Float64Array;
  /** 1 for days that are looked at; school holidays, or weekends of a trial about school hours, are not. */
  readonly isCounted: Uint8Array;
  /**
   * Places of days from which on the building is another one: the first day after a measure's work. Nothing is learnt across them.
   * The days of the work itself are to be days that are not counted.
   */
  readonly changes: readonly number[];
}

export interface ShortTrialInput extends TrialDays {
  /** Place of the trial's first day in the columns; the trial ends with them. */
  readonly trialStart: number;
}

export type ShortTrialReason =
  /** None of the trial's days are days that are looked at. */
  | { readonly code: "no-days" }
  | {
      readonly code: "too-many-gaps";
      readonly have: number;
      readonly need: number;
      readonly expected: number;
    }
  /** Too little was measured before to learn what is usual. */
  | { readonly code: "too-little-before"; readonly have: number; readonly need: number }
  /** Next to nothing is used in these hours at this time of the year. */
  | { readonly code: "nothing-used" }
  /** Too few ordinary stretches to tell a difference from chance. */
  | { readonly code: "too-few-ordinary"; readonly have: number; readonly need: number };

/** What a short trial came to; avoided = expected − used, positive is a saving. */
export interface ShortTrial {
  readonly usedKwh: number;
  readonly expectedKwh: number;
  readonly avoidedKwh: number;
  /** Half the width of the 90 % interval of what was avoided. */
  readonly halfWidthKwh: number;
  readonly daysCounted: number;
  readonly daysExpected: number;
  /** What the same sum came to in ordinary stretches of the same length, share of the expected; ascending. */
  readonly ordinaryShares: readonly number[];
}

/** Days a baseline is learnt from, at most and at least. */
const BASELINE_DAYS = 365;
const LEAST_BASELINE_DAYS = 60;
/** The four whole weeks before a stretch say at which level the building runs just now. */
const RECENT_DAYS = 28;
/** So much of what is counted of them must have been measured. */
const LEAST_RECENT_SHARE = 0.4;
/** Of a stretch's days so many must have been measured. */
export const LEAST_MEASURED_SHARE = 0.8;
/** A stretch is like the trial when it is expected to use between half of it and twice as much a day. */
const LIKENESS = 2;
const MOST_ORDINARY = 104;
/** A stretch whose baseline is much shorter than the trial's says less of the trial than of its short baseline. */
const LEAST_BASELINE_SHARE = 0.6;
/**
 * The rank is taken for this share, so that the interval holds the 90 % it says: stretches that overlap are fewer than they seem, and
 * seasons differ. With 0.9 it covered 87 to 91 % of placebo stretches of electricity.
 */
const RANK_SHARE = 0.95;
/** With twelve the largest error still stands for twelve in thirteen. */
export const LEAST_ORDINARY = 12;
const WEEK = 7;

/**
 * What a building would have used in the days of a short trial, what it used, and how far chance alone leads astray.
 *
 * The baseline is Husting's daily one, learnt from the year before; because a trial is short, it is set to the level of the four
 * weeks before (which takes out what has drifted over the year). The interval is learnt from the building itself, by placebo in
 * time: the very same sum is done for every earlier stretch of the same length that began on the same weekday, where nothing was
 * tried, each with nothing but the days before it, and no more of them than the trial itself could learn from. Of these errors the one that hardly any exceeds is the half-width (conformal
 * inference: Lei, G'Sell, Rinaldo, Tibshirani & Wasserman 2018, J. Am. Stat. Assoc. 113, theorem 2.2; for counterfactuals in
 * time Chernozhukov, Wüthrich & Zhu 2021, J. Am. Stat. Assoc. 116). It holds as far as the trial's stretch is exchangeable with those
 * before; `shorttrial.test.ts` and docs/schools.md say how often it covers.
 */
export function shortTrial(input: ShortTrialInput): Result<ShortTrial, ShortTrialReason> {
  const length = input.useKwh.length - input.trialStart;
  const daysExpected = countDays(input, input.trialStart, length, false);
  if (daysExpected === 0) return fail({ code: "no-days" });
  const daysCounted = countDays(input, input.trialStart, length, true);
  const need = Math.ceil(LEAST_MEASURED_SHARE * daysExpected);
  if (daysCounted < need)
    return fail({ code: "too-many-gaps", have: daysCounted, need, expected: daysExpected });
  const span = input.trialStart - baselineStart(input, input.trialStart, BASELINE_DAYS);
  const before = baselineDays(input, input.trialStart, span);
  if (before < LEAST_BASELINE_DAYS)
    return fail({ code: "too-little-before", have: before, need: LEAST_BASELINE_DAYS });
  const trial = compare(input, input.trialStart, length, span);
  if (trial === undefined) return fail({ code: "nothing-used" });
  const perDay = trial.expectedKwh / daysCounted;
  const ordinary: number[] = [];
  for (
    let start = input.trialStart - WEEK * Math.ceil(length / WEEK), tried = 0;
    start >= LEAST_BASELINE_DAYS && tried < MOST_ORDINARY;
    start -= WEEK, tried++
  ) {
    const counted = countDays(input, start, length, true);
    if (counted < LEAST_MEASURED_SHARE * daysExpected) continue;
    if (baselineDays(input, start, span) < Math.max(LEAST_BASELINE_DAYS, LEAST_BASELINE_SHARE * before))
      continue;
    if (input.changes.some((change) => change > start && change < start + length)) continue;
    const other = compare(input, start, length, span);
    if (other === undefined) continue;
    const share = other.expectedKwh / counted / perDay;
    if (share > LIKENESS || share < 1 / LIKENESS) continue;
    ordinary.push(1 - other.usedKwh / other.expectedKwh);
  }
  if (ordinary.length < LEAST_ORDINARY)
    return fail({ code: "too-few-ordinary", have: ordinary.length, need: LEAST_ORDINARY });
  return ok({
    ...trial,
    avoidedKwh: trial.expectedKwh - trial.usedKwh,
    halfWidthKwh: errorOfRank(ordinary) * trial.expectedKwh,
    daysCounted,
    daysExpected,
    ordinaryShares: ordinary.sort((a, b) => a - b),
  });
}

/** The error that so large a share of stretches stays under, the next one counted in: rank ⌈share · (n + 1)⌉ of n, at most n. */
function errorOfRank(shares: readonly number[]): number {
  const errors = shares.map(Math.abs).sort((a, b) => a - b);
  return errors[Math.min(errors.length, Math.ceil(RANK_SHARE * (errors.length + 1))) - 1]!;
}

/** Expected and used in one stretch, learnt from the days before it alone; undefined where nothing can be expected. */
function compare(
  days: TrialDays,
  start: number,
  length: number,
  span: number,
): { readonly usedKwh: number; readonly expectedKwh: number } | undefined {
  const from = baselineStart(days, start, span);
  const counted = days.useKwh.map((use, day) => (days.isCounted[day] === 1 ? use : Number.NaN));
  const fitted = fitHustingDaily({
    firstDay: days.firstDay + from,
    kinds: days.kinds.subarray(from, start),
    temperature: days.temperature.subarray(from, start),
    useKwh: counted.subarray(from, start),
    temperatureUnit: "C",
    sufficiency: "waived",
  });
  if (!fitted.ok) return undefined;
  const recentFrom = Math.max(from, start - RECENT_DAYS);
  const recent = sums(days, counted, fitted.value, recentFrom, start - recentFrom);
  const own = sums(days, counted, fitted.value, start, length);
  const possible = countDays(days, recentFrom, start - recentFrom, false);
  if (recent.days < Math.max(WEEK, LEAST_RECENT_SHARE * possible) || !(recent.modelKwh > 0)) return undefined;
  const expectedKwh = own.modelKwh * (recent.usedKwh / recent.modelKwh);
  return expectedKwh > 0 ? { usedKwh: own.usedKwh, expectedKwh } : undefined;
}

/** Where the baseline of a stretch begins: so many days before it, or with the last change before it. */
function baselineStart({ changes }: TrialDays, start: number, span: number): number {
  return Math.max(0, start - span, ...changes.filter((change) => change <= start));
}

function baselineDays(days: TrialDays, start: number, span: number): number {
  const from = baselineStart(days, start, span);
  return countDays(days, from, start - from, true);
}

/** Sums over the days on which both are known. */
function sums(
  days: TrialDays,
  counted: Float64Array,
  model: HustingDailyModel,
  start: number,
  length: number,
): { readonly usedKwh: number; readonly modelKwh: number; readonly days: number } {
  // With a week before them: the model remembers how warm it was.
  const from = Math.max(0, start - WEEK);
  const modelled = predictHustingDaily(model, {
    firstDay: days.firstDay + from,
    kinds: days.kinds.subarray(from, start + length),
    temperature: days.temperature.subarray(from, start + length),
  });
  let usedKwh = 0;
  let modelKwh = 0;
  let n = 0;
  for (let day = start; day < start + length; day++) {
    const use = counted[day]!;
    const expected = modelled[day - from]!;
    if (Number.isNaN(use) || Number.isNaN(expected)) continue;
    usedKwh += use;
    modelKwh += expected;
    n++;
  }
  return { usedKwh, modelKwh, days: n };
}

/** Days of a stretch that are looked at; @param measured only those on which use and temperature were measured. */
function countDays(days: TrialDays, start: number, length: number, measured: boolean): number {
  let count = 0;
  for (let day = start; day < start + length; day++) {
    if (days.isCounted[day] !== 1) continue;
    if (measured && (Number.isNaN(days.useKwh[day]!) || Number.isNaN(days.temperature[day]!))) continue;
    count++;
  }
  return count;
}
