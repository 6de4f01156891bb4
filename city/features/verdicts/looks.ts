import { dateOf } from "@husting/indoor";
import type { DoneMeasure } from "../measures/index.ts";
import { reportingFirstDay } from "./gather.ts";
import { allLooks } from "./windows.ts";

/** A look at a measure and its local day. */
export interface LookDue {
  readonly onDate: string;
  readonly afterDays: number;
  /** Whether it is the verdict. */
  readonly isFinal: boolean;
}

/** When a measure is judged, from the first look to the last, those that are over too. */
export function looksOf(
  zone: string,
  { reportingStartMs }: Pick<DoneMeasure, "reportingStartMs">,
): LookDue[] {
  return allLooks(reportingFirstDay(zone, reportingStartMs)).map(({ onDay, days, isFinal }) => ({
    onDate: dateOf(onDay),
    afterDays: days,
    isFinal,
  }));
}
