import { dayKinds, type HourCalendar, hourCalendar, weekdayOf } from "@husting/savings";
import { type Chance, wander } from "./chance.ts";

export const yearDays = 365;
/** The works between the two periods. */
export const worksDays = 14;
export const spanDays = 2 * yearDays + worksDays;
export const reportingFrom = yearDays + worksDays;

/** The calendar of a measure: a baseline year, two weeks of works, a reporting year; UTC, Swedish days off. */
export interface Years {
  readonly firstDay: number;
  readonly kinds: Uint8Array;
  /** By day of the span: nobody rests, so rooms are occupied. */
  readonly works: Uint8Array;
  readonly baselineCalendar: HourCalendar;
  readonly reportingCalendar: HourCalendar;
}

const kept = new Map<number, Years>();

/** Measures start in any month, so that three months are any season. */
export function yearsFrom(month: number): Years {
  const found = kept.get(month);
  if (found !== undefined) return found;
  const firstDay = Date.UTC(2021, month, 1) / 86_400_000;
  const kinds = dayKinds(firstDay, spanDays, "SE");
  const calendar = (from: number) => hourCalendar((firstDay + from) * 86_400_000, 24 * yearDays, "UTC");
  const years = {
    firstDay,
    kinds,
    works: Uint8Array.from(kinds, (kind, d) => (kind === 0 && weekdayOf(firstDay + d) < 5 ? 1 : 0)),
    baselineCalendar: calendar(0),
    reportingCalendar: calendar(reportingFrom),
  };
  kept.set(month, years);
  return years;
}

export interface Weather {
  /** Mean of each day, °C. */
  readonly dayC: Float64Array;
  /** What a building feels of it: a third of today's, the rest of what it felt the day before. */
  readonly feltC: Float64Array;
  readonly hourC: Float64Array;
}

/** Weather of a northern coast: no two years alike (1 K between years), spells of days, a daily swing. */
export function simulateWeather(chance: Chance, years: Years): Weather {
  const dayC = new Float64Array(spanDays);
  const feltC = new Float64Array(spanDays);
  const hourC = new Float64Array(24 * spanDays);
  const spells = wander(chance, spanDays, 0.8);
  const anomalies = [chance.normal(), chance.normal()];
  for (let d = 0; d < spanDays; d++) {
    const season = Math.cos((2 * Math.PI * (((years.firstDay + d) % 365.25) - 18)) / 365.25);
    dayC[d] = 5 - 11 * season + 3.5 * spells[d]! + anomalies[d < yearDays ? 0 : 1]!;
    feltC[d] = d === 0 ? dayC[d]! : (dayC[d]! + 2 * feltC[d - 1]!) / 3;
    const swing = 3 - 1.5 * season;
    for (let h = 0; h < 24; h++)
      hourC[24 * d + h] = dayC[d]! - swing * Math.cos((2 * Math.PI * (h - 3)) / 24);
  }
  return { dayC, feltC, hourC };
}
