import type {
  Advice,
  AirChanges,
  AirChangesReason,
  BuildingFigure,
  BuildingFigureReason,
  HeatingCurveSlope,
  HeatingReason,
  LimitFigure,
  LimitRecord,
  OverheatingWhileHeated,
  RoomFigureName,
  RoomFigureReason,
  RoomUse,
} from "@husting/indoor";
import type { Result } from "@husting/series";

/** What is stored of a building's climate, as plain JSON. Rooms go by the slug they have in their building. */

/** The figures a room is held to, in the order in which they are told. */
export const figureNames = [
  "tooCold",
  "tooWarm",
  "outside",
  "tooMuchCo2",
  "tooDry",
  "tooHumid",
] as const satisfies readonly RoomFigureName[];

/** A figure with the ids of the records that set its limit; the records stand once, in `limits`. */
export type StoredFigure = Result<
  Omit<LimitFigure, "limits"> & { readonly limits: readonly string[] },
  RoomFigureReason
>;

type NoSensor = { readonly code: "no-sensor" };

export interface RoomClimate extends Readonly<Record<RoomFigureName, StoredFigure>> {
  readonly slug: string;
  readonly use: RoomUse;
  readonly sensitivePeople: boolean;
  readonly airChanges: Result<
    Pick<AirChanges, "perHour" | "outdoorCo2Ppm"> & { readonly decays: number },
    AirChangesReason | NoSensor
  >;
  /** Above the limit that holds at the end of the heated hours. */
  readonly overheating: Result<
    OverheatingWhileHeated & { readonly limit: string },
    HeatingReason | NoSensor | { readonly code: "no-limit" }
  >;
  readonly curve: Result<HeatingCurveSlope, HeatingReason | NoSensor>;
}

/** A quantity over the rooms that have it. */
export interface OverRooms {
  readonly rooms: number;
  readonly mean: number;
  readonly lowest: number;
  readonly highest: number;
}

export interface BuildingClimate extends Readonly<Record<RoomFigureName, StoredBuildingFigure>> {
  /** Kelvin-hours outside the limits, a room. */
  readonly degreeHours: OverRooms | null;
  readonly airChangesPerHour: OverRooms | null;
  /** Of the heated hours, the share above the limit. */
  readonly overheatingShare: OverRooms | null;
  /** Of the rooms' mean, in hours in which they are meant to be at their temperature. */
  readonly curve: Result<HeatingCurveSlope, HeatingReason | NoSensor>;
}

export type StoredBuildingFigure = Result<BuildingFigure, BuildingFigureReason>;

/** Whole local days, both ends included. */
export interface DayPeriod {
  readonly fromDate: string;
  readonly toDate: string;
  readonly days: number;
}

/** How well a building's meter is known hour by hour, in the advice's period. */
export interface MeterHours {
  readonly carrier: string;
  /** 0 to 1. */
  readonly measuredShare: number;
  /** Of a year like the period; null where no hour was measured. */
  readonly kwhPerYear: number | null;
}

/** What stands in `climate_result.detail`. */
export interface ClimateDetail {
  /** From the first day on which a room was measured; null where none was. */
  readonly period: DayPeriod | null;
  readonly limitProfile: string;
  readonly limits: readonly LimitRecord[];
  readonly building: BuildingClimate;
  readonly rooms: readonly RoomClimate[];
}

/** What stands in `climate_result.advice`. */
export interface BuildingAdvice extends Advice {
  /** From the first day on which anything was measured; null where nothing was. */
  readonly period: DayPeriod | null;
  readonly heat: MeterHours | null;
  readonly electricity: MeterHours | null;
  /** How many the building has. */
  readonly rooms: number;
}

export interface ClimateResult {
  readonly detail: ClimateDetail;
  readonly advice: BuildingAdvice;
}

/** What stands in `climate_result.summary`: small enough to be read for every building of a city. Shares are means over rooms. */
export interface ClimateSummary {
  readonly period: DayPeriod | null;
  readonly rooms: number;
  readonly roomsMeasured: number;
  readonly outsideShare: number | null;
  readonly co2Share: number | null;
  /** How much worse the worst-off tenth of rooms has it; null with too few rooms. */
  readonly spread: number | null;
  /** Of the occupied hours of all rooms with a limit. */
  readonly coverage: number | null;
  readonly findings: number;
}

/** Of the hours with people in the room for which there is a limit, the share measured; null where nothing is known of it. */
export function measuredShare(figure: StoredFigure): number | null {
  if (figure.ok) return figure.value.coverage.share;
  return figure.reason.code === "too-little-measured" ? figure.reason.coverage.share : null;
}
