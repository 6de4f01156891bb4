import type { RegularSeries } from "@husting/series";
import type { SeriesFinding } from "./findings.ts";
import { equalRuns, type Stretch, timesOf } from "./stretches.ts";

const dayMs = 86_400_000;
const yearMs = 365 * dayMs;

export interface ZeroRunOptions {
  /** Shorter runs of zeros are taken as they are. */
  readonly stepsAtLeast: number;
  /** How far on either side of a run the load's own way with zeros is looked at. */
  readonly aroundMs: number;
  /** Zeros begin at most this often, per step with use, in a load that is taken never to be zero. */
  readonly beginningsAtMost: number;
  /** In a load that does go to zero, a run is suspect from this length, when no other around it is nearly as long. */
  readonly standsOutFrom: number;
  readonly timesTheLongest: number;
}

const zeroRunDefaults: ZeroRunOptions = {
  stepsAtLeast: 3,
  aroundMs: 42 * dayMs,
  beginningsAtMost: 0.003,
  standsOutFrom: 24,
  timesTheLongest: 3,
};

/**
 * Long runs of exact zeros in a load that is otherwise never zero at that time of the year: gaps that somebody wrote as
 * 0 (the Cambridge buildings' publishers did). Counted is how often zeros begin around the run, not how many there are,
 * for one long gap written as 0 must not excuse the next. In a load that goes to zero by itself only a
 * run far longer than the others around it is suspect. One that is shut off at the same time of the year before or
 * after is left alone.
 */
export function zeroRuns(series: RegularSeries, options: Partial<ZeroRunOptions> = {}): SeriesFinding[] {
  const { stepsAtLeast, aroundMs, beginningsAtMost, standsOutFrom, timesTheLongest } = {
    ...zeroRunDefaults,
    ...options,
  };
  const { values, stepMs } = series;
  const zeros = runningCount(values, (value) => value === 0);
  const measured = runningCount(values, (value) => !Number.isNaN(value));
  const beginnings = runningCount(values, (value, i) => value === 0 && values[i - 1] !== 0);
  const around = Math.round(aroundMs / stepMs);
  const found: SeriesFinding[] = [];
  const runs = Array.from(equalRuns(values)).filter(({ first }) => values[first] === 0);
  let nearby = 0;
  for (const run of runs) {
    const steps = run.end - run.first;
    if (steps < stepsAtLeast || shutOffEveryYear(run, zeros, measured, stepMs)) continue;
    const from = Math.max(run.first - around, 0);
    const to = Math.min(run.end + around, values.length);
    const used = measured[to]! - measured[from]! - (zeros[to]! - zeros[from]!);
    // With no use beside the run to compare with, nothing can be said.
    if (used === 0) continue;
    const begin = (beginnings[to]! - beginnings[from]! - 1) / used;
    if (begin > beginningsAtMost) {
      if (steps < standsOutFrom) continue;
      while (runs[nearby]!.end <= from) nearby++;
      let longest = 0;
      for (let i = nearby; i < runs.length && runs[i]!.first < to; i++) {
        if (runs[i] !== run) longest = Math.max(longest, runs[i]!.end - runs[i]!.first);
      }
      if (steps < timesTheLongest * longest) continue;
    }
    found.push({ code: "zero-run", ...timesOf(series, run), steps, beginningsPerStep: begin });
  }
  return found;
}

/** Whether a fortnight or more of zeros is zero at the same time of a neighbouring year as well. */
function shutOffEveryYear(
  run: Stretch,
  zeros: Float64Array,
  measured: Float64Array,
  stepMs: number,
): boolean {
  const year = Math.round(yearMs / stepMs);
  const length = run.end - run.first;
  if (length * stepMs < 14 * dayMs) return false;
  for (const shift of [-year, year]) {
    const from = run.first + shift;
    const to = run.end + shift;
    if (from < 0 || to >= zeros.length) continue;
    const there = measured[to]! - measured[from]!;
    if (there > length / 2 && zeros[to]! - zeros[from]! > there / 2) return true;
  }
  return false;
}

/** How often a test holds in `[0, i)`, for every i. */
function runningCount(values: Float64Array, holds: (value: number, i: number) => boolean): Float64Array {
  const count = new Float64Array(values.length + 1);
  for (let i = 0; i < values.length; i++) count[i + 1] = count[i]! + (holds(values[i]!, i) ? 1 : 0);
  return count;
}
