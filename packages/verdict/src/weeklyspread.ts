import type { RoomDay } from "./inputs.ts";
import { stratumWidthC } from "./roomdays.ts";

/**
 * How much a room's share of hours outside varies from week to week once outdoor temperature is accounted for,
 * percentage points; the root mean square over the rooms. From baseline days alone, so that it can be told when a
 * margin is chosen.
 * @returns NaN when no room has two measured weeks.
 */
export function weeklySpreadPoints(baselineDays: readonly RoomDay[]): number {
  const variances: number[] = [];
  for (const days of Map.groupBy(baselineDays, ({ room }) => room).values()) {
    const measured = days.filter((day) => day.measuredHours > 0 && day.outdoorC !== null);
    const usual = Map.groupBy(measured, stratumOf);
    const shares = new Map([...usual].map(([stratum, own]) => [stratum, shareOutside(own)]));
    const weeks = [...Map.groupBy(measured, ({ localDay }) => Math.floor(localDay / 7)).values()];
    if (weeks.length < 2) continue;
    const deviations = weeks.map((week) => {
      const hours = week.reduce((sum, day) => sum + day.measuredHours, 0);
      const expected = week.reduce((sum, day) => sum + shares.get(stratumOf(day))! * day.measuredHours, 0);
      return 100 * (shareOutside(week) - expected / hours);
    });
    variances.push(deviations.reduce((sum, deviation) => sum + deviation ** 2, 0) / (weeks.length - 1));
  }
  return variances.length === 0
    ? Number.NaN
    : Math.sqrt(variances.reduce((sum, variance) => sum + variance, 0) / variances.length);
}

function stratumOf(day: RoomDay): number {
  return Math.floor(day.outdoorC! / stratumWidthC);
}

function shareOutside(days: readonly RoomDay[]): number {
  const hours = days.reduce((sum, day) => sum + day.measuredHours, 0);
  return days.reduce((sum, day) => sum + day.outsideHours, 0) / hours;
}
