import type { RegularSeries } from "@husting/series";
import { flatlines, setAside } from "./checks.ts";
import type { SeriesFinding } from "./findings.ts";
import { equalRuns, type Stretch, timesOf } from "./stretches.ts";
import { usualUse, type ZeroCounts } from "./zero-habit.ts";

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
const yearMs = 365 * dayMs;

export interface ZeroRunOptions {
  /** Shorter runs of zeros are taken as they are. */
  readonly stepsAtLeast: number;
  /** How far on either side of a run the load's own way with zeros is looked at. */
  readonly aroundMs: number;
  /** Zeros begin at most this often, per step with use, in a load that is taken never to be zero. */
  readonly beginningsAtMost: number;
  /** In a load that does go to zero by itself, shorter runs are taken as they are. */
  readonly standsOutFromMs: number;
  /**
   * In a load that does go to zero by itself, a run is suspect when the load is in use this long, on average, in the
   * stretches like it, and a third as long in 19 of 20 of them.
   */
  readonly usuallyUsedMs: number;
}

const zeroRunDefaults: ZeroRunOptions = {
  stepsAtLeast: 3,
  aroundMs: 42 * dayMs,
  beginningsAtMost: 0.003,
  standsOutFromMs: 12 * hourMs,
  usuallyUsedMs: 8 * hourMs,
};

/**
 * Long runs of exact zeros in a load that is otherwise never zero at that time of the year: gaps that somebody wrote as
 * 0 (the Cambridge buildings' publishers did). Counted is how often zeros begin around the run, not how many there are,
 * for one long gap written as 0 must not excuse the next. A load that goes to zero by itself, as gas does, is judged by
 * its habit: a run is suspect when at these hours, on other days around it, the load is in use. One that is shut off at
 * the same time of another year is left alone.
 */
export function zeroRuns(series: RegularSeries, options: Partial<ZeroRunOptions> = {}): SeriesFinding[] {
  const { stepsAtLeast, aroundMs, beginningsAtMost, standsOutFromMs, usuallyUsedMs } = {
    ...zeroRunDefaults,
    ...options,
  };
  const { values, stepMs } = series;
  // A value that is stuck is no witness that the load is in use at such hours.
  const moving = setAside(series, flatlines(series)).values;
  const counts: ZeroCounts = {
    zeros: runningCount(values, (value) => value === 0),
    measured: runningCount(moving, (value) => !Number.isNaN(value)),
    beginnings: runningCount(values, (value, i) => value === 0 && values[i - 1] !== 0),
  };
  const { zeros, measured, beginnings } = counts;
  const around = Math.round(aroundMs / stepMs);
  const usuallyUsed = usuallyUsedMs / stepMs;
  const found: SeriesFinding[] = [];
  for (const run of equalRuns(values)) {
    const steps = run.end - run.first;
    if (values[run.first] !== 0 || steps < stepsAtLeast || shutOff(run, counts, stepMs, 1)) continue;
    const from = Math.max(run.first - around, 0);
    const to = Math.min(run.end + around, values.length);
    const used = measured[to]! - measured[from]! - (zeros[to]! - zeros[from]!);
    // With no use beside the run to compare with, nothing can be said.
    if (used === 0) continue;
    const beginningsPerStep = (beginnings[to]! - beginnings[from]! - 1) / used;
    const finding = { code: "zero-run", ...timesOf(series, run), steps, beginningsPerStep } as const;
    if (beginningsPerStep <= beginningsAtMost) {
      found.push(finding);
    } else if (steps * stepMs >= standsOutFromMs && !shutOff(run, counts, stepMs, 2)) {
      const usual = usualUse(series, run, counts, aroundMs);
      if (usual === undefined || usual.meanSteps < usuallyUsed) continue;
      if (usual.mostlyAtLeastSteps < usuallyUsed / 3) continue;
      found.push({ ...finding, usualSteps: usual.meanSteps });
    }
  }
  return found;
}

/** Whether a fortnight or more of zeros is zero at the same time of another year as well, up to `yearsAway` from it. */
function shutOff(run: Stretch, { zeros, measured }: ZeroCounts, stepMs: number, yearsAway: number): boolean {
  const length = run.end - run.first;
  if (length * stepMs < 14 * dayMs) return false;
  for (let years = -yearsAway; years <= yearsAway; years++) {
    const shift = Math.round((years * yearMs) / stepMs);
    const from = run.first + shift;
    const to = run.end + shift;
    if (years === 0 || from < 0 || to >= zeros.length) continue;
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
