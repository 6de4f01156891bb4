import {
  type AdviceInput,
  advise,
  airChangesFromDecay,
  buildingFigure,
  dateOf,
  defaultLeastCoverage,
  defaultOutdoorCo2Ppm,
  type Figure,
  type HourFrame,
  heatingCurveSlope,
  heatingHours,
  type LimitProfile,
  type LimitRecord,
  type LocalHours,
  limitsAt,
  meanRoom,
  overheatingWhileHeated,
  type RoomFigures,
  roomFigures,
  settledHours,
} from "@husting/indoor";
import { fail, ok } from "@husting/series";
import {
  type BuildingClimate,
  type ClimateResult,
  type DayPeriod,
  figureNames,
  type MeterHours,
  type OverRooms,
  type RoomClimate,
  type StoredFigure,
} from "./results.ts";
import type { BuildingHours, RoomHours } from "./room-hours.ts";

/** Pure computation of a building's indoor climate from its hours; `recompute.ts` does the reading and writing. */

const HOUR_MS = 3_600_000;
const HOURS_A_YEAR = 8766;

export interface ClimateInput {
  readonly hours: BuildingHours;
  readonly profile: LimitProfile;
  readonly heat: MeterColumn | null;
  readonly electricity: MeterColumn | null;
}

/** What a building's own meters of one energy counted, on the frame of its hours. */
export interface MeterColumn {
  readonly carrier: string;
  readonly kwh: Float64Array;
}

/** Version of everything between hours and a stored climate; a result of another version is computed anew. */
export const CLIMATE_VERSION = "climate/1";

/** @throws what packages/indoor throws on columns that do not fit the frame. */
export function climateOf({ hours, profile, heat, electricity }: ClimateInput): ClimateResult {
  const measuredRooms = hours.rooms.flatMap(roomColumns);
  const meters = [heat, electricity].flatMap((meter) => (meter === null ? [] : [meter.kwh]));
  const climate = sinceFirst(hours, measuredRooms);
  const advised = sinceFirst(hours, [...measuredRooms, ...meters]);
  const limits = new Map<string, LimitRecord>();
  const figures = climate.rooms.map((room) => figuresOf(room, climate, profile));
  const tail = (meter: MeterColumn | null, { frame }: BuildingHours) =>
    meter?.kwh.subarray(meter.kwh.length - frame.hours);
  const heating = heatingHours(climate.local, climate.outdoorC, tail(heat, climate));
  const rooms = climate.rooms.map((room, i) =>
    roomClimate(room, figures[i]!, { climate, heating, profile, limits }),
  );
  return {
    detail: {
      period: measuredRooms.some(isMeasured) ? periodOf(climate.local) : null,
      limitProfile: profile.id,
      limits: [...limits.values()],
      building: buildingClimate(figures, rooms, climate),
      rooms,
    },
    advice: {
      ...advise(adviceInput(advised, tail(heat, advised), tail(electricity, advised))),
      period: [...measuredRooms, ...meters].some(isMeasured) ? periodOf(advised.local) : null,
      heat: meterHours(heat, tail(heat, advised)),
      electricity: meterHours(electricity, tail(electricity, advised)),
      rooms: rooms.length,
    },
  };
}

function roomColumns({ temperatureC, co2Ppm, relativeHumidityPct }: RoomHours): Float64Array[] {
  return [temperatureC, co2Ppm, relativeHumidityPct].filter((column) => column !== undefined);
}

function isMeasured(column: Float64Array): boolean {
  return column.some((value) => !Number.isNaN(value));
}

/**
 * The hours from the first local day on which one of these columns has a value: time before there were sensors is not time
 * in which they failed. All of them where there is none.
 */
function sinceFirst(hours: BuildingHours, columns: readonly Float64Array[]): BuildingHours {
  const first = Math.min(
    ...columns.map((column) => column.findIndex((value) => !Number.isNaN(value))).filter((at) => at >= 0),
  );
  if (!Number.isFinite(first)) return hours;
  const { frame, local } = hours;
  const cut = local.localDay.indexOf(local.localDay[first]!);
  if (cut === 0) return hours;
  const since = <Column extends Float64Array | Uint8Array>(column: Column): Column =>
    column.subarray(cut) as Column;
  const cutRoom = (room: RoomHours): RoomHours => ({
    ...room,
    ...sensors(room, since),
    occupied: since(room.occupied),
    ...(room.asShown && { asShown: sensors(room.asShown, since) }),
  });
  return {
    frame: { ...frame, startMs: frame.startMs + cut * HOUR_MS, hours: frame.hours - cut } satisfies HourFrame,
    local: {
      localDay: local.localDay.subarray(cut),
      hourOfDay: since(local.hourOfDay),
      weekday: since(local.weekday),
    },
    outdoorC: since(hours.outdoorC),
    rooms: hours.rooms.map(cutRoom),
  };
}

type Sensors = Pick<RoomHours, "temperatureC" | "co2Ppm" | "relativeHumidityPct">;

function sensors(
  { temperatureC, co2Ppm, relativeHumidityPct }: Sensors,
  of: (column: Float64Array) => Float64Array,
): Sensors {
  return {
    ...(temperatureC && { temperatureC: of(temperatureC) }),
    ...(co2Ppm && { co2Ppm: of(co2Ppm) }),
    ...(relativeHumidityPct && { relativeHumidityPct: of(relativeHumidityPct) }),
  };
}

function figuresOf(room: RoomHours, { frame, local }: BuildingHours, profile: LimitProfile): RoomFigures {
  const { slug, use, sensitivePeople, occupied } = room;
  const columns = { id: slug, room: { use, sensitivePeople }, occupied, ...sensors(room, (same) => same) };
  return roomFigures(columns, profile, frame, {}, local);
}

interface Surroundings {
  readonly climate: BuildingHours;
  readonly heating: Uint8Array;
  readonly profile: LimitProfile;
  /** Filled with the records that are used. */
  readonly limits: Map<string, LimitRecord>;
}

function roomClimate(room: RoomHours, figures: RoomFigures, around: Surroundings): RoomClimate {
  const { climate, limits } = around;
  const { slug, use, sensitivePeople, temperatureC } = room;
  return {
    slug,
    use,
    sensitivePeople,
    ...byName((name) => storedFigure(figures[name], limits)),
    airChanges: airChangesOf(room, climate.frame),
    overheating: overheatingOf(room, around),
    curve:
      temperatureC === undefined
        ? fail({ code: "no-sensor" })
        : heatingCurveSlope(climate.local, temperatureC, climate.outdoorC, settledHours(room.occupied)),
  };
}

function byName<Value>(of: (name: (typeof figureNames)[number]) => Value) {
  return Object.fromEntries(figureNames.map((name) => [name, of(name)])) as Record<
    (typeof figureNames)[number],
    Value
  >;
}

function storedFigure(figure: Figure, limits: Map<string, LimitRecord>): StoredFigure {
  if (!figure.ok) return figure;
  for (const record of figure.value.limits) limits.set(record.id, record);
  return ok({ ...figure.value, limits: figure.value.limits.map(({ id }) => id) });
}

function airChangesOf({ co2Ppm, occupied }: RoomHours, { startMs }: HourFrame): RoomClimate["airChanges"] {
  if (co2Ppm === undefined) return fail({ code: "no-sensor" });
  const empty = occupied.map((here) => 1 - here);
  const found = airChangesFromDecay(
    { startMs, stepMs: HOUR_MS, values: co2Ppm },
    empty,
    defaultOutdoorCo2Ppm,
  );
  if (!found.ok) return found;
  const { perHour, decays, outdoorCo2Ppm } = found.value;
  return ok({ perHour, outdoorCo2Ppm, decays: decays.length });
}

function overheatingOf(
  { use, sensitivePeople, temperatureC }: RoomHours,
  { climate, heating, profile, limits }: Surroundings,
): RoomClimate["overheating"] {
  if (temperatureC === undefined) return fail({ code: "no-sensor" });
  const last = heating.lastIndexOf(1);
  if (last < 0) return fail({ code: "no-heating-hours" });
  const date = dateOf(climate.local.localDay[last]!);
  const limit = limitsAt(profile, date, { use, sensitivePeople }).highestTemperature;
  if (limit === undefined) return fail({ code: "no-limit" });
  const found = overheatingWhileHeated(temperatureC, heating, limit.value, defaultLeastCoverage);
  if (!found.ok) return found;
  limits.set(limit.id, limit);
  return ok({ ...found.value, limit: limit.id });
}

function buildingClimate(
  figures: readonly RoomFigures[],
  rooms: readonly RoomClimate[],
  { frame, local, outdoorC, rooms: hours }: BuildingHours,
): BuildingClimate {
  const overRooms = (of: (room: RoomClimate) => number | undefined): OverRooms | null =>
    spread(rooms.flatMap((room) => of(room) ?? []));
  const inUse = new Uint8Array(frame.hours);
  for (const { occupied } of hours) for (let i = 0; i < inUse.length; i++) inUse[i]! |= occupied[i]!;
  return {
    ...byName((name) => buildingFigure(figures, name)),
    degreeHours: overRooms(({ outside }) => (outside.ok ? outside.value.exceedance : undefined)),
    airChangesPerHour: overRooms(({ airChanges }) =>
      airChanges.ok ? airChanges.value.perHour.value : undefined,
    ),
    overheatingShare: overRooms(({ overheating }) =>
      overheating.ok ? overheating.value.shareAbove : undefined,
    ),
    curve: hours.some(({ temperatureC }) => temperatureC !== undefined)
      ? heatingCurveSlope(local, meanRoom(hours, frame.hours), outdoorC, settledHours(inUse))
      : fail({ code: "no-sensor" }),
  };
}

function spread(values: readonly number[]): OverRooms | null {
  if (values.length === 0) return null;
  return {
    rooms: values.length,
    mean: values.reduce((sum, value) => sum + value, 0) / values.length,
    lowest: Math.min(...values),
    highest: Math.max(...values),
  };
}

function adviceInput(
  { frame, outdoorC, rooms }: BuildingHours,
  heatKwh: Float64Array | undefined,
  electricityKwh: Float64Array | undefined,
): AdviceInput {
  return {
    frame,
    outdoorC,
    ...(heatKwh && { heatKwh }),
    ...(electricityKwh && { electricityKwh }),
    // The detectors look for sensors that stand still, and leave what these show out of all else themselves.
    rooms: rooms.map(({ slug, use, occupied, asShown }) => ({ id: slug, use, occupied, ...asShown })),
  };
}

function meterHours(meter: MeterColumn | null, kwh: Float64Array | undefined): MeterHours | null {
  if (meter === null || kwh === undefined) return null;
  let measured = 0;
  let sum = 0;
  for (const amount of kwh) {
    if (Number.isNaN(amount)) continue;
    measured++;
    sum += amount;
  }
  return {
    carrier: meter.carrier,
    measuredShare: kwh.length === 0 ? 0 : measured / kwh.length,
    kwhPerYear: measured === 0 ? null : (sum / measured) * HOURS_A_YEAR,
  };
}

function periodOf({ localDay }: LocalHours): DayPeriod | null {
  if (localDay.length === 0) return null;
  const first = localDay[0]!;
  const last = localDay.at(-1)!;
  return { fromDate: dateOf(first), toDate: dateOf(last), days: last - first + 1 };
}
