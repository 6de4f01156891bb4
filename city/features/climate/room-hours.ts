import {
  dayOfUse,
  type HourFrame,
  type LocalHours,
  localHours,
  occupancyOf,
  occupiedHours,
} from "@husting/indoor";
import { flatlines, standingOf } from "@husting/metering";
import { type DaysOffCountry, dayKinds } from "@husting/savings";
import { converter, parseUnit, type Unit, units } from "@husting/series";
import type { CivicDatabase } from "../../stores/civic/database.ts";
import type { CurrentReadings, ReadingStore } from "../../stores/readings/contract.ts";
import type { Building, BuildingRegistry, Names, Point } from "../buildings/index.ts";
import { saidUses, type UseOfRoom, usualUse } from "./room-use.ts";

const HOUR_MS = 3_600_000;

/** What rooms are read with. */
export interface RoomHourParts {
  readonly civic: CivicDatabase;
  readonly readings: Pick<ReadingStore, "current">;
  readonly registry: Pick<BuildingRegistry, "rooms" | "points">;
  readonly zone: string;
  readonly country: "SE" | "CN";
}

/** One room on a frame of hours; NaN is a gap, and a quantity without a sensor is left out. */
export interface RoomHours extends UseOfRoom {
  readonly roomId: number;
  readonly slug: string;
  readonly names: Names;
  readonly temperatureC?: Float64Array;
  readonly co2Ppm?: Float64Array;
  readonly relativeHumidityPct?: Float64Array;
  /** 1 for hours with people in the room by the calendar of its use. */
  readonly occupied: Uint8Array;
  /** With the stretches in which a sensor stood still, where they were asked for: whoever looks for stuck sensors needs them. */
  readonly asShown?: Pick<RoomHours, "temperatureC" | "co2Ppm">;
}

export interface BuildingHours {
  readonly frame: HourFrame;
  readonly local: LocalHours;
  /** Of the city's station with most hours in the frame; all NaN where there is none. */
  readonly outdoorC: Float64Array;
  /** Every room of the building, those without sensors too. */
  readonly rooms: readonly RoomHours[];
}

/**
 * A building's rooms hour by hour, as sensors showed them. Hours are means of the readings in them. Estimated and doubtful
 * readings, and stretches in which a sensor stood still for longer than chance allows, are gaps. Rooms are read one after
 * the other: a house of hundreds is never in memory as single readings.
 * @param fromMs,toMs whole hours; `toMs` is exclusive.
 * @param withAsShown gives `asShown` as well.
 */
export async function buildingHours(
  parts: RoomHourParts,
  building: Pick<Building, "id" | "use">,
  fromMs: number,
  toMs: number,
  { withAsShown = false } = {},
): Promise<BuildingHours> {
  const frame: HourFrame = {
    startMs: fromMs,
    hours: Math.round((toMs - fromMs) / HOUR_MS),
    zone: parts.zone,
  };
  const local = localHours(frame);
  const [rooms, points, cityPoints, said] = await Promise.all([
    parts.registry.rooms(building.id),
    parts.registry.points(building.id),
    parts.registry.points(null),
    saidUses(parts.civic),
  ]);
  const kinds = kindsOfDays(local, parts.country);
  const read: RoomHours[] = [];
  for (const room of rooms) {
    const use = said.get(room.id) ?? usualUse(building.use);
    const of = (carrier: string, unit: Unit): Promise<SensorHours | undefined> =>
      hoursOf(
        parts.readings,
        points.filter((point) => point.roomId === room.id && point.carrier === carrier),
        unit,
        frame,
      );
    const [temperature, co2, humidity] = await Promise.all([
      of("indoor-temperature", units["°C"]),
      of("co2", units.ppm),
      of("relative-humidity", units["%"]),
    ]);
    read.push({
      roomId: room.id,
      slug: room.slug,
      names: room.names,
      ...use,
      ...(temperature && { temperatureC: temperature.means }),
      ...(co2 && { co2Ppm: co2.means }),
      ...(humidity && { relativeHumidityPct: humidity.means }),
      occupied: occupiedHours(occupancyOf(use.use, parts.country), frame, kinds, local),
      ...(withAsShown && {
        asShown: {
          ...(temperature && { temperatureC: temperature.asShown }),
          ...(co2 && { co2Ppm: co2.asShown }),
        },
      }),
    });
  }
  const outdoors = await Promise.all(
    cityPoints
      .filter(({ carrier }) => carrier === "outdoor-temperature")
      .map(async (point) => (await hourlyMeans(parts.readings, point, units["°C"], frame)).means),
  );
  return { frame, local, outdoorC: fullest(outdoors, frame.hours), rooms: read };
}

/**
 * One room's temperature hour by hour, read as `buildingHours` reads it, without the rest of the building.
 * @param sensors the room's points of `indoor-temperature`.
 * @returns °C on the frame, NaN for a gap; undefined without a sensor.
 */
export async function roomTemperature(
  readings: RoomHourParts["readings"],
  sensors: readonly Point[],
  frame: HourFrame,
): Promise<Float64Array | undefined> {
  return (await hoursOf(readings, sensors, units["°C"], frame))?.means;
}

/** What the sensors of one quantity in one room measured; undefined without one. */
async function hoursOf(
  readings: RoomHourParts["readings"],
  points: readonly Point[],
  unit: Unit,
  frame: HourFrame,
): Promise<SensorHours | undefined> {
  if (points.length === 0) return undefined;
  const sensors = await Promise.all(points.map((point) => hourlyMeans(readings, point, unit, frame)));
  return {
    means: merged(sensors.map(({ means }) => means)),
    asShown: merged(sensors.map(({ asShown }) => asShown)),
  };
}

/** Hourly means of one quantity: as they may be judged, and as the sensor showed them. */
interface SensorHours {
  readonly means: Float64Array;
  readonly asShown: Float64Array;
}

async function hourlyMeans(
  readings: Pick<ReadingStore, "current">,
  point: Point,
  unit: Unit,
  frame: HourFrame,
): Promise<SensorHours> {
  const endMs = frame.startMs + frame.hours * HOUR_MS;
  const current = await readings.current(point.id, frame.startMs, endMs);
  const stepMs = point.stepMinutes * 60_000;
  const stored = parseUnit(point.unit);
  const convert = stored && converter(stored, unit);
  // What is measured in another quantity says nothing of this one.
  const shown = meansAsShown(current, frame);
  const asShown = convert?.ok ? shown.map(convert.value) : shown.fill(Number.NaN);
  return { means: withoutStandstill(asShown, stepMs, frame), asShown };
}

/** Readings of one sensor as means of the frame's hours, its standstills as gaps. @param stepMs how far apart its readings are. */
export function meansOfHours(
  readings: Pick<CurrentReadings, "atMs" | "value" | "quality">,
  stepMs: number,
  frame: HourFrame,
): Float64Array {
  return withoutStandstill(meansAsShown(readings, frame), stepMs, frame);
}

function meansAsShown(
  { atMs, value, quality }: Pick<CurrentReadings, "atMs" | "value" | "quality">,
  frame: HourFrame,
): Float64Array {
  const sums = new Float64Array(frame.hours);
  const counts = new Uint32Array(frame.hours);
  for (let i = 0; i < atMs.length; i++) {
    const hour = Math.floor((atMs[i]! - frame.startMs) / HOUR_MS);
    if (hour < 0 || hour >= frame.hours || standingOf(quality[i]!) !== "measured") continue;
    sums[hour]! += value[i]!;
    counts[hour]!++;
  }
  return sums.map((sum, hour) => (counts[hour]! > 0 ? sum / counts[hour]! : Number.NaN));
}

function withoutStandstill(asShown: Float64Array, stepMs: number, frame: HourFrame): Float64Array {
  // A sensor that reports less often than hourly leaves hours between its readings: they say nothing of standing still.
  if (stepMs > HOUR_MS) return asShown;
  const still = flatlines({ startMs: frame.startMs, stepMs: HOUR_MS, values: asShown });
  if (still.length === 0) return asShown;
  const means = asShown.slice();
  for (const { fromMs, toMs } of still)
    means.fill(Number.NaN, (fromMs - frame.startMs) / HOUR_MS, Math.ceil((toMs - frame.startMs) / HOUR_MS));
  return means;
}

/** The kind of each local day that the frame touches. */
function kindsOfDays({ localDay }: LocalHours, country: DaysOffCountry): Uint8Array {
  const first = localDay[0] ?? 0;
  const days = localDay.length === 0 ? 0 : localDay.at(-1)! - first + 1;
  const kindOf = [dayOfUse.ordinary, dayOfUse.publicHoliday, dayOfUse.closure];
  return dayKinds(first, days, country).map((kind) => kindOf[kind]!);
}

/** Several sensors of one quantity in one room: the mean of those that measured. */
function merged(columns: readonly Float64Array[]): Float64Array {
  if (columns.length === 1) return columns[0]!;
  return columns[0]!.map((_, hour) => {
    const measured = columns.map((column) => column[hour]!).filter((value) => !Number.isNaN(value));
    return measured.length === 0
      ? Number.NaN
      : measured.reduce((sum, value) => sum + value, 0) / measured.length;
  });
}

function fullest(columns: readonly Float64Array[], hours: number): Float64Array {
  const measured = (column: Float64Array): number =>
    column.reduce((count, value) => count + (Number.isNaN(value) ? 0 : 1), 0);
  return columns.toSorted((a, b) => measured(b) - measured(a))[0] ?? new Float64Array(hours).fill(Number.NaN);
}
