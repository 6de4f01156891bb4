import type { LimitRecord, RoomUse } from "@husting/indoor";
import { localDate } from "@husting/series";
import type { Building, Names } from "../buildings/index.ts";
import type { MeasureRegister, MeasureState } from "../measures/index.ts";
import type { Viewer } from "../people/index.ts";
import { ROWS_PER_PAGE, seesHomes } from "./ranking-page.ts";
import { type BuildingAdvice, type DayPeriod, measuredShare, type StoredFigure } from "./results.ts";
import type { RoomFilter } from "./room-filter.ts";
import {
  figuresOf,
  type PlacedRoom,
  periodOf,
  placedRooms,
  type RoomListParts,
  type ShownFigures,
} from "./room-list.ts";
import { limitsOf } from "./rules.ts";

/** What people said of a room, as far as it may be told: the same to staff as to everybody (docs/votes.md). */
export interface SaidOfRoom {
  /** Null where nobody has said it. */
  readonly regularUsers: number | null;
  /** Of the season under way; null where there are too few answers to tell. */
  readonly told: {
    readonly answers: number;
    readonly tooColdShare: number;
    readonly tooWarmShare: number;
    /** Rooms that are told together with it. */
    readonly rooms: number;
  } | null;
}

/** How often and how far a room was outside one limit. */
export interface OutsideFigure {
  readonly share: number;
  readonly hours: number;
  /** Kelvin-hours, or ppm-hours of carbon dioxide. */
  readonly exceedance: number;
}

/** One room against its limits; null where there is no figure. */
export interface RoomRow {
  readonly id: number;
  readonly names: Names;
  readonly building: { readonly slug: string; readonly names: Names };
  readonly use: RoomUse | null;
  readonly sensitivePeople: boolean;
  readonly outside: OutsideFigure | null;
  readonly tooCold: OutsideFigure | null;
  readonly tooWarm: OutsideFigure | null;
  readonly tooMuchCo2: OutsideFigure | null;
  readonly occupiedHours: number | null;
  readonly coverage: number | null;
  /** Ids of the records it was held to. */
  readonly limits: readonly string[];
  readonly said: SaidOfRoom;
  readonly isHome: boolean;
  /** Advice of its building that concerns this room, and work that was decided or is under way there. */
  readonly advice: number;
  readonly measures: readonly {
    readonly slug: string;
    readonly titles: Names;
    readonly state: MeasureState;
  }[];
}

export interface RoomsPage {
  readonly by: "rooms";
  readonly filter: RoomFilter;
  readonly buildings: readonly { readonly slug: string; readonly names: Names }[];
  readonly rooms: readonly RoomRow[];
  readonly homesHidden: number;
  readonly count: number;
  readonly page: number;
  readonly pages: number;
  /** Of a shorter period; null for the year of each building. */
  readonly period: DayPeriod | null;
  /** The records that the rooms of this page were held to. */
  readonly limits: readonly LimitRecord[];
}

export interface RoomsPageParts extends RoomListParts {
  readonly measures: MeasureRegister;
  /** What people said of rooms, by the rooms' numbers. */
  readonly saidOf: (roomIds: readonly number[]) => Promise<ReadonlyMap<number, SaidOfRoom>>;
}

const UNDER_WAY: readonly MeasureState[] = ["planned", "approved", "started"];
const NOTHING_SAID: SaidOfRoom = { regularUsers: null, told: null };

/** Rooms against the country's limits, the worst first. @param page counted from 1; all rooms on one page for null. */
export async function climateRoomsPage(
  parts: RoomsPageParts,
  filter: RoomFilter,
  page: number | null,
  viewer: Viewer,
): Promise<RoomsPage> {
  const buildings = await parts.registry.buildings();
  const building = buildings.find(({ slug }) => slug === filter.building) ?? null;
  // A shorter period is ranked by its own figures: all of the building's rooms, then those of the page.
  const isShort = building !== null && filter.days !== null;
  const all = page === null || isShort;
  const first = await placedRooms(parts.civic, filter, viewer, {
    offset: all ? 0 : (page - 1) * ROWS_PER_PAGE,
    limit: all ? -1 : ROWS_PER_PAGE,
  });
  const pages = page === null ? 1 : Math.max(1, Math.ceil(first.count / ROWS_PER_PAGE));
  if (page !== null && page > pages) return climateRoomsPage(parts, filter, pages, viewer);
  const rows = await rowsOf(parts, first.rooms, building, filter, viewer);
  const shown =
    isShort && page !== null ? rows.slice((page - 1) * ROWS_PER_PAGE, page * ROWS_PER_PAGE) : rows;
  const used = new Set(shown.flatMap(({ limits }) => limits));
  return {
    ...{ by: "rooms", filter, rooms: shown, homesHidden: first.homesHidden, count: first.count },
    ...{ page: page ?? 1, pages },
    buildings: buildings.map(({ slug, names }) => ({ slug, names })),
    period: isShort ? await daysOf(parts, building, filter.days!) : null,
    limits: limitsOf(parts.rules).records.filter(({ id }) => used.has(id)),
  };
}

async function rowsOf(
  parts: RoomsPageParts,
  placed: readonly PlacedRoom[],
  building: Building | null,
  filter: RoomFilter,
  viewer: Viewer,
): Promise<RoomRow[]> {
  const [figures, said, advice, measures] = await Promise.all([
    figuresOf(parts, placed, building, filter.days),
    parts.saidOf(placed.map(({ roomId }) => roomId)),
    adviceOf(parts, placed),
    parts.measures.all(),
  ]);
  const rows = placed.map((room): RoomRow => {
    const own = figures.get(room.roomId);
    const isHome = own?.use === "dwelling";
    return {
      id: room.roomId,
      names: JSON.parse(room.names),
      building: { slug: room.building, names: JSON.parse(room.buildingNames) },
      use: own?.use ?? null,
      // That somebody at home is old or ill is theirs to tell.
      sensitivePeople: !isHome && (own?.sensitivePeople ?? false),
      ...outsideOf(own),
      said: said.get(room.roomId) ?? NOTHING_SAID,
      isHome,
      advice: advice.get(room.buildingId)?.filter((rooms) => rooms.includes(room.slug)).length ?? 0,
      measures: measures
        .filter(
          ({ buildingIds, state }) => buildingIds.includes(room.buildingId) && UNDER_WAY.includes(state),
        )
        .map(({ slug, titles, state }) => ({ slug, titles, state })),
    };
  });
  const shown = seesHomes(viewer) ? rows : rows.filter(({ isHome }) => !isHome);
  return filter.days === null ? shown : shown.sort((a, b) => worse(a, b, filter));
}

function worse(a: RoomRow, b: RoomRow, { limit }: RoomFilter): number {
  return (b[limit]?.share ?? -1) - (a[limit]?.share ?? -1) || a.id - b.id;
}

function outsideOf(own: ShownFigures | undefined) {
  const figure = (stored: StoredFigure | undefined): OutsideFigure | null =>
    stored?.ok
      ? {
          share: stored.value.shareOutside,
          hours: stored.value.hoursOutside,
          exceedance: stored.value.exceedance,
        }
      : null;
  const held = [own?.outside, own?.tooMuchCo2].flatMap((stored) => (stored?.ok ? stored.value.limits : []));
  const expected =
    own?.outside.ok === true
      ? own.outside.value.coverage
      : own?.outside.reason.code === "too-little-measured"
        ? own.outside.reason.coverage
        : null;
  return {
    outside: figure(own?.outside),
    tooCold: figure(own?.tooCold),
    tooWarm: figure(own?.tooWarm),
    tooMuchCo2: figure(own?.tooMuchCo2),
    occupiedHours: expected?.expected ?? null,
    coverage: own === undefined ? null : measuredShare(own.outside),
    limits: [...new Set(held)],
  };
}

/** The rooms that each piece of advice concerns, by building. */
async function adviceOf(
  { civic }: RoomsPageParts,
  placed: readonly PlacedRoom[],
): Promise<ReadonlyMap<number, readonly (readonly string[])[]>> {
  const ids = [...new Set(placed.map(({ buildingId }) => buildingId))];
  if (ids.length === 0) return new Map();
  const rows = await civic
    .selectFrom("climate_result")
    .select(["building_id", "advice"])
    .where("building_id", "in", ids)
    .execute();
  return new Map(
    rows.map(({ building_id, advice }) => [
      building_id,
      (JSON.parse(advice) as BuildingAdvice).findings.map(({ rooms }) => rooms),
    ]),
  );
}

async function daysOf(parts: RoomsPageParts, building: Building, days: number): Promise<DayPeriod | null> {
  const period = await periodOf(parts, building, days);
  return (
    period && {
      fromDate: localDate(parts.zone, period.fromMs),
      toDate: localDate(parts.zone, period.untilMs - 1),
      days,
    }
  );
}
