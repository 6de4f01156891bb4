import type {
  BuildingShape,
  Climate,
  Envelope,
  Operation,
  Phase,
  RoomPlan,
  WeekProgramme,
  ZoneDefaults,
} from "@husting/building";
import type { CalendarName, Season } from "./calendars.ts";
import type { BuildingUse, Carrier, DemoCityName, DemoPlan, Localised, MeasureKind } from "./types.ts";

/** A building as it stands and is run, without the hour from which it does. */
export type BuildingState = Omit<Phase, "fromHour">;

export interface PlannedRoom extends RoomPlan {
  readonly name: Localised;
  readonly sensed: boolean;
}

/** A measure as the one step it takes from one state of the building to another. */
export interface PlannedMeasure {
  readonly id: string;
  readonly title: Localised;
  readonly kind: MeasureKind;
  readonly carrier: "heat" | "electricity";
  /** Whole days before the end of the demo at which work began, at local midnight. */
  readonly startedDaysBeforeEnd: number;
  readonly days: number;
  readonly change: (state: BuildingState) => BuildingState;
  readonly plan?: DemoPlan;
  /** Nobody was invited to answer; people are asked where this does not stand. */
  readonly asksNobody?: true;
}

/** Something a class tried for some days; afterwards the building was run as before. No measure's work lies within. */
export interface PlannedTrial {
  /** Whole days before the end of the demo, at local midnight. */
  readonly startedDaysBeforeEnd: number;
  readonly days: number;
  readonly change: (state: BuildingState) => BuildingState;
}

export type PointName = "heat" | "electricity";

/** Flaws to put into a building's data; times are days before the end of the demo. */
export interface PlannedFlaws {
  readonly swap?: { readonly point: PointName; readonly daysBeforeEnd: number };
  /** The register passes its highest value about then. */
  readonly rollover?: { readonly point: PointName; readonly daysBeforeEnd: number };
  /** Of a metering point, or of a room by its id. */
  readonly gaps?: readonly { readonly of: string; readonly daysBeforeEnd: number; readonly days: number }[];
  readonly outage?: { readonly daysBeforeEnd: number; readonly days: number };
  /** Estimates that were replaced later by what had been measured; of an interval point. */
  readonly correction?: {
    readonly point: PointName;
    readonly daysBeforeEnd: number;
    readonly days: number;
    readonly receivedAfterDays: number;
  };
}

export interface MeterPlan {
  readonly kind: "cumulative" | "interval";
  readonly unit: "kWh" | "MWh";
  readonly decimals: number;
  readonly registerWidth: number;
  readonly multiplier: number;
}

export interface PlannedBuilding {
  readonly id: string;
  readonly name: Localised;
  readonly use: BuildingUse;
  readonly yearBuilt: number;
  readonly heatCarrier: Exclude<Carrier, "electricity">;
  readonly shape: BuildingShape;
  readonly defaults: ZoneDefaults;
  readonly envelope: Envelope;
  readonly operation: Operation;
  /** Radiators against what they need to give at the design point. */
  readonly radiatorSize: number;
  readonly rooms: readonly PlannedRoom[];
  readonly measures: readonly PlannedMeasure[];
  readonly trials?: readonly PlannedTrial[];
  readonly meters: Readonly<Record<PointName, MeterPlan>>;
  readonly flaws: PlannedFlaws;
}

export interface PlannedCity {
  readonly city: DemoCityName;
  readonly name: Localised;
  readonly zone: string;
  readonly calendar: CalendarName;
  readonly climate: Climate;
  readonly floorAreaKind: "Atemp" | "建筑面积";
  readonly outdoorCo2Ppm: number;
  /** When each carrier heats; all year where nothing stands. */
  readonly heatingSeasons: Partial<Readonly<Record<Exclude<Carrier, "electricity">, Season>>>;
  readonly buildings: readonly PlannedBuilding[];
}

/** Hours of a week: a value at all times, and another between two hours of working days, Saturdays and Sundays. */
export function week(
  otherwise: number,
  value: number,
  hours: {
    readonly weekdays?: readonly [number, number];
    readonly saturday?: readonly [number, number];
    readonly sunday?: readonly [number, number];
  },
): WeekProgramme {
  const programme = new Float64Array(168).fill(otherwise);
  for (let day = 0; day < 7; day++) {
    const stretch = day < 5 ? hours.weekdays : day === 5 ? hours.saturday : hours.sunday;
    if (stretch !== undefined) programme.fill(value, day * 24 + stretch[0], day * 24 + stretch[1]);
  }
  return programme;
}

export const always = (value: number): WeekProgramme => new Float64Array(168).fill(value);
