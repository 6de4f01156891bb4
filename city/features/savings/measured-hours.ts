import { standingOf } from "@husting/metering";
import { monthStarts } from "@husting/series";
import type { Stretch } from "./point-use.ts";

/** How many hours of one month were measured; months without any are left out. */
export interface MonthMeasured {
  /** The UTC instant at which the month begins at the site. */
  readonly startMs: number;
  readonly hours: number;
}

const HOUR_MS = 3_600_000;
/** As far back as anyone asks how well a point is measured. */
const MONTHS_KEPT = 25;

/**
 * Hours measured in each of the last months with readings. An estimated or doubtful reading covers no hour: it is counted
 * in totals and shown as not measured.
 * @param suspect stretches that do not overlap, in any order: counted in totals too, and not measured either.
 * @param atMs ascending starts of the steps that stand; the same instants are among `readings`, where they have a quality.
 */
export function measuredHours(
  zone: string,
  atMs: Float64Array,
  stepMs: number,
  readings: { readonly atMs: Float64Array; readonly quality: Uint8Array },
  suspect: readonly Stretch[] = [],
): MonthMeasured[] {
  const firstMs = atMs[0];
  const lastMs = atMs.at(-1);
  if (firstMs === undefined || lastMs === undefined) return [];
  const starts = monthStarts(zone, firstMs, lastMs + 1);
  const count = new Float64Array(Math.max(0, starts.length - 1));
  let month = 0;
  let reading = 0;
  const stretches = suspect.toSorted((a, b) => a.fromMs - b.fromMs);
  let stretch = 0;
  const isSuspect = (at: number): boolean => {
    while (stretch < stretches.length && stretches[stretch]!.toMs <= at) stretch++;
    return stretch < stretches.length && stretches[stretch]!.fromMs <= at;
  };
  for (const at of atMs) {
    while (month + 1 < count.length && at >= starts[month + 1]!) month++;
    while (reading < readings.atMs.length && readings.atMs[reading]! < at) reading++;
    const quality = readings.atMs[reading] === at ? readings.quality[reading]! : 0;
    if (standingOf(quality) === "measured" && !isSuspect(at)) count[month]!++;
  }
  const hoursAStep = stepMs / HOUR_MS;
  return Array.from(count, (steps, i) => ({ startMs: starts[i]!, hours: steps * hoursAStep }))
    .filter(({ hours }) => hours > 0)
    .slice(-MONTHS_KEPT);
}
