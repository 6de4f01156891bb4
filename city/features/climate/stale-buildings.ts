import { createHash } from "node:crypto";
import type { CivicDatabase } from "../../stores/civic/database.ts";
import type { ChangedRange, ReadingStore } from "../../stores/readings/contract.ts";
import type { Building, Point, Room } from "../buildings/index.ts";
import { CLIMATE_VERSION } from "./climate-figures.ts";
import { dayStart } from "./period.ts";
import { type UseOfRoom, usualUse } from "./room-use.ts";
import type { CityRules } from "./rules.ts";

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** Weather of the last days of a period comes in late, hour by hour: it is counted with the next day at the latest. */
const LATE_WEATHER_MS = 2 * DAY_MS;

/** A city's buildings with what is measured in them. */
export interface Inventory {
  readonly buildings: readonly Building[];
  readonly points: ReadonlyMap<number, readonly Point[]>;
  readonly rooms: ReadonlyMap<number, readonly Room[]>;
  readonly weatherPoints: readonly Point[];
  readonly saidUses: ReadonlyMap<number, UseOfRoom>;
}

export interface StaleParts {
  readonly civic: CivicDatabase;
  readonly readings: Pick<ReadingStore, "changesSince">;
  readonly zone: string;
  readonly rules: Pick<CityRules, "limits">;
  readonly nowMs: () => number;
}

/** A building whose climate is to be computed, with what the new one will have seen. */
export interface StaleBuilding {
  readonly building: Building;
  readonly seen: {
    readonly input_version: number;
    readonly weather_version: number;
    readonly declared: string;
  };
}

/**
 * The buildings whose stored climate their readings, the weather or what is declared of them have left behind. As with
 * results of points nothing is remembered for this; a climate is made of whole local days, so that the hour that has just come in
 * leaves it as it is.
 * @param newest for each point its newest commit.
 * @param patienceMs changes of readings and weather wait until a climate is so old; 0 leaves nothing.
 */
export async function staleBuildings(
  { civic, readings, zone, rules, nowMs }: StaleParts,
  inventory: Inventory,
  newest: ReadonlyMap<number, number>,
  patienceMs: number,
): Promise<StaleBuilding[]> {
  const rows = await civic
    .selectFrom("climate_result")
    .select([
      "building_id",
      "computed_at_ms",
      "input_version",
      "weather_version",
      "method_version",
      "declared",
      "first_ms",
      "whole_until_ms",
    ])
    .execute();
  const known = new Map(rows.map((row) => [row.building_id, row]));
  const now = nowMs();
  const newestOf = (points: readonly Point[]): number =>
    Math.max(0, ...points.map(({ id }) => newest.get(id) ?? 0));
  const weatherVersion = newestOf(inventory.weatherPoints);
  const weatherSince = new Map<number, ChangedRange[]>();
  for (const { weather_version } of rows) {
    if (weather_version === weatherVersion || weatherSince.has(weather_version)) continue;
    const seen = new Map(inventory.weatherPoints.map(({ id }) => [id, weather_version]));
    weatherSince.set(weather_version, [...(await readings.changesSince(seen)).values()]);
  }

  const stale: StaleBuilding[] = [];
  const waiting: { item: StaleBuilding; row: (typeof rows)[number]; moved: readonly Point[] }[] = [];
  for (const building of inventory.buildings) {
    const points = inventory.points.get(building.id) ?? [];
    const item = {
      building,
      seen: {
        input_version: newestOf(points),
        weather_version: weatherVersion,
        declared: declaredOf(inventory, building, rules),
      },
    };
    const row = known.get(building.id);
    if (row === undefined || row.method_version !== CLIMATE_VERSION || row.declared !== item.seen.declared) {
      stale.push(item);
      continue;
    }
    const moved = points.filter(({ id }) => (newest.get(id) ?? 0) > row.input_version);
    if (moved.length === 0 && row.weather_version === weatherVersion) continue;
    if (now - row.computed_at_ms >= patienceMs) waiting.push({ item, row, moved });
  }

  const changed = await readings.changesSince(
    new Map(waiting.flatMap(({ row, moved }) => moved.map(({ id }) => [id, row.input_version] as const))),
  );
  for (const { item, row, moved } of waiting) {
    const { first_ms, whole_until_ms } = row;
    if (first_ms === null || whole_until_ms === null) {
      stale.push(item);
      continue;
    }
    const touches = ({ fromMs, toMs }: ChangedRange, stepMs: number): boolean =>
      fromMs < whole_until_ms && toMs + stepMs > first_ms;
    const isDirty = moved.some((point) => {
      const range = changed.get(point.id);
      if (range === undefined) return false;
      const endMs = Math.min(now, range.toMs + stepOf(point));
      return touches(range, stepOf(point)) || dayStart(zone, endMs) > whole_until_ms;
    });
    const mayLag = patienceMs > 0 && now - row.computed_at_ms < DAY_MS;
    const isWeatherDirty = (weatherSince.get(row.weather_version) ?? []).some(
      (range) => touches(range, HOUR_MS) && !(mayLag && range.fromMs >= whole_until_ms - LATE_WEATHER_MS),
    );
    if (isDirty || isWeatherDirty) stale.push(item);
  }
  return stale;
}

/** How long what is read at an instant goes on: a register says what was used until then. */
export function stepOf({ kind, stepMinutes }: Pick<Point, "kind" | "stepMinutes">): number {
  return kind === "cumulative" ? 0 : stepMinutes * 60_000;
}

/** What people have said of a building's points and rooms, and the limits it is held against, as a fingerprint. */
function declaredOf(
  { points, rooms, saidUses }: Inventory,
  building: Building,
  { limits }: StaleParts["rules"],
): string {
  const said = {
    limits,
    points: (points.get(building.id) ?? []).map(({ id, roomId, declaration }) => [id, roomId, declaration]),
    rooms: (rooms.get(building.id) ?? []).map(({ id }) => {
      const { use, sensitivePeople } = saidUses.get(id) ?? usualUse(building.use);
      return [id, use, sensitivePeople];
    }),
  };
  return createHash("sha256").update(JSON.stringify(said)).digest("hex").slice(0, 16);
}
