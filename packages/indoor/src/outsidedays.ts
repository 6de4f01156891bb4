import { type HourFrame, type LocalHours, localHours } from "./hours.ts";
import { type BoundOf, co2Bound, defaultOutdoorCo2Ppm, limitsByDay, setBound } from "./limitbounds.ts";
import type { LimitProfile } from "./limitrecords.ts";
import type { RoomColumns } from "./roomfigures.ts";

/** What an hour of a room is held against its limits by. */
export const judgedQuantities = ["temperature", "co2", "humidity"] as const;
export type JudgedQuantity = (typeof judgedQuantities)[number];

/** One local day of a room; only hours with people in the room and with a limit that holds that day are counted. */
export interface OutsideDay {
  /** Days since 1970-01-01. */
  readonly localDay: number;
  readonly occupiedHours: number;
  /** Those in which every quantity the room is judged by was measured. */
  readonly measuredHours: number;
  /** Those of the measured hours in which one of them or more was outside its limits. */
  readonly outsideHours: number;
}

interface Held {
  readonly column: Float64Array;
  readonly low: BoundOf | undefined;
  readonly high: BoundOf | undefined;
}

/**
 * Day by day, in how many of its occupied hours a room was outside its limits: too cold or too warm, or stuffy, too dry
 * or too humid, whichever it is judged by. An hour in which one of these was not measured is not measured: it might have
 * been the one that was outside.
 * @param quantities what the room is judged by; a quantity without a sensor makes every hour unmeasured.
 */
export function outsideDays(
  columns: RoomColumns,
  profile: LimitProfile,
  quantities: readonly JudgedQuantity[],
  frame: HourFrame,
  options: { readonly outdoorCo2Ppm?: number } = {},
  local: LocalHours = localHours(frame),
): OutsideDay[] {
  const limits = limitsByDay(profile, columns.room, local);
  const held = quantities.map((quantity) => heldBy(quantity, columns, frame, options));
  const days: OutsideDay[] = [];
  let day = Number.NaN;
  let today: readonly { readonly column: Float64Array; readonly low: number; readonly high: number }[] = [];
  let occupiedHours = 0;
  let measuredHours = 0;
  let outsideHours = 0;
  const close = (): void => {
    if (occupiedHours > 0) days.push({ localDay: day, occupiedHours, measuredHours, outsideHours });
    occupiedHours = 0;
    measuredHours = 0;
    outsideHours = 0;
  };
  for (let i = 0; i < frame.hours; i++) {
    if (local.localDay[i]! !== day) {
      close();
      day = local.localDay[i]!;
      const set = limits.get(day)!;
      today = held.flatMap(({ column, low, high }) => {
        const lowest = low?.(set)?.value;
        const highest = high?.(set)?.value;
        if (lowest === undefined && highest === undefined) return [];
        return [
          { column, low: lowest ?? Number.NEGATIVE_INFINITY, high: highest ?? Number.POSITIVE_INFINITY },
        ];
      });
    }
    if (columns.occupied[i] !== 1 || today.length === 0) continue;
    occupiedHours++;
    let isMeasured = true;
    let isOutside = false;
    for (const { column, low, high } of today) {
      const value = column[i]!;
      if (Number.isNaN(value)) isMeasured = false;
      else if (value < low || value > high) isOutside = true;
    }
    if (!isMeasured) continue;
    measuredHours++;
    if (isOutside) outsideHours++;
  }
  close();
  return days;
}

function heldBy(
  quantity: JudgedQuantity,
  { temperatureC, co2Ppm, relativeHumidityPct }: RoomColumns,
  { hours }: HourFrame,
  options: { readonly outdoorCo2Ppm?: number },
): Held {
  const orGap = (column: Float64Array | undefined): Float64Array =>
    column ?? new Float64Array(hours).fill(Number.NaN);
  if (quantity === "temperature") {
    return {
      column: orGap(temperatureC),
      low: setBound("lowestTemperature"),
      high: setBound("highestTemperature"),
    };
  }
  if (quantity === "co2") {
    const high = co2Bound(options.outdoorCo2Ppm ?? defaultOutdoorCo2Ppm);
    return { column: orGap(co2Ppm), low: undefined, high };
  }
  return {
    column: orGap(relativeHumidityPct),
    low: setBound("lowestHumidity"),
    high: setBound("highestHumidity"),
  };
}
