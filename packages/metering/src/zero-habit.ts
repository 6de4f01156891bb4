import type { RegularSeries } from "@husting/series";
import type { Stretch } from "./stretches.ts";

const dayMs = 86_400_000;
/** Whole weeks, so that days of a kind meet. */
const daysInYear = 364;

/** How often each holds in the steps `[0, i)` of a series, for every i. */
export interface ZeroCounts {
  readonly zeros: Float64Array;
  /** Steps with a value that is not stuck. */
  readonly measured: Float64Array;
  /** Steps at which a run of zeros begins. */
  readonly beginnings: Float64Array;
}

/** What a load does in the stretches that are like a run of zeros, in steps with use. */
export interface UsualUse {
  readonly meanSteps: number;
  /** In 19 of 20 such stretches it is in use for at least so many steps. */
  readonly mostlyAtLeastSteps: number;
}

/**
 * How long a load is in use in stretches as long as a run of zeros, at the same hours of the day and, below four days, on
 * days of the same kind, within `aroundMs` of it; for a run longer than that, in the same weeks of the years beside it.
 * This is a permutation test without a model: were the zeros the load's own, other days at these hours would have them
 * too. Whole stretches are counted, not hours one by one, for zeros come in nights and weekends and their chances do not
 * multiply.
 *
 * The other run that covers most of these stretches is left out: one gap written as zeros must not excuse the next.
 * @returns undefined where nothing is like the run.
 */
export function usualUse(
  series: RegularSeries,
  run: Stretch,
  counts: ZeroCounts,
  aroundMs: number,
): UsualUse | undefined {
  const days = Math.floor(aroundMs / dayMs);
  const daysAround = Array.from({ length: 2 * days + 1 }, (_, i) => i - days);
  const near = stretchesLike(series, run, counts, daysAround);
  const like = near.length > 0 ? near : stretchesLike(series, run, counts, [-daysInYear, daysInYear]);
  const used: number[] = [];
  const coveredBy = new Map<number, number>();
  for (const { first, end } of like) {
    const steps =
      counts.measured[end]! - counts.measured[first]! - (counts.zeros[end]! - counts.zeros[first]!);
    used.push(steps);
    if (steps > 0) continue;
    const zeroRun = counts.beginnings[first + 1]!;
    coveredBy.set(zeroRun, (coveredBy.get(zeroRun) ?? 0) + 1);
  }
  used.sort((a, b) => a - b);
  const others = used.slice(Math.max(0, ...coveredBy.values()));
  if (others.length === 0) return undefined;
  return {
    meanSteps: others.reduce((sum, steps) => sum + steps, 0) / used.length,
    mostlyAtLeastSteps: others[Math.floor(others.length / 20)]!,
  };
}

/** The stretches so many days from a run that are measured, apart from it, and on days of its kind. */
function stretchesLike(
  series: RegularSeries,
  run: Stretch,
  { measured }: ZeroCounts,
  days: readonly number[],
): Stretch[] {
  const { stepMs, values } = series;
  const length = run.end - run.first;
  const byKindOfDay = length * stepMs < 4 * dayMs;
  return days
    .map((day) => Math.round((day * dayMs) / stepMs))
    .filter((shift) => Math.abs(shift) >= length)
    .map((shift) => ({ first: run.first + shift, end: run.end + shift }))
    .filter(
      ({ first, end }) =>
        first >= 0 &&
        end <= values.length &&
        measured[end]! - measured[first]! >= 0.9 * length &&
        (!byKindOfDay || sameKindOfDays(series, run, { first, end })),
    );
}

/** Whether two stretches of the same length are working days, Saturdays and Sundays in the same order. */
function sameKindOfDays(series: RegularSeries, a: Stretch, b: Stretch): boolean {
  const day = Math.max(1, Math.round(dayMs / series.stepMs));
  for (let step = 0; a.first + step < a.end; step += day) {
    if (kindOfDay(series, a.first + step) !== kindOfDay(series, b.first + step)) return false;
  }
  return kindOfDay(series, a.end - 1) === kindOfDay(series, b.end - 1);
}

/**
 * Days of UTC serve everywhere: only the same hours are compared with each other, so that a zone moves the border between
 * two kinds of day by some hours and no more.
 */
function kindOfDay({ startMs, stepMs }: RegularSeries, step: number): "working" | "saturday" | "sunday" {
  // The epoch was a Thursday.
  const weekday = (Math.floor((startMs + step * stepMs) / dayMs) + 4) % 7;
  if (weekday === 0) return "sunday";
  return weekday === 6 ? "saturday" : "working";
}
