import { setAside, zeroRuns } from "@husting/metering";
import type { RegularSeries } from "@husting/series";
import type { EnergyDetail } from "./results.ts";

/** Use per step from interval readings, with the steps left out whose zeros were hardly measured. */
export interface IntervalUse {
  readonly atMs: Float64Array;
  readonly value: Float64Array;
  readonly findings: EnergyDetail["findings"];
}

/**
 * Interval readings without their suspect zeros: a run of exact zeros in a load that is otherwise never zero at that time
 * of the year is a gap that somebody wrote as 0. Counted as use it would be a saving that never was; as a gap it is
 * neither use nor saving, and the share measured says so.
 *
 * Readings off the grid of the first one stand as they are: nothing can be said of their neighbours.
 */
export function withoutSuspectZeros(atMs: Float64Array, value: Float64Array, stepMs: number): IntervalUse {
  const series = onGrid(atMs, value, stepMs);
  if (series === undefined) return { atMs, value, findings: [] };
  const suspect = zeroRuns(series);
  if (suspect.length === 0) return { atMs, value, findings: [] };
  const kept = setAside(series, suspect).values;
  const stays = Array.from(atMs.keys()).filter((i) => {
    const place = (atMs[i]! - series.startMs) / stepMs;
    return !Number.isInteger(place) || !Number.isNaN(kept[place]!);
  });
  return {
    atMs: Float64Array.from(stays, (i) => atMs[i]!),
    value: Float64Array.from(stays, (i) => value[i]!),
    findings: suspect.map(({ code, fromMs }) => ({ code, atMs: fromMs })),
  };
}

/**
 * Readings as a regular series that begins with the first; those off its grid are left out of it.
 * @returns undefined where there are far more steps than readings: that is no regular series, and a column of its
 * length would only fill memory.
 */
export function onGrid(atMs: Float64Array, value: Float64Array, stepMs: number): RegularSeries | undefined {
  const startMs = atMs[0];
  if (startMs === undefined) return undefined;
  const steps = Math.round((atMs.at(-1)! - startMs) / stepMs) + 1;
  if (steps > 50 * atMs.length + 10_000) return undefined;
  const values = new Float64Array(steps).fill(Number.NaN);
  for (let i = 0; i < atMs.length; i++) {
    const place = (atMs[i]! - startMs) / stepMs;
    if (Number.isInteger(place)) values[place] = value[i]!;
  }
  return { startMs, stepMs, values };
}
