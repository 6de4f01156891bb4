import type { Coverage, Result } from "@husting/series";
import type { HourFrame } from "../hours.ts";
import type { RoomUse } from "../roomuse.ts";
import type { Interval90 } from "../statistics.ts";

/** What a finding says is wrong. */
export const adviceCodes = [
  "runs-around-the-clock",
  "night-load",
  "weekend-load",
  "holiday-load",
  "heating-in-warm-weather",
  "overheated-while-heated",
  "curve-too-steep",
  "curve-too-flat",
  "setback-recovers-late",
  "setback-recovers-early",
  "co2-baseline-drift",
  "room-imbalance",
  "stuck-sensor",
] as const;

export type AdviceCode = (typeof adviceCodes)[number];

/** One room's hourly columns; NaN is a gap. */
export interface AdviceRoom {
  readonly id: string;
  readonly use: RoomUse;
  readonly temperatureC?: Float64Array;
  readonly co2Ppm?: Float64Array;
  /** 1 for hours with people in the room, as `occupiedHours` gives them. */
  readonly occupied: Uint8Array;
}

/** All that the detectors see: meters if there are any, the weather, and the rooms, on one frame of hours. */
export interface AdviceInput {
  readonly frame: HourFrame;
  readonly outdoorC: Float64Array;
  /** Bought heat (or fuel), kWh an hour, hot water with it. */
  readonly heatKwh?: Float64Array;
  readonly electricityKwh?: Float64Array;
  readonly rooms: readonly AdviceRoom[];
  /** Temperature that heating is meant to hold, °C. */
  readonly wantedC?: number;
}

/** A figure a finding rests on; its name and unit are codes the city has words for. */
export interface Evidence {
  readonly name: string;
  readonly value: number;
  readonly unit: "°C" | "K" | "K/K" | "kW" | "h" | "days" | "ppm" | "share" | "rooms";
}

export interface Finding {
  readonly code: AdviceCode;
  readonly evidence: readonly Evidence[];
  /** What putting it right would save in a year like the frame's; null where the data cannot say. */
  readonly kwhPerYear: Interval90 | null;
  /** Ids of rooms that have it worse for it; empty where it concerns the building's meter alone. */
  readonly rooms: readonly string[];
  /** 0 to 1: how far past its threshold, and on how much data. Not a calibrated probability. */
  readonly confidence: number;
  /** Hours (or days) the finding is made of, of those it would be made of without gaps. */
  readonly coverage: Coverage;
}

/** Why a detector cannot say whether there is a fault. That it found none is an empty list instead. */
export type SilentReason =
  | { readonly code: "no-electricity-meter" }
  | { readonly code: "no-heat-meter" }
  | { readonly code: "no-room-sensors" }
  | { readonly code: "never-empty" }
  | { readonly code: "too-few-rooms"; readonly rooms: number; readonly needed: number }
  | { readonly code: "too-few-days"; readonly days: number; readonly needed: number }
  | { readonly code: "too-little-measured"; readonly coverage: Coverage; readonly leastShare: number }
  | { readonly code: "outdoors-too-even" }
  | { readonly code: "no-setback" }
  | { readonly code: "hidden-by-late-setback" };

export type Detection = Result<readonly Finding[], SilentReason>;

/**
 * Confidence of a finding whose figure is `pastThreshold` steps past the threshold, a step being how much such figures
 * vary by chance: 0.5 at the threshold, towards 1 beyond it, less with gaps.
 */
export function confidenceOf(pastThreshold: number, coverage: Coverage): number {
  return (1 - 0.5 * Math.exp(-Math.max(0, pastThreshold))) * Math.sqrt(coverage.share);
}
