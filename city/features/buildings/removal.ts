import type { Transaction } from "kysely";
import type { CivicDatabase } from "../../stores/civic/database.ts";
import type { CivicTables } from "../../stores/civic/tables.ts";
import type { ReadingStore } from "../../stores/readings/contract.ts";
import type { Tally } from "../../stores/votes/tally.ts";
import type { ActLog } from "../log/index.ts";
import { forgetRooms, type RoomHeard, roomsHeard } from "../votes/index.ts";
import type { BuildingRegistry, Point } from "./registry.ts";

/**
 * What is taken back: a point by its key, or a building by its name in keys, with its rooms and its points. Only what never
 * had a reading: readings are append-only, and what they are of stays with them.
 */
export type RemovalOrder =
  | { readonly what: "point"; readonly key: string }
  | { readonly what: "building"; readonly slug: string };

export type RemovalFault =
  | { readonly code: "not-known" }
  /** `keys`: the points that have readings. */
  | { readonly code: "has-readings"; readonly keys: readonly string[] }
  /** A station is fetched into it, a measure is registered for it, or people have said something of its rooms. */
  | { readonly code: "has-weather" | "has-measures" | RoomHeard };

export type Removed =
  | { readonly ok: true; readonly points: number }
  | { readonly ok: false; readonly fault: RemovalFault };

interface RemovalParts {
  readonly civic: CivicDatabase;
  readonly readings: ReadingStore;
  readonly registry: BuildingRegistry;
  readonly log: ActLog;
  readonly tally: Pick<Tally, "groups">;
}

/** Carries the order out in the node's own name, on record in the log. */
export async function remove(parts: RemovalParts, order: RemovalOrder): Promise<Removed> {
  const fail = (fault: RemovalFault): Removed => ({ ok: false, fault });
  const building = order.what === "building" ? await parts.registry.building(order.slug) : undefined;
  const points =
    order.what === "point"
      ? (await parts.registry.points()).filter(({ key }) => key === order.key)
      : building === undefined
        ? []
        : await parts.registry.points(building.id);
  if (order.what === "point" ? points.length === 0 : building === undefined)
    return fail({ code: "not-known" });
  const extents = await parts.readings.extents();
  const read = points.filter(({ id }) => extents.has(id));
  if (read.length > 0) return fail({ code: "has-readings", keys: read.map(({ key }) => key) });
  return parts.civic.transaction().execute(async (transaction): Promise<Removed> => {
    const ids = points.map(({ id }) => id);
    if (await isFetched(transaction, ids)) return fail({ code: "has-weather" });
    if (building !== undefined && (await hasMeasures(transaction, building.id)))
      return fail({ code: "has-measures" });
    const rooms = building === undefined ? [] : await roomsOf(transaction, building.id);
    const heard = await roomsHeard(transaction, parts.tally, rooms);
    if (heard !== null) return fail({ code: heard });
    await removePoints(transaction, points);
    if (building !== undefined) {
      await forgetRooms(transaction, rooms);
      await transaction.deleteFrom("building").where("id", "=", building.id).execute();
    }
    await parts.log.append(transaction, {
      act: `${order.what}.removed`,
      role: "node",
      personId: null,
      subject: order.what === "point" ? `point/${order.key}` : `building/${order.slug}`,
      facts: {},
    });
    return { ok: true, points: points.length };
  });
}

/** The points with what was declared and computed of them. */
async function removePoints(transaction: Transaction<CivicTables>, points: readonly Point[]): Promise<void> {
  const ids = points.map(({ id }) => id);
  if (ids.length === 0) return;
  for (const table of ["result", "installation", "answer"] as const)
    await transaction.deleteFrom(table).where("point_id", "in", ids).execute();
  await transaction.deleteFrom("point").where("id", "in", ids).execute();
}

async function roomsOf(db: CivicDatabase, buildingId: number): Promise<number[]> {
  const rows = await db.selectFrom("room").select("id").where("building_id", "=", buildingId).execute();
  return rows.map(({ id }) => id);
}

async function isFetched(db: CivicDatabase, pointIds: readonly number[]): Promise<boolean> {
  if (pointIds.length === 0) return false;
  const row = await db
    .selectFrom("weather_station")
    .select("point_id")
    .where("point_id", "in", pointIds)
    .executeTakeFirst();
  return row !== undefined;
}

async function hasMeasures(db: CivicDatabase, buildingId: number): Promise<boolean> {
  const row = await db
    .selectFrom("measure_building")
    .select("measure_id")
    .where("building_id", "=", buildingId)
    .executeTakeFirst();
  return row !== undefined;
}
