import { coverage, type RegularSeries } from "@husting/series";
import type { SeriesFinding } from "./findings.ts";
import { equalRuns, type Stretch, timesOf } from "./stretches.ts";

const dayMs = 86_400_000;

export interface FlatlineOptions {
  readonly stepsAtLeast: number;
  /** Greatest expected number of such runs in the whole series, were each repeat a matter of chance. */
  readonly expectedAtMost: number;
}

const flatlineDefaults: FlatlineOptions = { stepsAtLeast: 12, expectedAtMost: 0.001 };

/**
 * The same value, not zero, again and again: a stuck sensor or a gateway that repeats itself. How long is too long
 * depends on the load: one that often repeats a value (a small load read in coarse units) is given longer. The chance
 * of a repeat is taken value by value, from all other runs of that value.
 */
export function flatlines(series: RegularSeries, options: Partial<FlatlineOptions> = {}): SeriesFinding[] {
  const { stepsAtLeast, expectedAtMost } = { ...flatlineDefaults, ...options };
  if (!hasRun(series.values, stepsAtLeast)) return [];
  const steps = new Map<number, number>();
  const runs = new Map<number, number>();
  const long: Stretch[] = [];
  for (const run of equalRuns(series.values)) {
    const value = series.values[run.first]!;
    if (value === 0) continue;
    const length = run.end - run.first;
    steps.set(value, (steps.get(value) ?? 0) + length);
    runs.set(value, (runs.get(value) ?? 0) + 1);
    if (length >= stepsAtLeast) long.push(run);
  }
  const found: SeriesFinding[] = [];
  for (const run of long) {
    const value = series.values[run.first]!;
    const length = run.end - run.first;
    const otherSteps = steps.get(value)! - length;
    const otherRuns = runs.get(value)! - 1;
    // One repeat more than was seen, so that a value seen once is not taken to repeat never.
    const repeat = (otherSteps - otherRuns + 1) / (otherSteps + 2);
    const expected = series.values.length * repeat ** (length - 1);
    if (expected <= expectedAtMost) {
      found.push({ code: "flatline", ...timesOf(series, run), steps: length, value });
    }
  }
  return found;
}

/** Whether any value but zero stands for so many steps. */
function hasRun(values: Float64Array, stepsAtLeast: number): boolean {
  let length = 0;
  for (let i = 0; i < values.length; i++) {
    length = i > 0 && values[i] === values[i - 1] ? length + 1 : 1;
    if (length >= stepsAtLeast && values[i] !== 0) return true;
  }
  return false;
}

export interface SpikeOptions {
  /** Half the length of the time around a step it is compared with. */
  readonly aroundMs: number;
  /** How many times the greatest value around it a spike is. */
  readonly timesGreatestAround: number;
  /** How many times the value that one step in a hundred exceeds, over the whole series. */
  readonly timesUsualPeak: number;
}

const spikeDefaults: SpikeOptions = { aroundMs: 7 * dayMs, timesGreatestAround: 2.5, timesUsualPeak: 2 };

/**
 * Single steps that stand far above everything around them: a lost register booked as use, or a month's use in the hour
 * the device came back. Meant for loads without a declared rating; with one, `outOfRating` is the stricter check.
 */
export function spikes(series: RegularSeries, options: Partial<SpikeOptions> = {}): SeriesFinding[] {
  const { aroundMs, timesGreatestAround, timesUsualPeak } = { ...spikeDefaults, ...options };
  const { values, stepMs } = series;
  if (!standsOut(values, timesUsualPeak)) return [];
  const sorted = values.filter((value) => value > 0).sort();
  const usualPeak = sorted[Math.floor(sorted.length * 0.99)];
  if (usualPeak === undefined) return [];
  const around = Math.round(aroundMs / stepMs);
  const found: SeriesFinding[] = [];
  for (let i = 0; i < values.length; i++) {
    const value = values[i]!;
    if (!(value > timesUsualPeak * usualPeak)) continue;
    let greatest = 0;
    const to = Math.min(i + around, values.length - 1);
    for (let j = Math.max(i - around, 0); j <= to; j++)
      if (j !== i && values[j]! > greatest) greatest = values[j]!;
    const limit = timesGreatestAround * greatest;
    if (value > limit)
      found.push({ code: "spike", ...timesOf(series, { first: i, end: i + 1 }), value, limit });
  }
  return found;
}

/** Whether the greatest value is above so many times the usual peak: counted, for sorting a sound series tells no more. */
function standsOut(values: Float64Array, timesUsualPeak: number): boolean {
  let greatest = 0;
  let positive = 0;
  for (const value of values) {
    if (value > greatest) greatest = value;
    if (value > 0) positive++;
  }
  let high = 0;
  for (const value of values) if (value * timesUsualPeak >= greatest) high++;
  return high < positive - Math.floor(positive * 0.99);
}

/** Steps above what the meter is rated for. `rating` is per step, in the series' unit (kW times hours for kWh). */
export function outOfRating(series: RegularSeries, rating: number): SeriesFinding[] {
  const found: SeriesFinding[] = [];
  series.values.forEach((value, i) => {
    if (value > rating)
      found.push({ code: "out-of-rating", ...timesOf(series, { first: i, end: i + 1 }), value, rating });
  });
  return found;
}

/**
 * Whether readings have stopped: nothing has come for `patience` times the usual interval (the median), nor for as long
 * as the longest silence this source is known for.
 * @param timesMs times of the readings, increasing.
 */
export function stale(timesMs: Float64Array, asOfMs: number, patience = 3): SeriesFinding[] {
  const lastMs = timesMs.at(-1);
  if (lastMs === undefined || timesMs.length < 2) return [];
  const intervals = timesMs
    .subarray(1)
    .map((timeMs, i) => timeMs - timesMs[i]!)
    .sort();
  const usualIntervalMs = intervals[Math.floor(intervals.length / 2)]!;
  const knownSilenceMs = intervals[Math.floor(intervals.length * 0.99)]!;
  const silentMs = asOfMs - lastMs;
  if (silentMs <= Math.max(patience * usualIntervalMs, knownSilenceMs)) return [];
  return [{ code: "stale", fromMs: lastMs, toMs: asOfMs, usualIntervalMs }];
}

/**
 * The series with the steps of some findings made gaps: a suspect zero is neither a saving nor a use. The series itself
 * is not changed.
 */
export function setAside(series: RegularSeries, findings: readonly SeriesFinding[]): RegularSeries {
  const values = series.values.slice();
  for (const { fromMs, toMs } of findings) {
    const first = Math.max(Math.floor((fromMs - series.startMs) / series.stepMs), 0);
    const end = Math.min(Math.ceil((toMs - series.startMs) / series.stepMs), values.length);
    values.fill(Number.NaN, first, Math.max(end, first));
  }
  return { ...series, values };
}

/** The share of a series' steps that is suspect by these findings. */
export function suspectShare(series: RegularSeries, findings: readonly SeriesFinding[]): number {
  return coverage(series).share - coverage(setAside(series, findings)).share;
}
