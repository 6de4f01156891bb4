import { createWallClock, fail, ok, type RegularSeries, type Result } from "@husting/series";

/** Consecutive hours of one place, which all columns of an evaluation share. */
export interface HourFrame {
  readonly startMs: number;
  readonly hours: number;
  /** IANA zone of the building. */
  readonly zone: string;
}

/** The local calendar of a frame's hours, one element an hour. An hour that a clock change repeats stands twice. */
export interface LocalHours {
  /** Days since 1970-01-01 of the local date. */
  readonly localDay: Int32Array;
  /** 0 to 23. */
  readonly hourOfDay: Uint8Array;
  /** 0 = Monday. */
  readonly weekday: Uint8Array;
}

export type FrameReason =
  | { readonly code: "not-hourly"; readonly stepMs: number }
  | { readonly code: "off-grid"; readonly shiftMs: number }
  | { readonly code: "bad-frame" };

export const hourMs = 3_600_000;
export const dayMs = 86_400_000;

/** @throws RangeError when the zone is unknown; check `isKnownZone` where zones come in. */
export function localHours(frame: HourFrame): LocalHours {
  const wallClock = createWallClock(frame.zone);
  const localDay = new Int32Array(frame.hours);
  const hourOfDay = new Uint8Array(frame.hours);
  const weekday = new Uint8Array(frame.hours);
  for (let i = 0; i < frame.hours; i++) {
    const wallMs = wallClock(frame.startMs + i * hourMs);
    const day = Math.floor(wallMs / dayMs);
    localDay[i] = day;
    hourOfDay[i] = Math.floor((wallMs - day * dayMs) / hourMs);
    weekday[i] = weekdayOf(day);
  }
  return { localDay, hourOfDay, weekday };
}

/** Weekday of a day number, 0 = Monday (1970-01-01 was a Thursday). */
export function weekdayOf(localDay: number): number {
  return (((localDay + 3) % 7) + 7) % 7;
}

/** The date (ISO 8601) of a day number. */
export function dateOf(localDay: number): string {
  return new Date(localDay * dayMs).toISOString().slice(0, 10);
}

/** An hourly series laid on a frame: NaN where the series has a gap or does not reach. */
export function onFrame(series: RegularSeries, frame: HourFrame): Result<Float64Array, FrameReason> {
  if (!(Number.isSafeInteger(frame.hours) && frame.hours >= 0 && Number.isSafeInteger(frame.startMs))) {
    return fail({ code: "bad-frame" });
  }
  if (series.stepMs !== hourMs) return fail({ code: "not-hourly", stepMs: series.stepMs });
  const shiftMs = (((series.startMs - frame.startMs) % hourMs) + hourMs) % hourMs;
  if (shiftMs !== 0) return fail({ code: "off-grid", shiftMs });
  const shift = (series.startMs - frame.startMs) / hourMs;
  const column = new Float64Array(frame.hours).fill(Number.NaN);
  const first = Math.max(0, shift);
  const end = Math.min(frame.hours, shift + series.values.length);
  for (let i = first; i < end; i++) column[i] = series.values[i - shift]!;
  return ok(column);
}

/**
 * Means of the frame's local days, NaN where fewer than `leastHours` hours were measured.
 * `mask` (0 or 1 an hour) leaves hours out; `firstDay` is the day number of the first mean.
 */
export function dailyMeans(
  local: LocalHours,
  column: Float64Array,
  leastHours: number,
  mask?: Uint8Array,
): { readonly firstDay: number; readonly values: Float64Array } {
  const firstDay = local.localDay[0] ?? 0;
  const days = local.localDay.length === 0 ? 0 : local.localDay[local.localDay.length - 1]! - firstDay + 1;
  const values = new Float64Array(days);
  const counts = new Uint8Array(days);
  for (let i = 0; i < column.length; i++) {
    const value = column[i]!;
    if (Number.isNaN(value) || (mask !== undefined && mask[i] === 0)) continue;
    const day = local.localDay[i]! - firstDay;
    values[day]! += value;
    counts[day]!++;
  }
  for (let day = 0; day < days; day++) {
    values[day] = counts[day]! >= leastHours && counts[day]! > 0 ? values[day]! / counts[day]! : Number.NaN;
  }
  return { firstDay, values };
}
