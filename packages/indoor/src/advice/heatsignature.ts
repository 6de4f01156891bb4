import { dailyMeans } from "../hours.ts";
import { fitLine, type Interval90, slopeInterval } from "../statistics.ts";
import type { AdviceContext } from "./context.ts";
import { adviceAssumptions } from "./thresholds.ts";

/** Daily means, one element a local day: outdoors °C, and bought heat kWh a day. */
export interface HeatDays {
  readonly outdoorC: Float64Array;
  readonly heatKwh: Float64Array;
}

const leastHoursOfDay = adviceAssumptions.hoursOfDay.value;
const coldDayC = adviceAssumptions.coldDay.value;

export function heatDays(context: AdviceContext, heatKwh: Float64Array): HeatDays {
  const { local, input } = context;
  return {
    outdoorC: dailyMeans(local, input.outdoorC, leastHoursOfDay).values,
    heatKwh: dailyMeans(local, heatKwh, leastHoursOfDay).values.map((kwh) => kwh * 24),
  };
}

/**
 * Heat that a degree takes, kWh a day and kelvin, with its interval: the slope of bought heat on outdoor temperature over
 * cold days (the energy signature). What a degree indoors takes is about the same.
 */
export function heatPerKelvinDay(days: HeatDays): Interval90 | undefined {
  const x: number[] = [];
  const y: number[] = [];
  for (let day = 0; day < days.outdoorC.length; day++) {
    if (!(days.outdoorC[day]! < coldDayC) || Number.isNaN(days.heatKwh[day]!)) continue;
    x.push(-days.outdoorC[day]!);
    y.push(days.heatKwh[day]!);
  }
  const line = x.length < 20 ? undefined : fitLine(x, y);
  if (line === undefined || line.slope <= 0) return undefined;
  return slopeInterval(line);
}

/** kWh a year that `kelvinDays` of excess a year take, or null where there is no heat meter to tell by. */
export function heatOfKelvinDays(context: AdviceContext, kelvinDays: number): Interval90 | null {
  const { heatKwh } = context.input;
  if (heatKwh === undefined) return null;
  const perKelvinDay = heatPerKelvinDay(heatDays(context, heatKwh));
  if (perKelvinDay === undefined) return null;
  return {
    value: perKelvinDay.value * kelvinDays,
    low: Math.max(0, perKelvinDay.low * kelvinDays),
    high: perKelvinDay.high * kelvinDays,
  };
}
