import type { CivicDatabase } from "../../stores/civic/database.ts";
import type { BuildingRegistry, Names } from "../buildings/index.ts";
import type { Viewer } from "../people/index.ts";
import type { ClimateSummary } from "./results.ts";

export const ROWS_PER_PAGE = 100;

/** One room of the city; null where there is no figure. */
export interface RankedRoom {
  readonly id: number;
  readonly names: Names;
  readonly building: { readonly slug: string; readonly names: Names };
  readonly outsideShare: number | null;
  readonly tooColdShare: number | null;
  readonly tooWarmShare: number | null;
  readonly co2Share: number | null;
  readonly degreeHours: number | null;
  readonly coverage: number | null;
}

export interface RankedBuilding {
  readonly slug: string;
  readonly names: Names;
  /** Null where it is not computed yet. */
  readonly summary: ClimateSummary | null;
}

/** The city's rooms or buildings, those that fare worst first; what is not measured comes last and says so. */
export interface ClimateRankingPage {
  readonly by: "rooms" | "buildings";
  readonly rooms: readonly RankedRoom[];
  readonly buildings: readonly RankedBuilding[];
  /** Rooms in homes that this reader is not shown one by one. */
  readonly homesHidden: number;
  readonly page: number;
  readonly pages: number;
}

/** Who looks after rooms, and so sees single homes; everyone else is told of them together. */
const CARING: readonly Viewer[] = ["adviser", "manager", "administrator"];

export function seesHomes(viewer: Viewer): boolean {
  return CARING.includes(viewer);
}

interface RankingParts {
  readonly civic: CivicDatabase;
  readonly registry: BuildingRegistry;
}

/** @param page counted from 1; one beyond the last is the last. */
export async function climateRankingPage(
  parts: RankingParts,
  by: ClimateRankingPage["by"],
  page: number,
  viewer: Viewer,
): Promise<ClimateRankingPage> {
  const of = async <Row>(
    all: number,
    rows: (offset: number) => Promise<Row[]>,
  ): Promise<{ rows: Row[]; page: number; pages: number }> => {
    const pages = Math.max(1, Math.ceil(all / ROWS_PER_PAGE));
    const shown = Math.min(page, pages);
    return { rows: await rows((shown - 1) * ROWS_PER_PAGE), page: shown, pages };
  };
  if (by === "buildings") {
    const ranked = await rankedBuildings(parts);
    const { rows, ...place } = await of(ranked.length, async (offset) =>
      ranked.slice(offset, offset + ROWS_PER_PAGE),
    );
    return { by, rooms: [], buildings: rows, homesHidden: 0, ...place };
  }
  const counts = await parts.civic
    .selectFrom("climate_room")
    .select(({ fn }) => ["home", fn.countAll<number>().as("rooms")])
    .groupBy("home")
    .execute();
  const count = (home: number): number => counts.find((row) => row.home === home)?.rooms ?? 0;
  const isAll = seesHomes(viewer);
  const { rows, ...place } = await of(count(0) + (isAll ? count(1) : 0), (offset) =>
    rankedRooms(parts.civic, offset, isAll),
  );
  return { by, rooms: rows, buildings: [], homesHidden: isAll ? 0 : count(1), ...place };
}

async function rankedRooms(civic: CivicDatabase, offset: number, withHomes: boolean): Promise<RankedRoom[]> {
  let query = civic
    .selectFrom("climate_room")
    .innerJoin("room", "room.id", "climate_room.room_id")
    .innerJoin("building", "building.id", "climate_room.building_id")
    .selectAll("climate_room")
    .select(["room.names", "building.slug", "building.names as building_names"])
    // Descending, SQLite puts what is null last.
    .orderBy("outside_share", "desc")
    .orderBy("co2_share", "desc")
    .orderBy("room_id")
    .limit(ROWS_PER_PAGE)
    .offset(offset);
  if (!withHomes) query = query.where("home", "=", 0);
  return (await query.execute()).map((row) => ({
    id: row.room_id,
    names: JSON.parse(row.names),
    building: { slug: row.slug, names: JSON.parse(row.building_names) },
    outsideShare: row.outside_share,
    tooColdShare: row.too_cold_share,
    tooWarmShare: row.too_warm_share,
    co2Share: row.co2_share,
    degreeHours: row.degree_hours,
    coverage: row.coverage,
  }));
}

async function rankedBuildings({ civic, registry }: RankingParts): Promise<RankedBuilding[]> {
  const [buildings, rows] = await Promise.all([
    registry.buildings(),
    civic.selectFrom("climate_result").select(["building_id", "summary"]).execute(),
  ]);
  const summaries = new Map(rows.map((row) => [row.building_id, JSON.parse(row.summary) as ClimateSummary]));
  const worst = ({ summary }: RankedBuilding): number => summary?.outsideShare ?? -1;
  return buildings
    .map(({ id, slug, names }) => ({ slug, names, summary: summaries.get(id) ?? null }))
    .sort((a, b) => worst(b) - worst(a) || a.slug.localeCompare(b.slug));
}
