import type { NoClaim, SavingsClaim } from "./claims/claim.ts";
import type { ClaimEvent } from "./claims/events.ts";

/** What stands in `result.summary` for a metering point of energy: enough for the city's page. */
export interface EnergySummary {
  readonly type: "energy";
  /** The last 365 local days with readings. */
  readonly year: {
    readonly fromDate: string;
    readonly toDate: string;
    readonly kwh: number;
    readonly measuredShare: number;
  };
  /** Whether the claim is about a measure or merely sets one year against the one before. */
  readonly about: { readonly kind: "measure"; readonly slug: string } | { readonly kind: "year-on-year" };
  /** By Husting's daily method. */
  readonly claim: SavingsClaim | NoClaim;
  /** The outdoor temperature it was set against. */
  readonly weatherPointId: number;
  readonly readings: number;
  readonly firstMs: number;
  readonly lastMs: number;
}

export interface EnergyDetail {
  readonly months: readonly {
    readonly startMs: number;
    /** Sum of the measured days; null when none was. */
    readonly kwh: number | null;
    /** What the baseline says for the same days; null outside the reporting period or without a model. */
    readonly counterfactualKwh: number | null;
    readonly measuredShare: number;
  }[];
  /** What each finished measure here did, in the order of their work; the newest is the summary's. */
  readonly measures: readonly { readonly slug: string; readonly claim: SavingsClaim | NoClaim }[];
  /** The summary's claim by CalTRACK 2.0 daily: what anyone can check with another program. */
  readonly published: SavingsClaim | NoClaim;
  /** Stretches that weather and calendar do not explain, and what the claim does about each. */
  readonly events: readonly KeptEvent[];
  /** Measured days of the last year: mean outdoor temperature and use. */
  readonly days: { readonly temperatureC: readonly number[]; readonly kwh: readonly number[] };
  /** What the meter did that needed telling apart. */
  readonly findings: readonly { readonly code: string; readonly atMs: number }[];
  /** Breaks in the register that wait for a person's answer; their amounts are in no total. */
  readonly questions: readonly KeptQuestion[];
}

/** A stretch of days with what a person has said of it; null while nobody has. */
export interface KeptEvent extends ClaimEvent {
  readonly id: string;
  readonly answer: "real" | "left-out" | null;
}

/** An open question about a register, with what each answer would count in the point's unit, as decimal text. */
export interface KeptQuestion {
  readonly id: string;
  readonly break: "drop" | "jump" | "interval";
  readonly serial: string;
  readonly fromMs: number;
  readonly toMs: number;
  readonly registerBefore: string;
  readonly registerAfter: string;
  /** The next readings may settle it. */
  readonly mayResolveItself: boolean;
  readonly options: readonly {
    readonly kind: "rollover" | "reset" | "dip" | "spike" | "swap" | "real" | "left-out";
    readonly amount: string | null;
  }[];
}

/** What stands in `result.summary` for a room's temperature or CO2. */
export interface RoomSummary {
  readonly type: "room";
  readonly carrier: string;
  readonly fromDate: string;
  readonly toDate: string;
  readonly mean: number;
  readonly lowest: number;
  readonly highest: number;
  readonly measuredShare: number;
}

export interface RoomDetail {
  /** One value a week: lowest, mean and highest hour; null when nothing was measured. */
  readonly weeks: readonly {
    readonly startMs: number;
    readonly lowest: number | null;
    readonly mean: number | null;
    readonly highest: number | null;
  }[];
  /** When the sensor stood still. */
  readonly findings: readonly { readonly code: string; readonly atMs: number }[];
}

/** What of a result wants a person's eye, kept small so that it is read for every point of a city. */
export interface Attention {
  /** Breaks, amounts and events that wait for an answer. */
  readonly questions: number;
  /** When values were suspect, oldest first: the newest of them, to a number that is kept. */
  readonly suspectAtMs: readonly number[];
}

/** Readings that carry no year, week or day yet. */
export interface NoResult {
  readonly type: "none";
  readonly code: "no-readings" | "not-energy" | "no-outdoor-temperature";
}

export type ResultSummary = EnergySummary | RoomSummary | NoResult;
export type ResultDetail = EnergyDetail | RoomDetail | null;
