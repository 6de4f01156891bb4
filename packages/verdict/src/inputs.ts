/**
 * What a verdict is made of, as plain data. Days are local days, counted from 1970-01-01 as in @husting/savings; a
 * share is a fraction of one; points are percentage points. Rows come in any order.
 */
export interface VerdictInputs {
  /** The measure's identifier in its city. */
  readonly measure: string;
  readonly plan: Plan;
  /** When the measure began, and the log entry that says so. */
  readonly start: { readonly localDay: number; readonly logSequence: number };
  readonly periods: { readonly baseline: DayRange; readonly reporting: DayRange };
  readonly energy: EnergyInput;
  readonly rooms: readonly RoomCalendar[];
  readonly roomDays: readonly RoomDay[];
  readonly people: {
    readonly rounds: readonly InvitedRound[];
    readonly answers: readonly Answer[];
  };
}

/** Both days included. */
export interface DayRange {
  readonly firstDay: number;
  readonly lastDay: number;
}

export type Period = "baseline" | "reporting";

/** What was chosen before the measure started, and the log entry that holds it. */
export interface Plan {
  readonly chosen: { readonly localDay: number; readonly logSequence: number };
  /** The baseline method of @husting/savings whose figures count. */
  readonly method: string;
  /** The least saving that is worth the measure, as a share of what would have been used. */
  readonly leastWorthwhileSavingShare: number;
  readonly margins: Margins;
  /** The rooms that are judged: all of the measure's, or a sample named here. */
  readonly rooms: readonly string[];
  readonly limits: CoverageLimits;
}

/** How much worse may not matter, in percentage points: of occupied hours outside the limits, and of people dissatisfied. */
export interface Margins {
  readonly roomsPoints: number;
  readonly peoplePoints: number;
}

export const defaultMargins: Margins = { roomsPoints: 2, peoplePoints: 10 };

/** How much must have been measured for a part to be judged at all. */
export interface CoverageLimits {
  /** Of a room's occupied hours in a period, and of a meter's days. */
  readonly leastMeasuredShare: number;
  /** Of a room's measured hours in the reporting period: on days as warm or cold as days of its baseline. */
  readonly leastMatchedShare: number;
  /** Of the plan's rooms. */
  readonly leastRoomsShare: number;
}

/** Our own choice: no standard names them. They are part of the plan, so a city may choose others before it starts. */
export const defaultLimits: CoverageLimits = {
  leastMeasuredShare: 0.75,
  leastMatchedShare: 0.75,
  leastRoomsShare: 0.9,
};

export interface EnergyInput {
  /** Every meter of the measure, those without a result too: a sum that leaves one out is not the measure's. */
  readonly meters: readonly (MeterSaving | MeterRefused)[];
  /** Correlation of two buildings' errors in one year, from the calibration record. */
  readonly betweenBuildings: number;
}

/** One meter's avoided use and its `interval90`. */
export interface MeterSaving {
  readonly meter: string;
  readonly building: string;
  readonly method: string;
  readonly avoidedKwh: number;
  readonly counterfactualKwh: number;
  readonly halfWidthKwh: number;
  /** The interval's parts before its multiplier. */
  readonly parts: { readonly driftKwh: number; readonly residualKwh: number };
  readonly daysCounted: number;
  readonly daysExpected: number;
  readonly calibration: { readonly id: string; readonly date: string; readonly source: string };
}

/** A meter whose saving could not be told, with the code of the reason @husting/savings gave. */
export interface MeterRefused {
  readonly meter: string;
  readonly building: string;
  readonly refused: string;
}

/** The occupied hours of a room's calendar, measured or not: what coverage is counted against. */
export interface RoomCalendar {
  readonly room: string;
  /** Names of the quantities whose limits an hour was held against, `temperature` and `co2` for instance. */
  readonly judgedBy: readonly string[];
  readonly occupiedHours: { readonly baseline: number; readonly reporting: number };
}

/** One room on one local day; a day on which nothing was measured may be left out. */
export interface RoomDay {
  readonly room: string;
  readonly localDay: number;
  /** Occupied hours that were measured. */
  readonly measuredHours: number;
  /** Those of them outside the profile's limits. */
  readonly outsideHours: number;
  /** Mean outdoor temperature of the day in °C, null = not measured: the day then has no equal. */
  readonly outdoorC: number | null;
}

export interface InvitedRound {
  readonly round: string;
  readonly period: Period;
  /** A name or hash of the question's wording: equal when, and only when, the words were. */
  readonly wording: string;
  /** A name of the season asked in, `winter` for instance. */
  readonly season: string;
  /** How many people were invited. */
  readonly invited: number;
}

/** One answer of an invited round. */
export interface Answer {
  readonly round: string;
  readonly room: string;
  readonly localDay: number;
  readonly dissatisfied: boolean;
}
