import type { BuildingFigure, LimitRecord } from "@husting/indoor";
import type { CivicDatabase } from "../../stores/civic/database.ts";
import type { Building, Names, Room } from "../buildings/index.ts";
import {
  type BuildingClimate,
  type ClimateDetail,
  type DayPeriod,
  figureNames,
  type OverRooms,
  type RoomClimate,
  type StoredBuildingFigure,
} from "./results.ts";

/** A building's climate as anybody may see it. */
export interface ClimateView {
  readonly period: DayPeriod;
  readonly building: ClimateOfAll | null;
  readonly rooms: readonly NamedRoom[];
  readonly limits: readonly LimitRecord[];
  /** Rooms that people live in: they are told together or not at all. */
  readonly homes: { readonly rooms: number; readonly measured: number };
}

export interface NamedRoom extends RoomClimate {
  readonly names: Names;
}

type FigureOfAll = Pick<BuildingFigure, "meanShareOutside" | "coverage" | "roomsMeasured"> & {
  /** Null where it is a home. */
  readonly worst: { readonly names: Names; readonly shareOutside: number } | null;
  /** By how much of the time the worst-off tenth has it worse; null with too few rooms. */
  readonly spread: number | null;
  readonly notMeasured: number;
};

/** Lowest and highest are single rooms: null where these may be homes. */
type SpreadOfAll = Pick<OverRooms, "rooms" | "mean"> & {
  readonly lowest: number | null;
  readonly highest: number | null;
};

export type ClimateOfAll = Pick<BuildingClimate, "curve"> &
  Readonly<Record<(typeof figureNames)[number], FigureOfAll | null>> &
  Readonly<Record<"degreeHours" | "airChangesPerHour" | "overheatingShare", SpreadOfAll | null>>;

/** Fewer homes' rooms than this are not even told together: a mean of few is the few. */
export const FEWEST_HOMES = 5;

/** The climate of a building; null where nothing was computed yet, or no room was ever measured. */
export async function climateView(
  civic: CivicDatabase,
  building: Pick<Building, "id">,
  rooms: readonly Room[],
): Promise<ClimateView | null> {
  const row = await civic
    .selectFrom("climate_result")
    .select("detail")
    .where("building_id", "=", building.id)
    .executeTakeFirst();
  if (row === undefined) return null;
  return viewOf(JSON.parse(row.detail) as ClimateDetail, rooms);
}

export function viewOf(detail: ClimateDetail, rooms: readonly Room[]): ClimateView | null {
  if (detail.period === null) return null;
  const names = new Map(rooms.map((room) => [room.slug, room.names]));
  const homes = detail.rooms.filter(({ use }) => use === "dwelling");
  const measured = homes.filter(({ outside }) => outside.ok).length;
  const single = detail.rooms.filter(({ use }) => use !== "dwelling");
  const isSingle = new Set(single.map(({ slug }) => slug));
  const told = measured === 0 || measured >= FEWEST_HOMES;
  const of = (figure: StoredBuildingFigure): FigureOfAll | null => {
    if (!figure.ok) return null;
    const { meanShareOutside, coverage, roomsMeasured, worstRoom, equity, roomsNotMeasured } = figure.value;
    const worst = isSingle.has(worstRoom.id) ? names.get(worstRoom.id) : undefined;
    return {
      meanShareOutside,
      coverage,
      roomsMeasured,
      worst: worst === undefined ? null : { names: worst, shareOutside: worstRoom.shareOutside },
      spread:
        equity.ok && (measured === 0 || equity.value.rooms.length >= FEWEST_HOMES)
          ? equity.value.spread
          : null,
      notMeasured: roomsNotMeasured.length,
    };
  };
  const spread = (over: OverRooms | null): SpreadOfAll | null =>
    over && (measured === 0 ? over : { ...over, lowest: null, highest: null });
  const { degreeHours, airChangesPerHour, overheatingShare, curve } = detail.building;
  const building = {
    ...(Object.fromEntries(figureNames.map((name) => [name, of(detail.building[name])])) as Record<
      (typeof figureNames)[number],
      FigureOfAll | null
    >),
    degreeHours: spread(degreeHours),
    airChangesPerHour: spread(airChangesPerHour),
    overheatingShare: spread(overheatingShare),
    curve,
  };
  return {
    period: detail.period,
    building: told ? building : null,
    rooms: single.flatMap((room) => {
      const name = names.get(room.slug);
      return name === undefined ? [] : [{ ...room, names: name }];
    }),
    limits: detail.limits,
    homes: { rooms: homes.length, measured },
  };
}
