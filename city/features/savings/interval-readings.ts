import { type Answer, flatlines, intervalAmounts, spikes } from "@husting/metering";
import { parseUnit } from "@husting/series";
import type { CurrentReadings } from "../../stores/readings/contract.ts";
import type { RegisteredInstallation } from "../buildings/index.ts";
import { onGrid, withoutSuspectZeros } from "./interval-use.ts";
import { declaredInstallation, keptFindings, keptQuestion } from "./kept.ts";
import type { PointUse } from "./point-use.ts";

/** Amounts per interval, with what is known of the meter that took them. */
export interface IntervalInput {
  readonly readings: Pick<CurrentReadings, "atMs" | "mantissa" | "decimals" | "quality">;
  /** Empty where none is declared: then there is neither a rating nor a multiplier. */
  readonly installations: readonly RegisteredInstallation[];
  readonly unit: string;
  /** What people have said of amounts that cannot be. */
  readonly answers: readonly Answer[];
}

/**
 * Use from interval readings. Forecasts and amounts a meter cannot make are left out, the latter with a question; runs
 * of zeros that were hardly measured are gaps; values that stand still and lone peaks are counted and pointed out, for
 * a building can do both.
 * @param stepMs length of an interval as declared for the point.
 */
export function intervalUse(
  input: IntervalInput,
  stepMs: number,
  toKwh: (value: number) => number,
): PointUse {
  const { atMs, mantissa, decimals, quality } = input.readings;
  const unit = parseUnit(input.unit);
  if (unit === undefined) return { ok: false };
  const toMs = endsOf(atMs, stepMs);
  const used = intervalAmounts(
    input.installations.map(declaredInstallation),
    { behaviour: "interval", fromMs: atMs, toMs, mantissas: mantissa, decimals, quality },
    { unit: unit.symbol, answers: input.answers },
  );
  if (!used.ok) return { ok: false };
  const { fromMs, amount, findings, questions } = used.value;
  const kwh = amount.map(toKwh);
  const series = onGrid(fromMs, kwh, stepMs);
  const flat = series === undefined ? [] : flatlines(series);
  const peaks = series === undefined ? [] : spikes(series);
  const kept = withoutSuspectZeros(fromMs, kwh, stepMs);
  const places = placesOf(kept.atMs, fromMs);
  return {
    ok: true,
    atMs: kept.atMs,
    value: kept.value,
    amount: Float64Array.from(places, (place) => amount[place]!),
    lengthMs: Float64Array.from(places, (place) => used.value.toMs[place]! - fromMs[place]!),
    stepMs,
    findings: [
      ...keptFindings([...findings, ...flat]),
      ...kept.findings,
      // A register's spike is set aside; a peak of use is counted, and has a name of its own.
      ...peaks.map(({ fromMs }) => ({ code: "lone-peak", atMs: fromMs })),
    ].sort((a, b) => a.atMs - b.atMs),
    suspect: [...flat, ...peaks],
    questions: questions.map(keptQuestion),
  };
}

/**
 * When each interval ends: as declared, or sooner where readings come regularly at a fraction of the declared step, and
 * at the end of a day of 23 hours. What overlaps beyond that was metered twice, and metering tells it as a conflict.
 */
export function endsOf(atMs: Float64Array, stepMs: number): Float64Array {
  const ends = new Float64Array(atMs.length);
  let before = stepMs;
  for (let i = 0; i < atMs.length; i++) {
    const distance = i + 1 < atMs.length ? atMs[i + 1]! - atMs[i]! : Number.POSITIVE_INFINITY;
    let length = stepMs;
    if (distance < stepMs && (distance >= 0.9 * stepMs || Number.isInteger(stepMs / distance)))
      length = distance;
    // The last of a row of shorter intervals is as short as they are.
    else if (distance > 1.1 * stepMs && i > 0 && atMs[i]! - atMs[i - 1]! === before) length = before;
    before = length;
    ends[i] = atMs[i]! + length;
  }
  return ends;
}

/** Where each of `atMs` stands in `fromMs`, which has them all; both ascend. */
function placesOf(atMs: Float64Array, fromMs: Float64Array): Uint32Array {
  let place = 0;
  return Uint32Array.from(atMs, (at) => {
    while (fromMs[place]! < at) place++;
    return place;
  });
}
