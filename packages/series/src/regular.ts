import { fail, ok, type Result } from "./result.ts";

/**
 * Values at equal steps of UTC time. `values[i]` belongs to `[startMs + i·stepMs, startMs + (i + 1)·stepMs)`: the
 * amount used in the step (kWh), or the mean over it (°C). A step that was not measured holds NaN; this is the only
 * place where a gap is NaN, and a gap is never zero.
 */
export interface RegularSeries {
  readonly startMs: number;
  readonly stepMs: number;
  readonly values: Float64Array;
}

/** How many steps were measured out of how many there are, and their ratio (0 when no step is expected). */
export interface Coverage {
  readonly measured: number;
  readonly expected: number;
  readonly share: number;
}

/** One value per period: NaN where nothing was measured; `measuredShare` is the measured part of its time, 0 to 1. */
export interface Aggregation {
  readonly values: Float64Array;
  readonly measuredShare: Float64Array;
}

export type FromPointsReason =
  | { readonly code: "lengths-differ"; readonly times: number; readonly values: number }
  | { readonly code: "no-points" }
  | { readonly code: "bad-step"; readonly stepMs: number }
  | { readonly code: "not-finite"; readonly index: number }
  | { readonly code: "off-grid"; readonly index: number; readonly timeMs: number }
  | { readonly code: "two-values-for-one-step"; readonly index: number; readonly timeMs: number }
  | { readonly code: "too-many-steps"; readonly steps: number; readonly maximum: number };

export type AlignReason =
  | { readonly code: "steps-differ"; readonly stepMs: readonly [number, number] }
  | { readonly code: "grids-differ"; readonly shiftMs: number }
  | { readonly code: "no-common-window" };

// A century of minutes; a stray timestamp must not ask for terabytes.
const maximumSteps = 60_000_000;

/** The instant at which the last step ends. */
export function endMs(series: RegularSeries): number {
  return series.startMs + series.values.length * series.stepMs;
}

/**
 * A series from single points, in any order; steps without a point, or whose point is NaN, are gaps. All times must lie
 * on one grid of `stepMs`. The same step given twice with the same value is taken once.
 */
export function fromPoints(
  timesMs: ArrayLike<number>,
  values: ArrayLike<number>,
  stepMs: number,
): Result<RegularSeries, FromPointsReason> {
  if (timesMs.length !== values.length) {
    return fail({ code: "lengths-differ", times: timesMs.length, values: values.length });
  }
  if (timesMs.length === 0) return fail({ code: "no-points" });
  if (!(Number.isSafeInteger(stepMs) && stepMs > 0)) return fail({ code: "bad-step", stepMs });
  let firstMs = Number.POSITIVE_INFINITY;
  let lastMs = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < timesMs.length; i++) {
    const timeMs = timesMs[i]!;
    const value = values[i]!;
    if (
      !Number.isFinite(timeMs) ||
      value === Number.POSITIVE_INFINITY ||
      value === Number.NEGATIVE_INFINITY
    ) {
      return fail({ code: "not-finite", index: i });
    }
    if (timeMs < firstMs) firstMs = timeMs;
    if (timeMs > lastMs) lastMs = timeMs;
  }
  const steps = Math.floor((lastMs - firstMs) / stepMs) + 1;
  if (steps > maximumSteps) return fail({ code: "too-many-steps", steps, maximum: maximumSteps });
  const regular = new Float64Array(steps).fill(Number.NaN);
  for (let i = 0; i < timesMs.length; i++) {
    const timeMs = timesMs[i]!;
    const value = values[i]!;
    const step = (timeMs - firstMs) / stepMs;
    if (!Number.isInteger(step)) return fail({ code: "off-grid", index: i, timeMs });
    const there = regular[step]!;
    if (!Number.isNaN(there) && !Number.isNaN(value) && there !== value) {
      return fail({ code: "two-values-for-one-step", index: i, timeMs });
    }
    if (!Number.isNaN(value)) regular[step] = value;
  }
  return ok({ startMs: firstMs, stepMs, values: regular });
}

/**
 * Coverage of the steps that begin in `[fromMs, toMs)`, by default of the whole series. Steps of the same grid that
 * lie outside the series are expected and not measured.
 */
export function coverage(series: RegularSeries, fromMs = series.startMs, toMs = endMs(series)): Coverage {
  const { startMs, stepMs, values } = series;
  const first = Math.ceil((fromMs - startMs) / stepMs);
  const end = Math.ceil((toMs - startMs) / stepMs);
  let measured = 0;
  for (let i = Math.max(first, 0); i < Math.min(end, values.length); i++) {
    if (!Number.isNaN(values[i]!)) measured++;
  }
  const expected = Math.max(end - first, 0);
  return { measured, expected, share: expected === 0 ? 0 : measured / expected };
}

/**
 * Sums (of amounts) or time-weighted means (of levels) of what was measured in each period `[bounds[i], bounds[i + 1])`,
 * with the share of the period's time that was measured. Nothing is filled in or scaled up: a half-measured day gives
 * the half that was measured. A step that a bound cuts is divided in proportion to time, so sums are conserved.
 * @param bounds increasing instants, n + 1 of them for n periods (as from `dayStarts`).
 */
export function aggregate(series: RegularSeries, bounds: Float64Array, how: "sum" | "mean"): Aggregation {
  const { startMs, stepMs, values } = series;
  const periods = Math.max(bounds.length - 1, 0);
  const result = new Float64Array(periods).fill(Number.NaN);
  const measuredShare = new Float64Array(periods);
  for (let period = 0; period < periods; period++) {
    const fromMs = bounds[period]!;
    const toMs = bounds[period + 1]!;
    const first = Math.max(Math.floor((fromMs - startMs) / stepMs), 0);
    const end = Math.min(Math.ceil((toMs - startMs) / stepMs), values.length);
    let total = 0;
    let measuredMs = 0;
    for (let i = first; i < end; i++) {
      const value = values[i]!;
      if (Number.isNaN(value)) continue;
      const stepFromMs = startMs + i * stepMs;
      const insideMs = Math.min(stepFromMs + stepMs, toMs) - Math.max(stepFromMs, fromMs);
      total += insideMs === stepMs ? value : value * (insideMs / stepMs);
      measuredMs += insideMs;
    }
    if (measuredMs === 0) continue;
    result[period] = how === "sum" ? total : total / (measuredMs / stepMs);
    measuredShare[period] = measuredMs / (toMs - fromMs);
  }
  return { values: result, measuredShare };
}

/** The steps of a series that begin in `[fromMs, toMs)`. Shares the values' memory; copy before changing them. */
export function slice(series: RegularSeries, fromMs: number, toMs: number): RegularSeries {
  const { startMs, stepMs, values } = series;
  const first = Math.min(Math.max(Math.ceil((fromMs - startMs) / stepMs), 0), values.length);
  const end = Math.min(Math.max(Math.ceil((toMs - startMs) / stepMs), first), values.length);
  return { startMs: startMs + first * stepMs, stepMs, values: values.subarray(first, end) };
}

/** Both series cut to the window they share, step by step beside each other. Shares memory, as `slice` does. */
export function align(
  a: RegularSeries,
  b: RegularSeries,
): Result<{ readonly a: RegularSeries; readonly b: RegularSeries }, AlignReason> {
  if (a.stepMs !== b.stepMs) return fail({ code: "steps-differ", stepMs: [a.stepMs, b.stepMs] });
  const shiftMs = (b.startMs - a.startMs) % a.stepMs;
  if (shiftMs !== 0) return fail({ code: "grids-differ", shiftMs });
  const fromMs = Math.max(a.startMs, b.startMs);
  const toMs = Math.min(endMs(a), endMs(b));
  if (toMs <= fromMs) return fail({ code: "no-common-window" });
  return ok({ a: slice(a, fromMs, toMs), b: slice(b, fromMs, toMs) });
}
