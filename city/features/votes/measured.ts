import type { ReadingStore } from "../../stores/readings/contract.ts";
import type { BuildingRegistry } from "../buildings/index.ts";

const HOUR_MS = 3_600_000;

/** What a sensor of the room says now; a room without one says so, and one that has been silent too. */
export type SensorNow =
  | { readonly kind: "measured"; readonly value: number; readonly atMs: number }
  | { readonly kind: "silent"; readonly sinceMs: number | null }
  | { readonly kind: "none" };

export interface RoomNow {
  readonly temperatureC: SensorNow;
  readonly co2Ppm: SensorNow;
}

/** A value older than this is not what the room is like now. */
const FRESH_MS = 3 * HOUR_MS;
/** Looked back so far for the last value of a silent sensor. */
const LOOKED_BACK_MS = 30 * 24 * HOUR_MS;
/** So long an answer stands for everybody who asks. */
const REMEMBERED_MS = 60_000;

/** What rooms measure now; asked once a minute and room, however many people stand in it. */
export class RoomSensors {
  readonly #readings: Pick<ReadingStore, "current">;
  readonly #registry: Pick<BuildingRegistry, "points">;
  readonly #nowMs: () => number;
  readonly #known = new Map<number, { readonly atMs: number; readonly now: Promise<RoomNow> }>();

  constructor(
    readings: Pick<ReadingStore, "current">,
    registry: Pick<BuildingRegistry, "points">,
    nowMs: () => number,
  ) {
    this.#readings = readings;
    this.#registry = registry;
    this.#nowMs = nowMs;
  }

  now(roomId: number, buildingId: number): Promise<RoomNow> {
    const nowMs = this.#nowMs();
    const known = this.#known.get(roomId);
    if (known !== undefined && nowMs - known.atMs < REMEMBERED_MS) return known.now;
    const now = this.#read(roomId, buildingId, nowMs);
    this.#known.set(roomId, { atMs: nowMs, now });
    now.catch(() => this.#known.delete(roomId));
    return now;
  }

  async #read(roomId: number, buildingId: number, nowMs: number): Promise<RoomNow> {
    const points = (await this.#registry.points(buildingId)).filter((point) => point.roomId === roomId);
    const last = async (carrier: string): Promise<SensorNow> => {
      const own = points.find((point) => point.carrier === carrier);
      if (own === undefined) return { kind: "none" };
      const { atMs, value } = await this.#readings.current(own.id, nowMs - LOOKED_BACK_MS, nowMs + HOUR_MS);
      const at = atMs.at(-1);
      if (at === undefined) return { kind: "silent", sinceMs: null };
      if (nowMs - at > FRESH_MS) return { kind: "silent", sinceMs: at };
      return { kind: "measured", value: value.at(-1)!, atMs: at };
    };
    const [temperatureC, co2Ppm] = await Promise.all([last("indoor-temperature"), last("co2")]);
    return { temperatureC, co2Ppm };
  }
}
