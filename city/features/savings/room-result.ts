import { flatlines } from "@husting/metering";
import { dayStarts, localDate, weekStarts } from "@husting/series";
import type { PointInput, PointResult } from "./compute.ts";
import { wholeUntil } from "./daily.ts";
import { onGrid } from "./interval-use.ts";
import { measuredHours } from "./measured-hours.ts";
import { round } from "./rounding.ts";
import { DAY_MS } from "./statement.ts";

/**
 * A room sensor's last year: hours measured, lowest, mean and highest, week by week. Hours in which it stood still for
 * longer than chance allows are pointed out, and not measured.
 */
export function roomResult(input: PointInput): PointResult {
  const { atMs, value } = input.readings;
  const { zone, point } = input;
  const endMs = atMs.at(-1)! + point.stepMinutes * 60_000;
  const fromMs = endMs - 365 * DAY_MS;
  const starts = weekStarts(zone, Math.max(fromMs, atMs[0]!), endMs);
  const weeks: { startMs: number; lowest: number | null; mean: number | null; highest: number | null }[] = [];
  let i = atMs.findIndex((at) => at >= fromMs);
  let sum = 0;
  let measured = 0;
  let lowest = Number.POSITIVE_INFINITY;
  let highest = Number.NEGATIVE_INFINITY;
  for (let week = 0; week + 1 < starts.length; week++) {
    let weekSum = 0;
    let weekMeasured = 0;
    let low = Number.POSITIVE_INFINITY;
    let high = Number.NEGATIVE_INFINITY;
    for (; i < atMs.length && atMs[i]! < starts[week + 1]!; i++) {
      const x = value[i]!;
      weekSum += x;
      weekMeasured++;
      if (x < low) low = x;
      if (x > high) high = x;
    }
    weeks.push(
      weekMeasured === 0
        ? { startMs: starts[week]!, lowest: null, mean: null, highest: null }
        : { startMs: starts[week]!, lowest: low, mean: round(weekSum / weekMeasured, 2), highest: high },
    );
    sum += weekSum;
    measured += weekMeasured;
    lowest = Math.min(lowest, low);
    highest = Math.max(highest, high);
  }
  const stepMs = point.stepMinutes * 60_000;
  const series = onGrid(atMs, value, stepMs);
  const stuck = series === undefined ? [] : flatlines(series);
  return {
    summary: {
      type: "room",
      carrier: point.carrier,
      fromDate: localDate(zone, Math.max(fromMs, atMs[0]!)),
      toDate: localDate(zone, endMs - 1),
      mean: round(sum / measured, 2),
      lowest,
      highest,
      measuredShare: Math.min(1, measured / ((365 * DAY_MS) / (point.stepMinutes * 60_000))),
    },
    detail: { weeks, findings: stuck.map(({ code, toMs }) => ({ code, atMs: toMs })) },
    measured: measuredHours(zone, atMs, stepMs, input.readings, stuck),
    years: [],
    days: { firstMs: atMs[0]!, wholeUntilMs: wholeUntil(dayStarts(zone, atMs.at(-1)!, endMs), endMs) },
  };
}
