import { fail, ok, type RegularSeries, type Result } from "@husting/series";
import { fitLine, type Interval90, meanOf, median, t95 } from "./statistics.ts";

/** One stretch in which nobody was in the room and its carbon dioxide fell towards that of outdoors. */
export interface Decay {
  readonly fromMs: number;
  readonly steps: number;
  readonly perHour: number;
  /** Of ln(excess) on time. */
  readonly rSquared: number;
  readonly startExcessPpm: number;
}

export interface AirChanges {
  /**
   * Air changes per hour: the median of the decays. The interval holds their scatter and an outdoor concentration that is
   * 30 ppm off; it does not hold air that comes from neighbouring rooms instead of outdoors.
   */
  readonly perHour: Interval90;
  readonly decays: readonly Decay[];
  readonly outdoorCo2Ppm: number;
  /** What the figure is about: ventilation may run slower in empty rooms than in full ones. */
  readonly holdsFor: "empty-hours";
}

export type AirChangesReason =
  | { readonly code: "step-too-long"; readonly stepMs: number; readonly longestMs: number }
  | { readonly code: "lengths-differ"; readonly values: number; readonly mask: number }
  | {
      readonly code: "too-few-decays";
      readonly used: number;
      readonly needed: number;
      /** Stretches without people, and why the others were not used. */
      readonly stretches: number;
      readonly lowFromStart: number;
      readonly tooShort: number;
      readonly poorFit: number;
    };

const longestMs = 3_600_000;
/** A decay that begins lower is lost in the sensor's ±50 ppm. */
const leastStartPpm = 200;
/** From here on the excess is more sensor than room. */
const leastExcessPpm = 50;
const leastSteps = 3;
const leastRSquared = 0.95;
const neededDecays = 3;
const outdoorErrorPpm = 30;

/**
 * Air changes per hour from the decay of carbon dioxide after people have left: with nobody breathing and outdoor air
 * at C₀, the excess falls as exp(−n·t), and so do its means over equal steps (ASTM E741; Persily and Emmerich 2012). Each
 * stretch is used from its first step after the room has emptied for as long as the excess falls and stands clear of the
 * sensor's error. With hourly means, more than about 1.5 air changes an hour leave too few steps and are refused.
 * @param co2Ppm means over steps of at most an hour; NaN is a gap
 * @param empty 1 for steps during which nobody was in the room
 */
export function airChangesFromDecay(
  co2Ppm: RegularSeries,
  empty: Uint8Array,
  outdoorCo2Ppm: number,
): Result<AirChanges, AirChangesReason> {
  const { values, stepMs, startMs } = co2Ppm;
  if (!(stepMs <= longestMs)) return fail({ code: "step-too-long", stepMs, longestMs });
  if (values.length !== empty.length) {
    return fail({ code: "lengths-differ", values: values.length, mask: empty.length });
  }
  const decays: Decay[] = [];
  const rates: Record<"low" | "high", number[]> = { low: [], high: [] };
  const refused = { stretches: 0, lowFromStart: 0, tooShort: 0, poorFit: 0 };
  for (let i = 1; i < values.length; i++) {
    if (!(empty[i] === 1 && empty[i - 1] === 0)) continue;
    refused.stretches++;
    const startExcessPpm = values[i]! - outdoorCo2Ppm;
    if (!(startExcessPpm >= leastStartPpm)) {
      refused.lowFromStart++;
      continue;
    }
    const end = endOfDecay(values, empty, i, outdoorCo2Ppm + leastExcessPpm);
    if (end - i < leastSteps) {
      refused.tooShort++;
      continue;
    }
    const decay = decayRate(values, i, end, stepMs, outdoorCo2Ppm);
    if (decay === undefined || decay.rSquared < leastRSquared) {
      refused.poorFit++;
      continue;
    }
    decays.push({ ...decay, fromMs: startMs + i * stepMs, steps: end - i, startExcessPpm });
    rates.low.push(decayRate(values, i, end, stepMs, outdoorCo2Ppm - outdoorErrorPpm)?.perHour ?? Number.NaN);
    rates.high.push(
      decayRate(values, i, end, stepMs, outdoorCo2Ppm + outdoorErrorPpm)?.perHour ?? Number.NaN,
    );
  }
  if (decays.length < neededDecays) {
    return fail({ code: "too-few-decays", used: decays.length, needed: neededDecays, ...refused });
  }
  return ok({ perHour: pooled(decays, rates), decays, outdoorCo2Ppm, holdsFor: "empty-hours" });
}

function endOfDecay(values: Float64Array, empty: Uint8Array, from: number, floorPpm: number): number {
  let end = from + 1;
  while (
    end < values.length &&
    empty[end] === 1 &&
    values[end]! >= floorPpm &&
    values[end]! < values[end - 1]!
  ) {
    end++;
  }
  return end;
}

function decayRate(
  values: Float64Array,
  from: number,
  end: number,
  stepMs: number,
  outdoorCo2Ppm: number,
): { readonly perHour: number; readonly rSquared: number } | undefined {
  const hours: number[] = [];
  const logs: number[] = [];
  for (let i = from; i < end; i++) {
    hours.push(((i - from) * stepMs) / 3_600_000);
    logs.push(Math.log(values[i]! - outdoorCo2Ppm));
  }
  const line = fitLine(hours, logs);
  return line === undefined ? undefined : { perHour: -line.slope, rSquared: line.rSquared };
}

function pooled(decays: readonly Decay[], rates: Record<"low" | "high", readonly number[]>): Interval90 {
  const all = decays.map((decay) => decay.perHour);
  const value = median(all);
  const mean = meanOf(all);
  const variance = all.reduce((sum, rate) => sum + (rate - mean) ** 2, 0) / (all.length - 1);
  // A median scatters about a quarter more than a mean.
  const scatter = t95(all.length - 1) * 1.25 * Math.sqrt(variance / all.length);
  // Less outdoors means a larger excess and a slower decay.
  const slower = value - median(rates.low);
  const faster = median(rates.high) - value;
  return {
    value,
    low: Math.max(0, value - Math.hypot(scatter, slower)),
    high: value + Math.hypot(scatter, faster),
  };
}
