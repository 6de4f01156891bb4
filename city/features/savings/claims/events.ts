import {
  type DaysOffCountry,
  dayKinds,
  findNonRoutineEvents,
  type NonRoutineEvent,
  type TemperatureUnit,
} from "@husting/savings";
import { type ClaimDays, localDateOfDay } from "./series.ts";

/** Local dates, both included, that count in neither period because the user said so. */
export interface LeftOut {
  readonly from: string;
  readonly to: string;
}

/** A stretch of days that weather and calendar do not explain, and what the claim did about it. */
export interface ClaimEvent {
  readonly period: "baseline" | "reporting";
  /** Local dates, both included. */
  readonly from: string;
  readonly to: string;
  /** Mean difference over the stretch, as a share of expected use: −0.3 is 30 % less. */
  readonly share: number;
  readonly strength: number;
  readonly question: NonRoutineEvent["question"];
  /** Counted like every other day unless the user left it out. */
  readonly treatment: "counted" | "left-out" | "partly-left-out";
}

const DAY_MS = 86_400_000;

export function isLeftOut(leftOut: readonly LeftOut[], localDay: number): boolean {
  return leftOut.some(({ from, to }) => {
    return localDay >= Date.parse(from) / DAY_MS && localDay <= Date.parse(to) / DAY_MS;
  });
}

/** The claim's days with the use of dates that are left out as gaps. */
export function leaveOut(days: ClaimDays, leftOut: readonly LeftOut[]): ClaimDays {
  if (leftOut.length === 0) return days;
  const useKwh = days.useKwh.map((use, day) =>
    isLeftOut(leftOut, days.firstLocalDay + day) ? Number.NaN : use,
  );
  return { ...days, useKwh };
}

/**
 * Events in the baseline and in the reporting period. The reporting period's use is first raised to what the baseline
 * expected in all (`expectedShare` = counterfactual over observed), so that the saving itself is no event; days between
 * the periods, when the work was done, are not looked at.
 */
export function claimEvents(
  days: ClaimDays,
  temperatureUnit: TemperatureUnit,
  options: { readonly country: DaysOffCountry; readonly leftOut: readonly LeftOut[] },
  expectedShare: number,
): ClaimEvent[] {
  const { baselineFrom, baselineTo, reportingFrom, reportingTo } = days;
  const length = reportingTo - baselineFrom;
  const firstDay = days.firstLocalDay + baselineFrom;
  const useKwh = days.useKwh.slice(baselineFrom, reportingTo).map((use, i) => {
    const day = baselineFrom + i;
    if (day >= reportingFrom) return use * expectedShare;
    return day < baselineTo ? use : Number.NaN;
  });
  const found = findNonRoutineEvents(
    {
      firstDay,
      kinds: dayKinds(firstDay, length, options.country),
      temperature: days.temperature.slice(baselineFrom, reportingTo),
      useKwh,
      temperatureUnit,
      // Whether the baseline is long enough was asked before; here the days between the periods are gaps on purpose.
      sufficiency: "waived",
    },
    0,
  );
  if (!found.ok) return [];
  return found.value.map(({ fromDay, toDay, share, strength, question }) => {
    let left = 0;
    for (let day = fromDay; day < toDay; day++) if (isLeftOut(options.leftOut, firstDay + day)) left++;
    return {
      period: baselineFrom + fromDay < reportingFrom ? "baseline" : "reporting",
      from: localDateOfDay(days, baselineFrom + fromDay),
      to: localDateOfDay(days, baselineFrom + toDay - 1),
      share,
      strength,
      question,
      treatment: left === 0 ? "counted" : left === toDay - fromDay ? "left-out" : "partly-left-out",
    };
  });
}
