import type { CivicDatabase } from "../../stores/civic/database.ts";
import type { BuildingRegistry, Names } from "../buildings/index.ts";
import type { Viewer } from "../people/index.ts";
import type { ClimateSummary } from "./results.ts";

export const ROWS_PER_PAGE = 100;

export interface RankedBuilding {
  readonly slug: string;
  readonly names: Names;
  /** Null where it is not computed yet. */
  readonly summary: ClimateSummary | null;
}

/** The city's buildings, those whose rooms fare worst first; what is not measured comes last and says so. */
export interface ClimateBuildingsPage {
  readonly by: "buildings";
  readonly buildings: readonly RankedBuilding[];
  readonly page: number;
  readonly pages: number;
}

/** Who looks after rooms, and so sees single homes; everyone else is told of them together. */
const CARING: readonly Viewer[] = ["adviser", "manager", "administrator"];

export function seesHomes(viewer: Viewer): boolean {
  return CARING.includes(viewer);
}

/** @param page counted from 1; one beyond the last is the last. @param perPage all on one page for null. */
export async function climateBuildingsPage(
  { civic, registry }: { readonly civic: CivicDatabase; readonly registry: BuildingRegistry },
  page: number,
  perPage: number | null = ROWS_PER_PAGE,
): Promise<ClimateBuildingsPage> {
  const [buildings, rows] = await Promise.all([
    registry.buildings(),
    civic.selectFrom("climate_result").select(["building_id", "summary"]).execute(),
  ]);
  const summaries = new Map(rows.map((row) => [row.building_id, JSON.parse(row.summary) as ClimateSummary]));
  const worst = ({ summary }: RankedBuilding): number => summary?.outsideShare ?? -1;
  const ranked = buildings
    .map(({ id, slug, names }) => ({ slug, names, summary: summaries.get(id) ?? null }))
    .sort((a, b) => worst(b) - worst(a) || a.slug.localeCompare(b.slug));
  const most = perPage ?? Math.max(1, ranked.length);
  const pages = Math.max(1, Math.ceil(ranked.length / most));
  const shown = Math.min(page, pages);
  return {
    by: "buildings",
    buildings: ranked.slice((shown - 1) * most, shown * most),
    page: shown,
    pages,
  };
}
