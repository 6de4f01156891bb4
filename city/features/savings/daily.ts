import { dayStarts } from "@husting/series";

const HOUR_MS = 3_600_000;
const MINUTE_MS = 60_000;

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
  /** How long each interval is, where they may differ; all are a step long without it. */
  readonly lengthMs?: Float64Array;
  readonly stepMs: number;
}

/**
 * Daily sums. A reading belongs to the day, in the site's zone, in which it starts. A day counts when all of its time
 * was measured: the days of a meter with a gap are gaps, not smaller sums.
 */
export function dailySums(readings: SteppedReadings, { bounds }: Days): Float64Array {
  const { atMs, value, lengthMs, stepMs } = readings;
  const sums = new Float64Array(Math.max(0, bounds.length - 1)).fill(Number.NaN);
  let i = 0;
  while (i < atMs.length && atMs[i]! < bounds[0]!) i++;
  for (let day = 0; day < sums.length; day++) {
    let sum = 0;
    let measuredMs = 0;
    let longestMs = 0;
    for (; i < atMs.length && atMs[i]! < bounds[day + 1]!; i++) {
      if (Number.isNaN(value[i]!)) continue;
      const length = lengthMs?.[i] ?? stepMs;
      sum += value[i]!;
      measuredMs += length;
      longestMs = Math.max(longestMs, length);
    }
    // One reading a day of 24 hours is the whole of a day of 25.
    const toleranceMs = longestMs >= 12 * HOUR_MS ? HOUR_MS : MINUTE_MS;
    if (measuredMs > 0 && measuredMs >= bounds[day + 1]! - bounds[day]! - toleranceMs) sums[day] = sum;
  }
  return sums;
}

/** Daily means of temperature; CalTRACK 2.0, 2.2.1.3: at least half of the day's hours must be there. */
export function dailyMeans({ atMs, value, stepMs }: SteppedReadings, { bounds }: Days): Float64Array {
  const means = new Float64Array(Math.max(0, bounds.length - 1)).fill(Number.NaN);
  let i = 0;
  while (i < atMs.length && atMs[i]! < bounds[0]!) i++;
  for (let day = 0; day < means.length; day++) {
    let sum = 0;
    let measured = 0;
    for (; i < atMs.length && atMs[i]! < bounds[day + 1]!; i++) {
      if (Number.isNaN(value[i]!)) continue;
      sum += value[i]!;
      measured++;
    }
    const expected = Math.max(1, Math.round((bounds[day + 1]! - bounds[day]!) / stepMs));
    if (measured >= expected / 2) means[day] = sum / measured;
  }
  return means;
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

/** Up to where local days are over: the start of the last day, or its end where nothing of it is still to come. */
export function wholeUntil(bounds: Float64Array, endMs: number): number {
  return endMs >= bounds.at(-1)! ? bounds.at(-1)! : bounds.at(-2)!;
}
