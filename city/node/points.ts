import { type BuildingRegistry, PointDiffers } from "../features/buildings/index.ts";
import type { WantedPoint } from "../features/readings/index.ts";
import { pointMeaning } from "../features/readings/intake/mapping.ts";
import type { CityNode } from "./node.ts";

/** Carriers that belong to the city's weather, unless they are measured in a room. */
const WEATHER = new Set(["outdoor-temperature", "relative-humidity", "irradiance"]);

/** Whether a point is the city's weather: then what stands first in its key is a station and no building. */
export function isOfCity({ room, carrier }: Pick<WantedPoint, "room" | "carrier">): boolean {
  return room === null && WEATHER.has(carrier);
}

/**
 * The point of a building or of one of its rooms, and a carrier; made with them where they are new.
 * @throws PointDiffers when it is known with another meaning.
 */
export async function ensureMeteringPoint(
  registry: BuildingRegistry,
  wanted: WantedPoint,
): Promise<{ readonly id: number; readonly key: string }> {
  const { building, room, carrier, kind, unit, stepMinutes, registerWidth } = wanted;
  const key = keyOf(wanted);
  const buildingId = isOfCity(wanted) ? null : await ensureBuilding(registry, building);
  const names = { sv: room ?? "", zh: room ?? "", en: room ?? "" };
  const roomId =
    room === null || buildingId === null ? null : await registry.ensureRoom(buildingId, room, names);
  const id = await registry.ensurePoint({
    key,
    buildingId,
    roomId,
    carrier,
    kind,
    unit,
    stepMinutes,
    registerWidth: kind === "cumulative" ? registerWidth : null,
  });
  return { id, key };
}

/** The stable key of what is metered where. */
export function keyOf({
  building,
  room,
  carrier,
}: Pick<WantedPoint, "building" | "room" | "carrier">): string {
  return [building, ...(room === null ? [] : [room]), carrier].join("/");
}

/** The metering point of a weather station. */
export async function weatherPoint(
  node: Pick<CityNode, "registry" | "points">,
  name: string,
): Promise<number> {
  const { id } = await ensureMeteringPoint(node.registry, {
    building: name,
    room: null,
    carrier: "outdoor-temperature",
    kind: "instantaneous",
    unit: "°C",
    stepMinutes: 60,
    registerWidth: null,
  });
  await node.points.refresh();
  return id;
}

/** What `PUT /api/v1/points` does. */
export async function definePoint(
  node: Pick<CityNode, "registry" | "points">,
  wanted: WantedPoint,
): Promise<{ ok: true; key: string } | { ok: false; code: "point-differs" | "point-not-possible" }> {
  if (!pointMeaning(wanted).ok) return { ok: false, code: "point-not-possible" };
  try {
    const { key } = await ensureMeteringPoint(node.registry, wanted);
    await node.points.refresh();
    return { ok: true, key };
  } catch (error) {
    if (error instanceof PointDiffers) return { ok: false, code: "point-differs" };
    throw error;
  }
}

/** A building known only by its name in a file; what else is known of it can be filled in later. */
function ensureBuilding(registry: BuildingRegistry, slug: string): Promise<number> {
  return registry.ensureBuilding({
    slug,
    names: { sv: slug, zh: slug, en: slug },
    use: "unknown",
    yearBuilt: null,
    floorAreaM2: null,
    floorAreaKind: null,
    storeys: null,
  });
}
