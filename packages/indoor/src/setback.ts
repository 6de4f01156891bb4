import { fail, ok, type Result } from "@husting/series";
import type { LocalHours } from "./hours.ts";
import { median, quantile } from "./statistics.ts";

export type SetbackReason =
  | { readonly code: "never-empty" }
  | { readonly code: "no-setback"; readonly mornings: number; readonly medianDepthK: number }
  | { readonly code: "too-few-mornings"; readonly mornings: number; readonly needed: number };

/** How a room comes back from the lower temperature of a night or weekend. Hours are whole: the series is hourly. */
export interface SetbackRecovery {
  /** How far below the day's temperature the room had cooled. */
  readonly medianDepthK: number;
  /**
   * Hours from the first hour with people until the room is within half a kelvin of its temperature of the day: 0 in
   * time, above 0 late, below 0 before anybody came.
   */
  readonly medianHours: number;
  readonly ninetiethPercentileHours: number;
  /** Mornings on which it took more than an hour; 0 to 1. */
  readonly lateShare: number;
  readonly mornings: number;
}

const nearK = 0.5;
/** A room that cools less overnight has no setback to recover from. */
const leastDepthK = 1;
/** Without people for at least so long, and looked back upon for at most so long. */
const shortestNightHours = 8;
const longestNightHours = 16;
const leastDayHours = 5;
const neededMornings = 15;
const coldHourC = 10;

/**
 * Recovery over the mornings of cold days. The temperature of a day is the median of its occupied hours from the third
 * on, so that neither the recovery itself nor one sunny hour sets it.
 * @param outdoorC only mornings under 10 °C outdoors count
 */
export function setbackRecovery(
  local: LocalHours,
  temperatureC: Float64Array,
  occupied: Uint8Array,
  outdoorC: Float64Array,
): Result<SetbackRecovery, SetbackReason> {
  const depths: number[] = [];
  const hours: number[] = [];
  let emptied = false;
  let lastOccupied = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < temperatureC.length; i++) {
    if (occupied[i] !== 1) continue;
    const emptyHours = i - lastOccupied - 1;
    lastOccupied = i;
    if (emptyHours === 0) continue;
    if (Number.isFinite(emptyHours)) emptied = true;
    // A lunch hour without people is no night.
    if (!(emptyHours >= shortestNightHours) || !(outdoorC[i]! < coldHourC)) continue;
    const dusk = i - Math.min(emptyHours, longestNightHours);
    if (dusk < 0) continue;
    let end = i;
    while (end < temperatureC.length && local.localDay[end] === local.localDay[i]) end++;
    const day = temperatureC.subarray(i, end).filter((_, k) => occupied[i + k] === 1);
    const later = day.subarray(2).filter((value) => !Number.isNaN(value));
    const night = temperatureC.subarray(dusk, i);
    const measuredNight = night.filter((value) => !Number.isNaN(value));
    if (later.length < leastDayHours - 2 || measuredNight.length < night.length - 2) continue;
    const dayC = median(later);
    const depthK = dayC - Math.min(...measuredNight);
    depths.push(depthK);
    if (depthK < leastDepthK) continue;
    let at = dusk + lowestAt(night);
    while (at < end && !(temperatureC[at]! >= dayC - nearK)) at++;
    hours.push(at - i);
  }
  if (!emptied) return fail({ code: "never-empty" });
  if (depths.length < neededMornings) {
    return fail({ code: "too-few-mornings", mornings: depths.length, needed: neededMornings });
  }
  const medianDepthK = median(depths);
  if (hours.length < neededMornings || medianDepthK < leastDepthK) {
    return fail({ code: "no-setback", mornings: depths.length, medianDepthK });
  }
  return ok({
    medianDepthK,
    medianHours: median(hours),
    ninetiethPercentileHours: quantile(hours, 0.9),
    lateShare: hours.filter((late) => late > 1).length / hours.length,
    mornings: hours.length,
  });
}

function lowestAt(values: Float64Array): number {
  let place = 0;
  for (let i = 1; i < values.length; i++) {
    if (values[i]! <= values[place]! || Number.isNaN(values[place]!)) place = i;
  }
  return place;
}
