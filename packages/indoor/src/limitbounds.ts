import { dateOf, type LocalHours } from "./hours.ts";
import {
  type LimitedRoom,
  type LimitProfile,
  type LimitRecord,
  limitsAt,
  type RoomLimits,
} from "./limitrecords.ts";

/** A limit as a figure to hold an hour against, with the record that sets it. */
export interface Bound {
  readonly record: LimitRecord;
  readonly value: number;
}

/** Which bound a day's limits set; undefined where they set none. */
export type BoundOf = (limits: RoomLimits) => Bound | undefined;

/** The global mean of 2023 to 2025 was 420 to 427 ppm (NOAA); towns have a little more. */
export const defaultOutdoorCo2Ppm = 425;

/** The bound of one limit, as its record says it. */
export const setBound =
  (key: keyof RoomLimits): BoundOf =>
  (limits) => {
    const record = limits[key];
    return record === undefined ? undefined : { record, value: record.value };
  };

/** The stricter of an absolute limit of carbon dioxide and one that is set above outdoors. */
export function co2Bound(outdoorCo2Ppm: number): BoundOf {
  return ({ highestCo2, highestCo2AboveOutdoors }) => {
    const absolute = highestCo2?.value ?? Number.POSITIVE_INFINITY;
    const above = (highestCo2AboveOutdoors?.value ?? Number.POSITIVE_INFINITY) + outdoorCo2Ppm;
    const record = absolute <= above ? highestCo2 : highestCo2AboveOutdoors;
    return record === undefined ? undefined : { record, value: Math.min(absolute, above) };
  };
}

/** What is asked of a room on each local day of a frame. */
export function limitsByDay(
  profile: LimitProfile,
  room: LimitedRoom,
  local: LocalHours,
): Map<number, RoomLimits> {
  const byDay = new Map<number, RoomLimits>();
  for (const day of local.localDay) {
    if (!byDay.has(day)) byDay.set(day, limitsAt(profile, dateOf(day), room));
  }
  return byDay;
}
