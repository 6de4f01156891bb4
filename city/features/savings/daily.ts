import { dayStarts } from "@husting/series";

/** Local days and what was measured on each; a gap is NaN inside these columns and nowhere else. */
export interface Days {
  /** Starts of the days and the end of the last: one longer than the value columns. */
  readonly bounds: Float64Array;
}

/** Local days of a zone that touch [fromMs, toMs). */
export function daysOf(zone: string, fromMs: number, toMs: number): Days {
  return { bounds: dayStarts(zone, fromMs, toMs) };
}

export interface SteppedReadings {
  /** Ascending starts of the readings' intervals. */
  readonly atMs: Float64Array;
  readonly value: Float64Array;
  readonly stepMs: number;
}

/**
 * Daily sums. A reading belongs to the day, in the site's zone, in which it starts. A day counts when every one of
 * its readings is there: the days of a meter with a gap are gaps, not smaller sums.
 */
export function dailySums(readings: SteppedReadings, days: Days): Float64Array {
  return byDay(readings, days, 1, "sum");
}

/** Daily means of temperature; CalTRACK 2.0, 2.2.1.3: at least half of the day's hours must be there. */
export function dailyMeans(readings: SteppedReadings, days: Days): Float64Array {
  return byDay(readings, days, 0.5, "mean");
}

function byDay(readings: SteppedReadings, days: Days, needShare: number, how: "sum" | "mean"): Float64Array {
  const { atMs, value, stepMs } = readings;
  const { bounds } = days;
  const count = Math.max(0, bounds.length - 1);
  const out = new Float64Array(count).fill(Number.NaN);
  let i = 0;
  while (i < atMs.length && atMs[i]! < bounds[0]!) i++;
  for (let day = 0; day < count; day++) {
    const end = bounds[day + 1]!;
    let sum = 0;
    let measured = 0;
    for (; i < atMs.length && atMs[i]! < end; i++) {
      if (Number.isNaN(value[i]!)) continue;
      sum += value[i]!;
      measured++;
    }
    // Half an hour of tolerance: a day of 23 or 25 hours that holds one daily reading is still whole.
    const expected = Math.max(1, Math.round((end - bounds[day]!) / stepMs));
    if (measured === 0 || measured < expected * needShare) continue;
    out[day] = how === "sum" ? sum : sum / measured;
  }
  return out;
}

/** The usual distance between neighbouring readings: the most frequent one. */
export function usualStepMs(atMs: Float64Array): number | undefined {
  const counts = new Map<number, number>();
  for (let i = 1; i < atMs.length; i++) {
    const step = atMs[i]! - atMs[i - 1]!;
    counts.set(step, (counts.get(step) ?? 0) + 1);
  }
  let best: number | undefined;
  let most = 0;
  for (const [step, count] of counts) {
    if (step > 0 && count > most) {
      best = step;
      most = count;
    }
  }
  return best;
}
