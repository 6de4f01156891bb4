import { createRandom, type Random } from "@husting/building";
import type { DemoCity, DemoReadings } from "./types.ts";

/**
 * What a demo city has to be looked after, so that its inbox can be learned on: sensors whose gateway has gone silent, a
 * meter whose register fell, and a sensor that stood still. All of it hangs in rooms of one building, in points of its own:
 * it is in no total, and the city's figures are the same with it as without.
 */

const HOUR_MS = 3_600_000;
const DAY_HOURS = 24;
/** A year and a little, so that a meter has a year to be held against. */
const METER_HOURS = 400 * DAY_HOURS;
const SENSOR_HOURS = 90 * DAY_HOURS;
const SILENT_HOURS = 3 * DAY_HOURS;
const STUCK_FROM_HOUR = SENSOR_HOURS - 20 * DAY_HOURS;
const STUCK_HOURS = 5 * DAY_HOURS;
const EXCHANGED_HOUR = METER_HOURS - 30 * DAY_HOURS;

/** The source whose gateway is silent; a demo says of it, as of everything, that it is simulated. */
export const SILENT_SOURCE = "simulated-gateway";

/** A point of a room and its readings. */
export interface TroubledPoint {
  readonly building: string;
  readonly room: string;
  readonly carrier: "electricity" | "relative-humidity";
  readonly kind: "cumulative" | "instantaneous";
  readonly unit: "kWh" | "%";
  /** Digits of the register before the decimal mark; null where there is none. */
  readonly registerWidth: number | null;
  readonly readings: DemoReadings;
}

export interface DemoTroubles {
  /** Sent by `SILENT_SOURCE`, until three days before the end. */
  readonly silent: readonly TroubledPoint[];
  /** A meter that was exchanged and nobody wrote it down: its register begins again near zero. */
  readonly asking: TroubledPoint;
  /** A sensor that showed one and the same value for five days. */
  readonly stuck: TroubledPoint;
}

/**
 * The troubles of a demo city, the same for the same city and seed.
 * @throws when its first building has fewer than four rooms with a sensor.
 */
export function demoTroubles(city: DemoCity, seed: string): DemoTroubles {
  const [building] = city.buildings;
  const rooms = building?.rooms.filter(({ sensor }) => sensor !== undefined) ?? [];
  const last = rooms[3];
  if (building === undefined || last === undefined)
    throw new Error(`no room for troubles in the first building of ${city.city}`);
  const random = (room: string, what: string): Random =>
    createRandom(`${city.city}/${seed}/trouble/${building.id}/${room}/${what}`);
  const humidity = (room: string, hours: number, stuck: boolean): TroubledPoint => ({
    building: building.id,
    room,
    carrier: "relative-humidity",
    kind: "instantaneous",
    unit: "%",
    registerWidth: null,
    readings: humidityReadings(random(room, "humidity"), city.endMs - SENSOR_HOURS * HOUR_MS, hours, stuck),
  });
  return {
    silent: rooms.slice(0, 3).map(({ id }) => humidity(id, SENSOR_HOURS - SILENT_HOURS, false)),
    asking: {
      building: building.id,
      room: last.id,
      carrier: "electricity",
      kind: "cumulative",
      unit: "kWh",
      registerWidth: 6,
      readings: exchangedRegister(random(last.id, "electricity"), city.endMs - METER_HOURS * HOUR_MS),
    },
    stuck: humidity(last.id, SENSOR_HOURS, true),
  };
}

/** A room's humidity in tenths of a percent: it drifts from hour to hour and seldom says the same twice. */
function humidityReadings(random: Random, startMs: number, hours: number, isStuck: boolean): DemoReadings {
  const values = new Float64Array(hours);
  let drift = 0;
  for (let hour = 0; hour < hours; hour++) {
    drift = 0.97 * drift + random.normal();
    const isHeld = isStuck && hour > STUCK_FROM_HOUR && hour < STUCK_FROM_HOUR + STUCK_HOURS;
    values[hour] = isHeld ? values[hour - 1]! : Math.round((32 + drift) * 10) / 10;
  }
  const timesMs = Float64Array.from(values, (_, hour) => startMs + hour * HOUR_MS);
  return { timesMs, values, decimals: 1 };
}

/** The register of a small load that is never still, in tenths; the new meter had counted a little in the workshop. */
function exchangedRegister(random: Random, startMs: number): DemoReadings {
  const values = new Float64Array(METER_HOURS);
  let register = 18_204;
  for (let hour = 0; hour < METER_HOURS; hour++) {
    if (hour === EXCHANGED_HOUR) register = 2.3;
    values[hour] = Math.floor(register * 10) / 10;
    const isDay = hour % DAY_HOURS >= 7 && hour % DAY_HOURS < 16;
    register += (isDay ? 1.6 : 0.4) * (0.8 + 0.4 * random.uniform());
  }
  const timesMs = Float64Array.from(values, (_, hour) => startMs + hour * HOUR_MS);
  return { timesMs, values, decimals: 1 };
}
