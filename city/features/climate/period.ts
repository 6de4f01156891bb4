import { dayStarts } from "@husting/series";

const DAYS = 365;

/** The start of the local day that an instant lies in: up to there days are over. */
export function dayStart(zone: string, atMs: number): number {
  return dayStarts(zone, atMs, atMs + 1)[0]!;
}

/** The first instant of the 365 local days that end at a local midnight. */
export function yearBefore(zone: string, untilMs: number): number {
  return Temporal.Instant.fromEpochMilliseconds(untilMs)
    .toZonedDateTimeISO(zone)
    .subtract({ days: DAYS })
    .startOfDay().epochMilliseconds;
}
