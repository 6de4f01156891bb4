import { dayStarts } from "@husting/series";
import type { ChangedRange } from "../../stores/readings/contract.ts";
import type { Point } from "../buildings/index.ts";

/** What a stored result has seen, and how far its days are whole. */
export interface SeenInputs {
  readonly computedAtMs: number;
  /** First instant it counts; null for a result without days. */
  readonly firstMs: number | null;
  /** Up to here every day is over and counted; null for a result without days. */
  readonly wholeUntilMs: number | null;
}

/** Instants whose values are others than the result has seen. */
export interface DirtyInputs {
  readonly readings: ChangedRange | undefined;
  readonly weather: ChangedRange | undefined;
}

export interface DirtyOptions {
  readonly zone: string;
  readonly nowMs: number;
  /**
   * Leaves changes alone that lie within the day under way, while the result is younger than this: no figure counts a
   * day before it is over. 0 leaves nothing.
   */
  readonly patienceMs: number;
}

/**
 * Whether what changed can change a point's result, as its figures are made of whole local days of its own time. Weather
 * from before a meter's first reading or within the day under way, above all the hour that has just been fetched, leaves
 * every figure as it is.
 */
export function needsComputing(
  point: Pick<Point, "kind" | "stepMinutes">,
  seen: SeenInputs,
  dirty: DirtyInputs,
  { zone, nowMs, patienceMs }: DirtyOptions,
): boolean {
  if (seen.firstMs === null || seen.wholeUntilMs === null) {
    return dirty.readings !== undefined || (dirty.weather !== undefined && point.kind !== "instantaneous");
  }
  const { firstMs, wholeUntilMs } = seen;
  const openUntilMs = dayStarts(zone, wholeUntilMs, wholeUntilMs + 1)[1]!;
  const isWithinOpenDay = ({ fromMs, toMs }: ChangedRange, stepMs: number, ends: boolean): boolean =>
    // A register read at midnight ends the day before.
    (ends ? fromMs > wholeUntilMs : fromMs >= wholeUntilMs) && toMs + stepMs < openUntilMs;
  if (dirty.readings !== undefined) {
    const mayWait = nowMs - seen.computedAtMs < patienceMs;
    const isOpen = isWithinOpenDay(dirty.readings, point.stepMinutes * 60_000, point.kind === "cumulative");
    if (!mayWait || !isOpen) return true;
  }
  if (dirty.weather === undefined || point.kind === "instantaneous") return false;
  return dirty.weather.toMs >= firstMs && dirty.weather.fromMs < wholeUntilMs;
}
