import type { Transaction } from "kysely";
import type { CivicDatabase } from "../../stores/civic/database.ts";
import type { CivicTables } from "../../stores/civic/tables.ts";
import type { ReadingStore } from "../../stores/readings/contract.ts";
import type { ActLog } from "../log/index.ts";
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
  /** A station is fetched into it, or a measure is registered for it. */
  | { readonly code: "has-weather" | "has-measures" };

export type Removed =
  | { readonly ok: true; readonly points: number }
  | { readonly ok: false; readonly fault: RemovalFault };

interface RemovalParts {
  readonly civic: CivicDatabase;
  readonly readings: ReadingStore;
  readonly registry: BuildingRegistry;
  readonly log: ActLog;
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
    await removePoints(transaction, points);
    if (building !== undefined) {
      await transaction.deleteFrom("room").where("building_id", "=", building.id).execute();
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
