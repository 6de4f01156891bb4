import type { HourFrame } from "@husting/indoor";
import type { PointUse } from "../savings/index.ts";

const HOUR_MS = 3_600_000;

/**
 * What a meter counted, kWh in each hour of a frame. An hour is a gap unless all of it was metered in steps that lie within
 * it: a day's amount says nothing of its hours. Suspect stretches are gaps too.
 */
export function hourlyKwh(use: PointUse, frame: HourFrame): Float64Array {
  const kwh = new Float64Array(frame.hours);
  if (!use.ok) return kwh.fill(Number.NaN);
  const coveredMs = new Float64Array(frame.hours);
  for (let i = 0; i < use.atMs.length; i++) {
    const sinceMs = use.atMs[i]! - frame.startMs;
    const hour = Math.floor(sinceMs / HOUR_MS);
    const lengthMs = use.lengthMs?.[i] ?? use.stepMs;
    if (hour < 0 || hour >= frame.hours || sinceMs + lengthMs > (hour + 1) * HOUR_MS) continue;
    kwh[hour]! += use.value[i]!;
    coveredMs[hour]! += lengthMs;
  }
  // Steps of a third of an hour do not add up to it to the last bit.
  for (let hour = 0; hour < frame.hours; hour++) if (coveredMs[hour]! < HOUR_MS - 1) kwh[hour] = Number.NaN;
  for (const { fromMs, toMs } of use.suspect ?? []) {
    const first = Math.max(0, Math.floor((fromMs - frame.startMs) / HOUR_MS));
    const end = Math.min(frame.hours, Math.ceil((toMs - frame.startMs) / HOUR_MS));
    if (first < end) kwh.fill(Number.NaN, first, end);
  }
  return kwh;
}

/** Several meters of one energy: their sum, a gap where one of them has one. Undefined without any. */
export function summed(columns: readonly Float64Array[]): Float64Array | undefined {
  if (columns.length < 2) return columns[0];
  return columns[0]!.map((_, hour) => columns.reduce((sum, column) => sum + column[hour]!, 0));
}
