import type { MeterHours } from "@husting/savings";
import { type Chance, wander } from "./chance.ts";
import { reportingFrom, spanDays, type Weather, type Years, yearDays } from "./years.ts";

export interface SimulatedMeter {
  readonly baseline: MeterHours;
  readonly reporting: MeterHours;
  /** What the measure avoided on each reporting day, kWh: the truth. */
  readonly avoidedByDayKwh: Float64Array;
}

/**
 * Hours of one building that heats by electricity: a base load that follows the working week, heating by what the building feels of the
 * cold, noise by hour and by day (days resemble each other), and a level that drifts for reasons nobody wrote down: a
 * random walk whose pace is the building's own, so that few buildings drift much and many little.
 * @param driftShare typical standard deviation of a year's walk. @param savingShare of use, from the first reporting day.
 */
export function simulateMeter(
  chance: Chance,
  years: Years,
  weather: Weather,
  building: { readonly driftShare: number; readonly savingShare: number },
): SimulatedMeter {
  const size = 20 + 60 * chance.uniform();
  const base = 0.5 + 0.6 * chance.uniform();
  const perDegree = 0.06 + 0.06 * chance.uniform();
  const balanceC = 14 + 3 * chance.uniform();
  const pace = (building.driftShare * Math.exp(0.7 * chance.normal())) / Math.sqrt(yearDays);
  const dayNoise = wander(chance, spanDays, 0.5);
  const useKwh = new Float64Array(24 * spanDays);
  const avoidedByDayKwh = new Float64Array(yearDays);
  let level = 0;
  for (let d = 0; d < spanDays; d++) {
    level += pace * chance.normal();
    const dayLevel = size * Math.exp(level + 0.06 * dayNoise[d]!);
    const saved = d >= reportingFrom ? building.savingShare : 0;
    for (let h = 0; h < 24; h++) {
      const busy = years.works[d] === 1 && h >= 7 && h < 18 ? 1 : 0.45;
      const coldC = Math.max(0, balanceC - 0.6 * weather.feltC[d]! - 0.4 * weather.hourC[24 * d + h]!);
      const without = dayLevel * (base * busy + perDegree * coldC) * (1 + 0.1 * chance.normal());
      const kwh = Math.max(0, without);
      useKwh[24 * d + h] = (1 - saved) * kwh;
      if (d >= reportingFrom) avoidedByDayKwh[d - reportingFrom]! += saved * kwh;
    }
  }
  const hours = (from: number, calendar: MeterHours["calendar"]): MeterHours => ({
    useKwh: useKwh.subarray(24 * from, 24 * (from + yearDays)),
    temperatureC: weather.hourC.subarray(24 * from, 24 * (from + yearDays)),
    calendar,
    dayKinds: years.kinds.subarray(from, from + yearDays),
  });
  return {
    baseline: hours(0, years.baselineCalendar),
    reporting: hours(reportingFrom, years.reportingCalendar),
    avoidedByDayKwh,
  };
}
