import { createLocalResolver, createWallClock } from "./zone.ts";

const dayMs = 86_400_000;

/** A calendar numbered by consecutive integers: which period a wall-clock time is in, and when a period begins. */
interface Calendar {
  periodOf(localMs: number): number;
  localStartMs(period: number): number;
}

const days: Calendar = {
  periodOf: (localMs) => Math.floor(localMs / dayMs),
  localStartMs: (period) => period * dayMs,
};

const weeks: Calendar = {
  // 1970-01-01 was a Thursday: three days after a Monday.
  periodOf: (localMs) => Math.floor((localMs + 3 * dayMs) / (7 * dayMs)),
  localStartMs: (period) => period * 7 * dayMs - 3 * dayMs,
};

const months: Calendar = {
  periodOf: (localMs) => {
    const date = new Date(localMs);
    return (date.getUTCFullYear() - 1970) * 12 + date.getUTCMonth();
  },
  localStartMs: (period) => Date.UTC(1970, period, 1),
};

const years: Calendar = {
  periodOf: (localMs) => new Date(localMs).getUTCFullYear() - 1970,
  localStartMs: (period) => Date.UTC(1970 + period, 0, 1),
};

function periodStarts(calendar: Calendar, zone: string, fromMs: number, toMs: number): Float64Array {
  const resolve = createLocalResolver(zone);
  const startMs = (period: number): number => {
    const localMs = calendar.localStartMs(period);
    const unique = resolve.resolveUnique(localMs);
    if (!Number.isNaN(unique)) return unique;
    const resolution = resolve(localMs);
    if (resolution.kind === "skipped") return resolution.transitionMs;
    return resolution.kind === "repeated" ? resolution.earlierMs : resolution.epochMs;
  };
  let period = calendar.periodOf(createWallClock(zone)(fromMs));
  // Where clocks go back over midnight, the wall clock can show yesterday's date after today has begun.
  while (startMs(period + 1) <= fromMs) period++;
  while (startMs(period) > fromMs) period--;
  const starts = [startMs(period)];
  if (toMs <= fromMs) return Float64Array.from(starts);
  while (starts.at(-1)! < toMs) {
    const next = startMs(++period);
    // A date the zone left out (Samoa had no 30 December 2011) is no day.
    if (next > starts.at(-1)!) starts.push(next);
  }
  return Float64Array.from(starts);
}

/**
 * The instants at which the local days that touch `[fromMs, toMs)` begin, and the closing bound: n days give n + 1
 * instants, strictly increasing. A day begins at its first instant, which is not 00:00 where the clocks skip midnight.
 * No time touches no day: one bound.
 * @throws RangeError when the zone is unknown.
 */
export function dayStarts(zone: string, fromMs: number, toMs: number): Float64Array {
  return periodStarts(days, zone, fromMs, toMs);
}

/** As `dayStarts`, for weeks that begin on Monday (ISO 8601). */
export function weekStarts(zone: string, fromMs: number, toMs: number): Float64Array {
  return periodStarts(weeks, zone, fromMs, toMs);
}

/** As `dayStarts`, for calendar months. */
export function monthStarts(zone: string, fromMs: number, toMs: number): Float64Array {
  return periodStarts(months, zone, fromMs, toMs);
}

/** As `dayStarts`, for calendar years. */
export function yearStarts(zone: string, fromMs: number, toMs: number): Float64Array {
  return periodStarts(years, zone, fromMs, toMs);
}

/** The date (ISO 8601, `2024-03-31`) that the zone's calendar shows at an instant. */
export function localDate(zone: string, ms: number): string {
  const text = new Date(createWallClock(zone)(ms)).toISOString();
  return text.slice(0, text.indexOf("T"));
}
