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
  const startMs = atMs[0];
  const steps = startMs === undefined ? 0 : Math.round((atMs.at(-1)! - startMs) / stepMs) + 1;
  // Far more steps than readings: this is no regular series, and a column of its length would only fill memory.
  if (startMs === undefined || steps > 50 * atMs.length + 10_000) return { atMs, value, findings: [] };
  const values = new Float64Array(steps).fill(Number.NaN);
  const placeOf = (i: number): number => (atMs[i]! - startMs) / stepMs;
  for (let i = 0; i < atMs.length; i++) {
    const place = placeOf(i);
    if (Number.isInteger(place)) values[place] = value[i]!;
  }
  const series: RegularSeries = { startMs, stepMs, values };
  const suspect = zeroRuns(series);
  if (suspect.length === 0) return { atMs, value, findings: [] };
  const kept = setAside(series, suspect).values;
  const stays = Array.from(atMs.keys()).filter((i) => {
    const place = placeOf(i);
    return !Number.isInteger(place) || !Number.isNaN(kept[place]!);
  });
  return {
    atMs: Float64Array.from(stays, (i) => atMs[i]!),
    value: Float64Array.from(stays, (i) => value[i]!),
    findings: suspect.map(({ code, fromMs }) => ({ code, atMs: fromMs })),
  };
}
