import type { RegularSeries } from "@husting/series";

/** A stretch of steps `[first, end)`. */
export interface Stretch {
  readonly first: number;
  readonly end: number;
}

export function timesOf(
  series: RegularSeries,
  { first, end }: Stretch,
): { readonly fromMs: number; readonly toMs: number } {
  return { fromMs: series.startMs + first * series.stepMs, toMs: series.startMs + end * series.stepMs };
}

/** Runs of equal measured values, each as long as it goes. */
export function* equalRuns(values: Float64Array): Generator<Stretch> {
  let first = 0;
  for (let i = 1; i <= values.length; i++) {
    if (i < values.length && values[i] === values[first]) continue;
    if (!Number.isNaN(values[first]!)) yield { first, end: i };
    first = i;
  }
}
