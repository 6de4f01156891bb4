import { fail, ok, type Result } from "@husting/series";
import { fitHustingDaily, type HustingDailyInput, predictHustingDaily } from "./hustingdaily.ts";
import type { DailyReason } from "./sufficiency.ts";

/** A stretch of days whose use differs from the rest in a way that weather and calendar do not explain. */
export interface NonRoutineEvent {
  /** Indexes of the first day and of the day after the last, into the days given. */
  readonly fromDay: number;
  readonly toDay: number;
  /** Mean difference over the stretch, as a share of modelled use: −0.3 is 30 % less. */
  readonly share: number;
  /** How many standard deviations of chance, autocorrelation counted; an event has at least `eventLimits.strength`. */
  readonly strength: number;
  /** A question to the building's manager, not an answer. */
  readonly question: "what-happened-here";
}

/**
 * Limits as records. `strength` was set on the development buildings so that about one ordinary meter-year in ten
 * raises a question (docs/accuracy.md); shorter or smaller differences are not looked for.
 */
export const eventLimits = { shortestDays: 14, leastShare: 0.08, strength: 6, mostEvents: 4 } as const;

const blockDays = 14;
// Blocks can be alike by luck; a spread under this share of use is not believed.
const leastBlockSpread = 0.01;
// What a building did beside the model a year ago it does again in part (examinations, a summer school).
const recurringShare = 0.4;
const yearOfWeeksDays = 364;
const smoothDays = 7;

/**
 * Finds and dates events that begin on day `watchFrom` or later: Husting's daily model is fitted to all days together (the baseline and
 * the watched days), and its residuals are searched for the stretch whose mean differs most from the rest, measured
 * against the spread of fortnight means. The strongest stretch is left out, the model fitted again and the search
 * repeated: what an event did to the fit would else look like its opposite a year before or after. All days are
 * searched, so that the baseline's own events are set aside too.
 */
export function findNonRoutineEvents(
  input: HustingDailyInput,
  watchFrom: number,
): Result<NonRoutineEvent[], DailyReason> {
  const useKwh = input.useKwh.slice();
  const events: NonRoutineEvent[] = [];
  while (events.length < eventLimits.mostEvents) {
    const fitted = residualsOf(events.length === 0 ? input : { ...input, useKwh, sufficiency: "waived" });
    if (!fitted.ok) {
      if (events.length === 0) return fitted;
      break;
    }
    const found = strongestEvent(withoutRecurring(fitted.value.residuals), fitted.value.modelled);
    if (found === undefined) break;
    events.push(found);
    useKwh.fill(Number.NaN, found.fromDay, found.toDay);
  }
  return ok(events.filter((event) => event.fromDay >= watchFrom).sort((x, y) => x.fromDay - y.fromDay));
}

/** Residuals and modelled use by day, as shares of mean use. */
function residualsOf(
  input: HustingDailyInput,
): Result<{ residuals: Float64Array; modelled: Float64Array }, DailyReason> {
  const model = fitHustingDaily(input);
  if (!model.ok) return model;
  const meanKwh = model.value.fit.observedMean;
  if (!(meanKwh > 0)) return fail({ code: "constant-use", valueKwh: meanKwh });
  const modelled = predictHustingDaily(model.value, input).map((kwh) => kwh / meanKwh);
  return ok({ residuals: input.useKwh.map((use, day) => use / meanKwh - modelled[day]!), modelled });
}

/**
 * Residuals less a part of what they were, smoothed over a fortnight, 52 weeks before. No more than twice the ordinary
 * residual is taken off: a closure in the baseline year must not come back as its opposite a year later.
 */
function withoutRecurring(residuals: Float64Array): Float64Array {
  const ordinary = median(Array.from(residuals, Math.abs).filter((size) => !Number.isNaN(size)));
  return residuals.map((residual, day) => {
    let sum = 0;
    let days = 0;
    for (let past = day - yearOfWeeksDays - smoothDays; past <= day - yearOfWeeksDays + smoothDays; past++) {
      const value = residuals[past] ?? Number.NaN;
      if (past < 0 || Number.isNaN(value)) continue;
      sum += value;
      days++;
    }
    if (days <= smoothDays) return residual;
    return residual - recurringShare * Math.max(-2 * ordinary, Math.min(2 * ordinary, sum / days));
  });
}

/** The search alone: residuals and modelled use as shares of mean use, NaN = not measured. */
export function strongestEvent(residuals: Float64Array, modelled: Float64Array): NonRoutineEvent | undefined {
  const n = residuals.length;
  const sums = new Float64Array(n + 1);
  const counts = new Int32Array(n + 1);
  const uses = new Float64Array(n + 1);
  for (let day = 0; day < n; day++) {
    const known = !Number.isNaN(residuals[day]!);
    sums[day + 1] = sums[day]! + (known ? residuals[day]! : 0);
    counts[day + 1] = counts[day]! + (known ? 1 : 0);
    uses[day + 1] = uses[day]! + (known ? modelled[day]! : 0);
  }
  const all = counts[n]!;
  const spread = blockSpread(sums, counts);
  if (spread === undefined) return undefined;
  // What a contrast of so many days against the rest varies by, worked out once for each number of days.
  const spreads = Float64Array.from(
    { length: all + 1 },
    (_, days) => spread * Math.sqrt(blockDays / days + blockDays / (all - days)),
  );
  let best: NonRoutineEvent | undefined;
  let strongest = 0;
  for (let fromDay = 0; fromDay + eventLimits.shortestDays <= n; fromDay++) {
    if (Number.isNaN(residuals[fromDay]!)) continue;
    for (let toDay = fromDay + eventLimits.shortestDays; toDay <= n; toDay++) {
      // Like the first day, the last one must have been measured: a gap belongs to no event.
      if (Number.isNaN(residuals[toDay - 1]!)) continue;
      const days = counts[toDay]! - counts[fromDay]!;
      const others = all - days;
      if (days < eventLimits.shortestDays || others < leastOtherDays) continue;
      const sum = sums[toDay]! - sums[fromDay]!;
      const contrast = sum / days - (sums[n]! - sum) / others;
      const strength = Math.abs(contrast) / spreads[days]!;
      if (strength < eventLimits.strength || strength <= strongest) continue;
      const share = (contrast * days) / Math.max(uses[toDay]! - uses[fromDay]!, leastModelledShare * days);
      if (Math.abs(share) < eventLimits.leastShare) continue;
      strongest = strength;
      best = { fromDay, toDay, share, strength, question: "what-happened-here" };
    }
  }
  return best;
}

// With less left to compare with, it would be a matter of taste which part is the event.
const leastOtherDays = 4 * blockDays;
// A heated building's summer: a share of next to nothing is not worth a question.
const leastModelledShare = 0.05;

/** Robust standard deviation of the means of fortnights; undefined when there are fewer than eight. */
function blockSpread(sums: Float64Array, counts: Int32Array): number | undefined {
  const means: number[] = [];
  for (let day = 0; day + blockDays < sums.length; day += blockDays) {
    const days = counts[day + blockDays]! - counts[day]!;
    if (days >= blockDays / 2) means.push((sums[day + blockDays]! - sums[day]!) / days);
  }
  if (means.length < 8) return undefined;
  const middle = median(means);
  return Math.max(leastBlockSpread, 1.4826 * median(means.map((mean) => Math.abs(mean - middle))));
}

function median(values: readonly number[]): number {
  const sorted = Float64Array.from(values).sort();
  const half = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[half]! : (sorted[half - 1]! + sorted[half]!) / 2;
}
