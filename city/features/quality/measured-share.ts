import { monthStarts } from "@husting/series";
import type { MonthMeasured } from "../savings/index.ts";

const HOUR_MS = 3_600_000;
const LONGEST_MONTH_MS = 32 * 24 * HOUR_MS;

/** The bounds of the last whole months at a site: one more than there are months. */
export function lastMonths(zone: string, nowMs: number, count: number): Float64Array {
  const starts = monthStarts(zone, nowMs - (count + 1) * LONGEST_MONTH_MS, nowMs + 1);
  const current = starts.findLastIndex((startMs) => startMs <= nowMs);
  return starts.slice(Math.max(0, current - count), current + 1);
}

/** Hours measured, and of how many. */
export interface MeasuredShare {
  /** One for each month; null before the point's first reading. */
  readonly shares: readonly (number | null)[];
  readonly hours: number;
  readonly of: number;
}

/**
 * How much of each month between the bounds was measured. A meter is not missing before it hangs: months before its
 * first reading are null, and so is the first one unless it is whole, for nobody knows when in it the meter was hung.
 */
export function measuredShare(bounds: Float64Array, measured: readonly MonthMeasured[]): MeasuredShare {
  const hoursOf = new Map(measured.map(({ startMs, hours }) => [startMs, hours]));
  const firstMs = measured[0]?.startMs ?? Number.POSITIVE_INFINITY;
  const shares: (number | null)[] = [];
  let hours = 0;
  let of = 0;
  for (let month = 0; month + 1 < bounds.length; month++) {
    const startMs = bounds[month]!;
    const there = (bounds[month + 1]! - startMs) / HOUR_MS;
    const share = Math.min(1, (hoursOf.get(startMs) ?? 0) / there);
    if (startMs < firstMs || (startMs === firstMs && share < 1)) {
      shares.push(null);
      continue;
    }
    shares.push(share);
    hours += share * there;
    of += there;
  }
  return { shares, hours, of };
}

/** Of several points together; null where there is nothing to measure yet. */
export function shareOf(points: readonly MeasuredShare[]): number | null {
  let hours = 0;
  let of = 0;
  for (const point of points) {
    hours += point.hours;
    of += point.of;
  }
  return of === 0 ? null : hours / of;
}
