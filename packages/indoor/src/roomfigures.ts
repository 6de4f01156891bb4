import { type Coverage, fail, ok, type Result } from "@husting/series";
import { type HourFrame, type LocalHours, localHours } from "./hours.ts";
import {
  type Bound,
  type BoundOf,
  co2Bound,
  defaultOutdoorCo2Ppm,
  limitsByDay,
  setBound,
} from "./limitbounds.ts";
import type { LimitedRoom, LimitProfile, LimitRecord, RoomLimits } from "./limitrecords.ts";

/** One room's hourly columns on a frame; NaN is a gap. A quantity without a sensor is left out. */
export interface RoomColumns {
  readonly id: string;
  readonly room: LimitedRoom;
  readonly temperatureC?: Float64Array;
  readonly co2Ppm?: Float64Array;
  readonly relativeHumidityPct?: Float64Array;
  /** 1 for hours with people in the room, as `occupiedHours` gives them. */
  readonly occupied: Uint8Array;
}

export type RoomFigureReason =
  | { readonly code: "no-sensor" }
  | { readonly code: "no-limit" }
  | { readonly code: "no-occupied-hours" }
  | { readonly code: "too-little-measured"; readonly coverage: Coverage; readonly leastShare: number };

/**
 * How a room stood against one limit. Hours are occupied hours for which the limit was set; shares are of those of them
 * that were measured, which `coverage` counts.
 */
export interface LimitFigure {
  readonly hoursOutside: number;
  /** 0 to 1. */
  readonly shareOutside: number;
  /** Sum of the exceedances over the hours: K·h, ppm·h or %·h. */
  readonly exceedance: number;
  readonly coverage: Coverage;
  /** The records that set the limit at some hour of the period. */
  readonly limits: readonly LimitRecord[];
}

export type Figure = Result<LimitFigure, RoomFigureReason>;

/** A room against its profile's limits. Too cold and too warm are kept apart; `outside` is either of them. */
export interface RoomFigures {
  readonly id: string;
  readonly tooCold: Figure;
  readonly tooWarm: Figure;
  readonly outside: Figure;
  readonly tooMuchCo2: Figure;
  readonly tooDry: Figure;
  readonly tooHumid: Figure;
}

export interface RoomFigureOptions {
  /** Share of occupied hours that must be measured before a figure is given; a choice of ours, 0.75. */
  readonly leastCoverage?: number;
  /** Carbon dioxide outdoors, ppm, for limits that are set above it. */
  readonly outdoorCo2Ppm?: number;
}

/** By default three quarters of the occupied hours: a missing quarter cannot turn most hours into few. */
export const defaultLeastCoverage = 0.75;

/** What each room showed against the limits of a profile, in a frame's occupied hours. */
export function roomFigures(
  columns: RoomColumns,
  profile: LimitProfile,
  frame: HourFrame,
  options: RoomFigureOptions = {},
  local: LocalHours = localHours(frame),
): RoomFigures {
  const limits = limitsByDay(profile, columns.room, local);
  const co2 = co2Bound(options.outdoorCo2Ppm ?? defaultOutdoorCo2Ppm);
  const least = options.leastCoverage ?? defaultLeastCoverage;
  const against = (
    column: Float64Array | undefined,
    low: BoundOf | undefined,
    high: BoundOf | undefined,
  ): Figure => figure(column, columns.occupied, local, limits, low, high, least);
  const { temperatureC, co2Ppm, relativeHumidityPct } = columns;
  return {
    id: columns.id,
    tooCold: against(temperatureC, setBound("lowestTemperature"), undefined),
    tooWarm: against(temperatureC, undefined, setBound("highestTemperature")),
    outside: against(temperatureC, setBound("lowestTemperature"), setBound("highestTemperature")),
    tooMuchCo2: against(co2Ppm, undefined, co2),
    tooDry: against(relativeHumidityPct, setBound("lowestHumidity"), undefined),
    tooHumid: against(relativeHumidityPct, undefined, setBound("highestHumidity")),
  };
}

function figure(
  column: Float64Array | undefined,
  occupied: Uint8Array,
  local: LocalHours,
  limits: ReadonlyMap<number, RoomLimits>,
  low: BoundOf | undefined,
  high: BoundOf | undefined,
  leastShare: number,
): Figure {
  if (column === undefined) return fail({ code: "no-sensor" });
  const records = new Set<LimitRecord>();
  let occupiedHours = 0;
  let expected = 0;
  let measured = 0;
  let hoursOutside = 0;
  let exceedance = 0;
  let day = Number.NaN;
  let lowest: Bound | undefined;
  let highest: Bound | undefined;
  for (let i = 0; i < column.length; i++) {
    if (occupied[i] !== 1) continue;
    occupiedHours++;
    if (local.localDay[i]! !== day) {
      day = local.localDay[i]!;
      const today = limits.get(day)!;
      lowest = low?.(today);
      highest = high?.(today);
      if (lowest !== undefined) records.add(lowest.record);
      if (highest !== undefined) records.add(highest.record);
    }
    if (lowest === undefined && highest === undefined) continue;
    expected++;
    const value = column[i]!;
    if (Number.isNaN(value)) continue;
    measured++;
    const beyond = Math.max(
      lowest === undefined ? 0 : lowest.value - value,
      highest === undefined ? 0 : value - highest.value,
    );
    if (beyond > 0) {
      hoursOutside++;
      exceedance += beyond;
    }
  }
  if (occupiedHours === 0) return fail({ code: "no-occupied-hours" });
  if (expected === 0) return fail({ code: "no-limit" });
  const coverage = { measured, expected, share: measured / expected };
  if (measured === 0 || coverage.share < leastShare) {
    return fail({ code: "too-little-measured", coverage, leastShare });
  }
  return ok({
    hoursOutside,
    shareOutside: hoursOutside / measured,
    exceedance,
    coverage,
    limits: [...records],
  });
}
