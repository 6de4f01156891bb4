import type { Building, BuildingRegistry, Names } from "../buildings/index.ts";
import type { Alarm, AlarmBook, StandingAlarm } from "./alarms.ts";
import { lastMonths, type MeasuredShare, measuredShare, shareOf } from "./measured-share.ts";
import { isSilent } from "./silence.ts";
import { type Surveyed, type SurveyParts, survey, troubles } from "./survey.ts";
import { type NoticeWish, usualWish, type WishBook } from "./wishes.ts";

export interface QualityParts extends SurveyParts {
  readonly alarms: AlarmBook;
  readonly wishes: WishBook;
  readonly zone: string;
  readonly nowMs: () => number;
}

/** An alarm with what it is about by name. */
export type ListedAlarm<Known extends StandingAlarm = Alarm> = Omit<Known, "pointIds"> & {
  readonly points: number;
  /** Null for a source, and for points of the whole city. */
  readonly building: { readonly slug: string; readonly names: Names } | null;
};

/** How one building's points stand. */
export interface BuildingQuality {
  readonly slug: string;
  readonly names: Names;
  readonly points: number;
  readonly silent: number;
  /** Points that never had a reading. */
  readonly nothing: number;
  readonly questions: number;
  /** Suspect stretches of the last 90 days. */
  readonly suspects: number;
  /** Share of the hours measured in the last whole month and in the last twelve; null before there is one. */
  readonly lastMonth: number | null;
  readonly year: number | null;
}

export const BUILDINGS_PER_PAGE = 100;

export interface QualityPage {
  /** Of the same survey as the counts beside them. */
  readonly alarms: readonly ListedAlarm<StandingAlarm>[];
  /** Worst first: by silent points, open questions, points without readings, suspect values, and hours missing last month. */
  readonly buildings: readonly BuildingQuality[];
  readonly page: number;
  readonly pages: number;
  /** The last whole month. */
  readonly month: { readonly startMs: number };
  readonly wish: Omit<NoticeWish, "language">;
  /** When mail to this person failed last; null when it did not. */
  readonly failedAtMs: number | null;
}

export interface PointQuality {
  readonly id: number;
  readonly key: string;
  readonly carrier: string;
  readonly room: Names | null;
  readonly isMeter: boolean;
  readonly lastMs: number | null;
  readonly source: string | null;
  readonly isSilent: boolean;
  readonly questions: number;
  readonly suspects: number;
  /** Share measured of each of the last months. */
  readonly shares: readonly (number | null)[];
}

export interface BuildingQualityPage {
  readonly slug: string;
  readonly names: Names;
  readonly monthStartsMs: readonly number[];
  readonly points: readonly PointQuality[];
}

const YEAR_MONTHS = 12;

/** @param page counted from 1; one beyond the last is the last. */
export async function qualityPage(parts: QualityParts, userId: string, page: number): Promise<QualityPage> {
  const nowMs = parts.nowMs();
  const [points, buildings, wish] = await Promise.all([
    survey(parts),
    parts.registry.buildings(),
    parts.wishes.of(userId),
  ]);
  const alarms = await parts.alarms.standing(troubles(points, nowMs), nowMs);
  const ranked = rankedBuildings(points, buildings, parts.zone, nowMs);
  const pages = Math.max(1, Math.ceil(ranked.length / BUILDINGS_PER_PAGE));
  const shown = Math.min(page, pages);
  const { digestHour, atOnce, quietFromHour, quietToHour } = wish ?? usualWish;
  return {
    alarms: listedAlarms(alarms, buildings),
    buildings: ranked.slice((shown - 1) * BUILDINGS_PER_PAGE, shown * BUILDINGS_PER_PAGE),
    page: shown,
    pages,
    month: { startMs: lastMonths(parts.zone, nowMs, 1)[0]! },
    wish: { digestHour, atOnce, quietFromHour, quietToHour },
    failedAtMs: wish?.failedAtMs ?? null,
  };
}

/**
 * What is wrong with readings by the last round that looked, the oldest first: as old as a round, and read from a few rows, where a
 * survey reads every point's newest reading.
 */
export async function openAlarms({
  alarms,
  registry,
}: Pick<QualityParts, "alarms" | "registry">): Promise<ListedAlarm[]> {
  const [open, buildings] = await Promise.all([alarms.open(), registry.buildings()]);
  return listedAlarms(open, buildings);
}

export function rankedBuildings(
  points: readonly Surveyed[],
  buildings: readonly Building[],
  zone: string,
  nowMs: number,
): BuildingQuality[] {
  const bounds = lastMonths(zone, nowMs, YEAR_MONTHS);
  const lastBounds = bounds.slice(-2);
  const of = Map.groupBy(points, ({ buildingId }) => buildingId);
  const all = buildings.map(({ id, slug, names }): BuildingQuality => {
    const own = of.get(id) ?? [];
    const share = (within: Float64Array): number | null =>
      shareOf(own.map(({ measured }): MeasuredShare => measuredShare(within, measured)));
    return {
      slug,
      names,
      points: own.length,
      silent: own.filter((point) => isSilent(point, nowMs)).length,
      nothing: own.filter(({ fresh }) => fresh === undefined).length,
      questions: own.reduce((sum, { questions }) => sum + questions, 0),
      suspects: own.reduce((sum, point) => sum + suspectsOf(point, nowMs), 0),
      lastMonth: share(lastBounds),
      year: share(bounds),
    };
  });
  return all.sort(
    (a, b) =>
      b.silent - a.silent ||
      b.questions - a.questions ||
      b.nothing - a.nothing ||
      b.suspects - a.suspects ||
      (a.lastMonth ?? 1) - (b.lastMonth ?? 1) ||
      a.slug.localeCompare(b.slug),
  );
}

const SUSPECT_FOR_MS = 90 * 86_400_000;

function suspectsOf({ suspectAtMs }: Surveyed, nowMs: number): number {
  return suspectAtMs.filter((atMs) => atMs > nowMs - SUSPECT_FOR_MS).length;
}

export function listedAlarms<Known extends StandingAlarm>(
  alarms: readonly Known[],
  buildings: readonly Building[],
): ListedAlarm<Known>[] {
  const byId = new Map(buildings.map((building) => [String(building.id), building]));
  return alarms.map(({ pointIds, ...alarm }) => {
    const building = alarm.kind === "source-silent" ? undefined : byId.get(alarm.subject);
    return {
      ...alarm,
      points: pointIds.length,
      building: building === undefined ? null : { slug: building.slug, names: building.names },
    };
  });
}

/** One building, point by point; undefined where there is no such building. */
export async function buildingQualityPage(
  parts: QualityParts & { readonly registry: BuildingRegistry },
  slug: string,
): Promise<BuildingQualityPage | undefined> {
  const building = await parts.registry.building(slug);
  if (building === undefined) return undefined;
  const nowMs = parts.nowMs();
  const bounds = lastMonths(parts.zone, nowMs, YEAR_MONTHS);
  const [points, rooms] = await Promise.all([survey(parts, building.id), parts.registry.rooms(building.id)]);
  return {
    slug,
    names: building.names,
    monthStartsMs: [...bounds].slice(0, -1),
    points: points.map(
      (surveyed): PointQuality => ({
        id: surveyed.pointId,
        key: surveyed.point.key,
        carrier: surveyed.point.carrier,
        room: rooms.find(({ id }) => id === surveyed.point.roomId)?.names ?? null,
        isMeter: surveyed.point.kind !== "instantaneous",
        lastMs: surveyed.fresh?.lastMs ?? null,
        source: surveyed.fresh?.source ?? null,
        isSilent: isSilent(surveyed, nowMs),
        questions: surveyed.questions,
        suspects: suspectsOf(surveyed, nowMs),
        shares: measuredShare(bounds, surveyed.measured).shares,
      }),
    ),
  };
}
