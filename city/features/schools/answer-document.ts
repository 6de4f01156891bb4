import { canonicalJson, type JsonValue } from "@husting/openness";
import type { ShortTrial, ShortTrialReason } from "@husting/savings";
import type { CountedHours, ExperimentId } from "./experiments.ts";

export const outcomes = [
  "saved",
  "saved-rooms-unknown",
  "saved-rooms-worse",
  "no-saving",
  "used-more",
  "inconclusive",
] as const;
export type AnswerOutcome = (typeof outcomes)[number];

/** Why the meters cannot carry an answer. */
export type NoAnswerReason =
  | ShortTrialReason
  | { readonly code: "no-meter" }
  | { readonly code: "no-readings" }
  | { readonly code: "no-outdoor-temperature" }
  /** Its meter is read once a day, and the question is about hours. */
  | { readonly code: "no-hours" }
  | { readonly code: "stopped-early"; readonly have: number; readonly need: number };

export type AnswerEnergy =
  | ({ readonly ok: true } & ShortTrial)
  | { readonly ok: false; readonly reason: NoAnswerReason };

/** How the rooms were while it was tried, against the weeks before; of single rooms nothing is told. */
export interface AnswerRooms {
  readonly state: "held" | "worse" | "not-measured";
  /** Rooms with sensors, those measured well enough to be judged, and those that were outside their limits for longer than before. */
  readonly sensed: number;
  readonly judged: number;
  readonly worse: number;
}

/** What the building answered, as it goes on record: all that is told of it later is read from here. */
export interface AnswerDocument {
  readonly format: "husting-class-experiment";
  readonly version: 1;
  readonly method: typeof ANSWER_METHOD;
  readonly city: string;
  readonly building: string;
  readonly experiment: ExperimentId;
  readonly hours: CountedHours;
  readonly days: { readonly first: string; readonly last: string };
  /** Keys of the meters whose sum it is. */
  readonly meters: readonly string[];
  readonly energy: AnswerEnergy;
  readonly rooms: AnswerRooms;
  readonly outcome: AnswerOutcome;
}

export const ANSWER_METHOD = "short-trial-1";
/** A saving smaller than this is none worth the name; measures ask the same unless their plan says otherwise. */
export const LEAST_WORTHWHILE_SHARE = 0.02;

/** The share of what was expected that was saved, with its 90 % interval. */
export function sharesOf({ avoidedKwh, halfWidthKwh, expectedKwh }: ShortTrial): {
  readonly value: number;
  readonly low: number;
  readonly high: number;
} {
  return {
    value: avoidedKwh / expectedKwh,
    low: (avoidedKwh - halfWidthKwh) / expectedKwh,
    high: (avoidedKwh + halfWidthKwh) / expectedKwh,
  };
}

/** A saving counts only when the rooms held; the first that matches. */
export function outcomeOf(energy: AnswerEnergy, { state }: Pick<AnswerRooms, "state">): AnswerOutcome {
  if (!energy.ok) return "inconclusive";
  const { low, high } = sharesOf(energy);
  if (low > 0) {
    if (state === "worse") return "saved-rooms-worse";
    return state === "held" ? "saved" : "saved-rooms-unknown";
  }
  if (high < 0) return "used-more";
  return high < LEAST_WORTHWHILE_SHARE ? "no-saving" : "inconclusive";
}

/** Energies to the watt-hour and shares to four decimals, before anything is compared: what it says is what was judged. */
export function roundedTrial(trial: ShortTrial): ShortTrial {
  const wattHours = (kwh: number): number => Math.round(kwh * 1000) / 1000;
  return {
    usedKwh: wattHours(trial.usedKwh),
    expectedKwh: wattHours(trial.expectedKwh),
    avoidedKwh: wattHours(trial.avoidedKwh),
    halfWidthKwh: wattHours(trial.halfWidthKwh),
    daysCounted: trial.daysCounted,
    daysExpected: trial.daysExpected,
    ordinaryShares: trial.ordinaryShares.map((share) => Math.round(share * 10_000) / 10_000),
  };
}

export function answerText(document: AnswerDocument): string {
  return canonicalJson(document as unknown as JsonValue);
}
