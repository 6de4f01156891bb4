import type { CivicDatabase } from "../../stores/civic/database.ts";
import type { Building, Names, Room } from "../buildings/index.ts";
import { saidUses, usualUse } from "../climate/index.ts";
import type { RoomBook, RoomSensors } from "../votes/index.ts";

/** A room that may be told by its name. */
export interface WarmRoom {
  readonly names: Names;
  readonly temperatureC: number;
}

/** How warm it is now. */
export interface RoomsNow {
  /** Warmest last. */
  readonly rooms: readonly WarmRoom[];
  /** The mean of all that are measured now, rooms of few people and homes among them; null of fewer than five. */
  readonly all: { readonly rooms: number; readonly meanC: number } | null;
  /** When the newest of it was measured; null where nothing is. */
  readonly atMs: number | null;
  /** When a sensor here was last heard, where all are silent. */
  readonly silentSinceMs: number | null;
}

/** Of a room with fewer regular users nothing is told by its name; of fewer rooms than this no mean is told. */
const FEWEST_USERS = 5;
const FEWEST_ROOMS = 5;
/** No more names than can be read in passing. */
const MOST_NAMED = 6;

/**
 * How warm a house's rooms are now. A home is never told by itself, nor a room of which nobody has said that at least five
 * people use it: a room of one person shows when they are in. Such rooms are in the mean of all, from five rooms on.
 */
export async function roomsNow(
  {
    civic,
    votes,
  }: {
    readonly civic: CivicDatabase;
    readonly votes: { readonly rooms: Pick<RoomBook, "all">; readonly sensors: Pick<RoomSensors, "now"> };
  },
  building: Pick<Building, "id" | "use">,
  rooms: readonly Room[],
): Promise<RoomsNow> {
  const [uses, known] = await Promise.all([saidUses(civic), votes.rooms.all()]);
  const usual = usualUse(building.use).use;
  const named: WarmRoom[] = [];
  const measured: number[] = [];
  let atMs: number | null = null;
  let silentSinceMs: number | null = null;
  for (const room of rooms) {
    const { temperatureC } = await votes.sensors.now(room.id, building.id);
    if (temperatureC.kind === "silent" && temperatureC.sinceMs !== null)
      silentSinceMs = Math.max(silentSinceMs ?? 0, temperatureC.sinceMs);
    if (temperatureC.kind !== "measured") continue;
    measured.push(temperatureC.value);
    atMs = Math.max(atMs ?? 0, temperatureC.atMs);
    const isHome = (uses.get(room.id)?.use ?? usual) === "dwelling";
    if (isHome || (known.get(room.id)?.regularUsers ?? 0) < FEWEST_USERS) continue;
    named.push({ names: room.names, temperatureC: temperatureC.value });
  }
  // With all but one named, the mean would tell the one that is not.
  const unnamed = measured.length - named.length;
  const tellsAll = measured.length >= FEWEST_ROOMS && (unnamed === 0 || unnamed >= FEWEST_ROOMS);
  return {
    rooms: spread(named),
    all: tellsAll
      ? { rooms: measured.length, meanC: measured.reduce((sum, one) => sum + one, 0) / measured.length }
      : null,
    atMs,
    silentSinceMs: measured.length === 0 ? silentSinceMs : null,
  };
}

/** The coldest, the warmest, and some evenly between them. */
function spread(named: readonly WarmRoom[]): WarmRoom[] {
  const sorted = named.toSorted((a, b) => a.temperatureC - b.temperatureC);
  if (sorted.length <= MOST_NAMED) return sorted;
  return Array.from(
    { length: MOST_NAMED },
    (_, at) => sorted[Math.round((at * (sorted.length - 1)) / (MOST_NAMED - 1))]!,
  );
}
