import { firstAtOrAfter } from "@husting/series";
import type { OutdoorTemperature } from "./compute.ts";

/**
 * Which of a city's outdoor temperatures a meter is set against: the one that was measured for most of the meter's own
 * time, the newer of two equals. So a few stray readings of a new station take nothing from what an older one covers.
 * @param meterAtMs the meter's readings, ascending.
 * @param stations in the order in which they were made.
 */
export function weatherOf(
  meterAtMs: Float64Array,
  stations: readonly OutdoorTemperature[],
): OutdoorTemperature | undefined {
  const fromMs = meterAtMs[0] ?? 0;
  const toMs = meterAtMs.at(-1) ?? 0;
  let chosen: OutdoorTemperature | undefined;
  let most = -1;
  for (const station of stations) {
    const coveredMs =
      (firstAtOrAfter(station.atMs, toMs) - firstAtOrAfter(station.atMs, fromMs)) * station.stepMs;
    if (coveredMs < most) continue;
    most = coveredMs;
    chosen = station;
  }
  return chosen;
}
