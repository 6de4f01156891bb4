import { type Decimal, firstAtOrAfter } from "@husting/series";
import type { MeterPlan } from "./plan.ts";
import type { DemoInstallation, DemoReadings } from "./types.ts";

const hourMs = 3_600_000;
/** kWh in one unit of the register. */
const kwhPerUnit = { kWh: 1, MWh: 1000 } as const;

export interface RegisterRequest {
  readonly kwh: Float64Array;
  readonly startMs: number;
  readonly meter: MeterPlan;
  readonly ratedPowerKw: number;
  /** Register at the start, in the meter's counts (units of its last decimal). */
  readonly openingCounts: number;
  readonly serials: readonly [first: string, second: string];
  /** Hour before which the first meter was replaced by the second, whose register then began at `swapCounts`. */
  readonly swapHour: number | undefined;
  readonly swapCounts: number;
}

export interface RegisterHistory {
  readonly installations: readonly DemoInstallation[];
  /** One reading an hour, n + 1 for n hours. At the swap it is the new meter's. */
  readonly readings: DemoReadings;
  /** Hours in which the register went past its highest value. */
  readonly rolloverHours: readonly number[];
}

/** A register over hours of consumption: it shows whole counts and loses nothing, rolls over, and may be replaced. */
export function readRegister(request: RegisterRequest): RegisterHistory {
  const { kwh, startMs, meter, ratedPowerKw, serials, swapHour } = request;
  const scale = 10 ** meter.decimals;
  const capacity = 10 ** meter.registerWidth * scale;
  const countsPerKwh = scale / kwhPerUnit[meter.unit] / meter.multiplier;
  const timesMs = new Float64Array(kwh.length + 1);
  const values = new Float64Array(kwh.length + 1);
  const rolloverHours: number[] = [];
  const installations: DemoInstallation[] = [];
  const common = {
    multiplier: { mantissa: BigInt(meter.multiplier), decimals: 0 },
    registerWidth: meter.registerWidth,
    ratedPowerKw,
  };
  const shown = (counts: number): Decimal => ({
    mantissa: BigInt(Math.floor(counts)),
    decimals: meter.decimals,
  });
  let exact = request.openingCounts;
  let fromMs = startMs;
  let openingRegister = shown(exact);
  timesMs[0] = startMs;
  values[0] = exact / scale;
  for (let hour = 0; hour < kwh.length; hour++) {
    if (hour === swapHour) {
      const atMs = startMs + hour * hourMs;
      installations.push({
        serial: serials[0],
        fromMs,
        toMs: atMs,
        openingRegister,
        closingRegister: shown(exact),
        ...common,
      });
      // The part of a count that the old meter had not shown goes with it.
      exact = request.swapCounts;
      fromMs = atMs;
      openingRegister = shown(exact);
      values[hour] = exact / scale;
    }
    exact += kwh[hour]! * countsPerKwh;
    if (exact >= capacity) {
      exact -= capacity;
      rolloverHours.push(hour);
    }
    timesMs[hour + 1] = startMs + (hour + 1) * hourMs;
    values[hour + 1] = Math.floor(exact) / scale;
  }
  installations.push({
    serial: installations.length === 0 ? serials[0] : serials[1],
    fromMs,
    toMs: null,
    openingRegister,
    closingRegister: null,
    ...common,
  });
  return { installations, readings: { timesMs, values, decimals: meter.decimals }, rolloverHours };
}

/** Hourly amounts in whole counts; what is left of a count is carried into the next hour, so sums are kept. */
export function readIntervals(kwh: Float64Array, startMs: number, meter: MeterPlan): DemoReadings {
  const scale = 10 ** meter.decimals;
  const timesMs = new Float64Array(kwh.length);
  const values = new Float64Array(kwh.length);
  let carried = 0;
  for (let hour = 0; hour < kwh.length; hour++) {
    const counts = (kwh[hour]! / kwhPerUnit[meter.unit]) * scale + carried;
    const shown = Math.floor(counts);
    carried = counts - shown;
    timesMs[hour] = startMs + hour * hourMs;
    values[hour] = shown / scale;
  }
  return { timesMs, values, decimals: meter.decimals };
}

/** The readings without those inside any of the stretches `[fromMs, toMs)`, which may overlap. */
export function leaveOut(
  readings: DemoReadings,
  stretches: readonly { readonly fromMs: number; readonly toMs: number }[],
): DemoReadings {
  const { timesMs, values, decimals } = readings;
  const keptTimesMs = new Float64Array(timesMs.length);
  const keptValues = new Float64Array(timesMs.length);
  let kept = 0;
  let next = 0;
  const keepUpTo = (end: number): void => {
    if (end <= next) return;
    keptTimesMs.set(timesMs.subarray(next, end), kept);
    keptValues.set(values.subarray(next, end), kept);
    kept += end - next;
  };
  for (const { fromMs, toMs } of stretches.toSorted((a, b) => a.fromMs - b.fromMs)) {
    keepUpTo(firstAtOrAfter(timesMs, fromMs));
    next = Math.max(next, firstAtOrAfter(timesMs, toMs));
  }
  keepUpTo(timesMs.length);
  return { timesMs: keptTimesMs.slice(0, kept), values: keptValues.slice(0, kept), decimals };
}
