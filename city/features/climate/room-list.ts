import { limitProfiles, type RoomUse, roomFigures } from "@husting/indoor";
import { type Expression, type SqlBool, sql } from "kysely";
import type { CivicDatabase } from "../../stores/civic/database.ts";
import type { Building, BuildingRegistry } from "../buildings/index.ts";
import type { Viewer } from "../people/index.ts";
import { seesHomes } from "./ranking-page.ts";
import { figureNames, type RoomClimate, type StoredFigure } from "./results.ts";
import type { LimitFilter, RoomFilter, ShorterPeriod } from "./room-filter.ts";
import { buildingHours, type RoomHourParts } from "./room-hours.ts";
import { saidUses, usualUse } from "./room-use.ts";
import type { CityRules } from "./rules.ts";

/** The figures a row is told by. */
export type ShownFigures = Pick<RoomClimate, (typeof figureNames)[number] | "use" | "sensitivePeople">;

export interface RoomListParts extends RoomHourParts {
  readonly civic: CivicDatabase;
  readonly registry: BuildingRegistry;
  readonly rules: Pick<CityRules, "limits">;
}

const COLUMNS = {
  outside: "outside_share",
  tooCold: "too_cold_share",
  tooWarm: "too_warm_share",
  tooMuchCo2: "co2_share",
} as const satisfies Record<LimitFilter, string>;

/** A room in its place, before its figures are read. */
export interface PlacedRoom {
  readonly roomId: number;
  readonly slug: string;
  readonly names: string;
  readonly buildingId: number;
  readonly building: string;
  readonly buildingNames: string;
  readonly share: number | null;
}

/** Rooms that a filter leaves, by the database: how many there are of each kind, and those of one page, the worst first. */
export async function placedRooms(
  civic: CivicDatabase,
  filter: RoomFilter,
  viewer: Viewer,
  page: { readonly offset: number; readonly limit: number },
): Promise<{ readonly rooms: PlacedRoom[]; readonly count: number; readonly homesHidden: number }> {
  const column = COLUMNS[filter.limit];
  const isOfUse = filter.use === null ? null : await roomsOfUse(civic, filter.use);
  const from = () => {
    let query = civic
      .selectFrom("climate_room")
      .innerJoin("room", "room.id", "climate_room.room_id")
      .innerJoin("building", "building.id", "climate_room.building_id");
    if (isOfUse !== null) query = query.where(isOfUse);
    return filter.building === null ? query : query.where("building.slug", "=", filter.building);
  };
  const counts = await from()
    .select(({ fn }) => ["home", fn.countAll<number>().as("rooms")])
    .groupBy("home")
    .execute();
  const of = (home: number): number => counts.find((row) => row.home === home)?.rooms ?? 0;
  const isAll = seesHomes(viewer);
  let rows = from()
    .select(["room_id", "room.slug", "room.names", "climate_room.building_id"])
    .select(["building.slug as building", "building.names as building_names", column])
    // Descending, SQLite puts what is null last.
    .orderBy(column, "desc")
    .orderBy("degree_hours", "desc")
    .orderBy("room_id")
    .limit(page.limit)
    .offset(page.offset);
  if (!isAll) rows = rows.where("home", "=", 0);
  return {
    rooms: (await rows.execute()).map((row) => ({
      roomId: row.room_id,
      slug: row.slug,
      names: row.names,
      buildingId: row.building_id,
      building: row.building,
      buildingNames: row.building_names,
      share: row[column],
    })),
    count: of(0) + (isAll ? of(1) : 0),
    homesHidden: isAll ? 0 : of(1),
  };
}

/** By what was said of single rooms, else by what rooms of such a building are for. */
async function roomsOfUse(civic: CivicDatabase, use: RoomUse): Promise<Expression<SqlBool>> {
  const [said, kinds] = await Promise.all([
    saidUses(civic),
    civic.selectFrom("building").select("use").distinct().execute(),
  ]);
  const usual = kinds.map((kind) => kind.use).filter((of) => usualUse(of).use === use);
  const ofIt = [...said].flatMap(([room, of]) => (of.use === use ? [room] : []));
  const list = (values: readonly (string | number)[]) => sql.join(values.length === 0 ? [null] : values);
  return sql<SqlBool>`(room.id IN (${list(ofIt)}) OR (room.id NOT IN (SELECT room_id FROM room_use)
    AND building.use IN (${list(usual)})))`;
}

/** The stored figures of rooms, by their numbers: the year's, or those of a shorter period reckoned now. */
export async function figuresOf(
  parts: RoomListParts,
  rooms: readonly PlacedRoom[],
  building: Building | null,
  days: ShorterPeriod | null,
): Promise<ReadonlyMap<number, ShownFigures>> {
  if (building !== null && days !== null) return figuresOfDays(parts, building, days);
  const ids = [...new Set(rooms.map(({ buildingId }) => buildingId))];
  if (ids.length === 0) return new Map();
  const rows = await parts.civic
    .selectFrom("climate_result")
    .select(["building_id", "detail"])
    .where("building_id", "in", ids)
    .execute();
  const stored = new Map(
    rows.map(({ building_id, detail }) => {
      const { rooms: of } = JSON.parse(detail) as { readonly rooms: readonly RoomClimate[] };
      return [building_id, new Map(of.map((room) => [room.slug, room]))] as const;
    }),
  );
  return new Map(
    rooms.flatMap(({ roomId, buildingId, slug }) => {
      const found = stored.get(buildingId)?.get(slug);
      return found === undefined ? [] : [[roomId, found] as const];
    }),
  );
}

async function figuresOfDays(
  parts: RoomListParts,
  building: Building,
  days: ShorterPeriod,
): Promise<ReadonlyMap<number, ShownFigures>> {
  const period = await periodOf(parts, building, days);
  const profile = limitProfiles.find(({ id }) => id === parts.rules.limits);
  if (period === null || profile === undefined) return new Map();
  const { frame, local, rooms } = await buildingHours(parts, building, period.fromMs, period.untilMs);
  return new Map(
    rooms.map((room) => {
      const { slug, use, sensitivePeople, occupied, temperatureC, co2Ppm, relativeHumidityPct } = room;
      const figures = roomFigures(
        {
          ...{ id: slug, room: { use, sensitivePeople }, occupied },
          ...(temperatureC && { temperatureC }),
          ...(co2Ppm && { co2Ppm }),
          ...(relativeHumidityPct && { relativeHumidityPct }),
        },
        profile,
        frame,
        {},
        local,
      );
      const stored = Object.fromEntries(
        figureNames.map((name) => {
          const figure = figures[name];
          const told: StoredFigure = figure.ok
            ? { ok: true, value: { ...figure.value, limits: figure.value.limits.map(({ id }) => id) } }
            : figure;
          return [name, told];
        }),
      ) as Record<(typeof figureNames)[number], StoredFigure>;
      return [room.roomId, { use, sensitivePeople, ...stored }] as const;
    }),
  );
}

/** The last whole days that the building's climate was reckoned up to; null where it was not. */
export async function periodOf(
  { civic, zone }: Pick<RoomListParts, "civic" | "zone">,
  building: Pick<Building, "id">,
  days: number,
): Promise<{ readonly fromMs: number; readonly untilMs: number } | null> {
  const row = await civic
    .selectFrom("climate_result")
    .select("whole_until_ms")
    .where("building_id", "=", building.id)
    .executeTakeFirst();
  const untilMs = row?.whole_until_ms;
  if (untilMs == null) return null;
  const from = Temporal.Instant.fromEpochMilliseconds(untilMs).toZonedDateTimeISO(zone).subtract({ days });
  return { fromMs: from.startOfDay().epochMilliseconds, untilMs };
}
