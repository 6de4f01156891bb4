/** An estimate with its 90 % interval, in percentage points. */
export interface PointsInterval {
  readonly estimatePoints: number;
  readonly lowerPoints: number;
  readonly upperPoints: number;
}

/** `held`: worse by less than the margin, or better. `harmed`: worse by more. `open`: the data cannot tell. */
export type MarginState = "held" | "harmed" | "open";

/**
 * Non-inferiority against a margin, each side at 5 % (CPMP/EWP/482/99; Piaggio et al., JAMA 2012, fig. 1): the whole
 * interval under the margin is held, the whole interval over it harmed.
 */
export function stateAgainst(interval: PointsInterval, marginPoints: number): MarginState {
  if (interval.upperPoints < marginPoints) return "held";
  return interval.lowerPoints > marginPoints ? "harmed" : "open";
}

/** Four decimals of a percentage point: what a document says and what is compared are the same figure. */
export function roundPoints(points: number): number {
  return round(points, 10_000);
}

/** Rounds to steps of 1/`steps`; −0 is 0, for JSON writes them alike. */
export function round(value: number, steps: number): number {
  return Math.round(value * steps) / steps + 0;
}
