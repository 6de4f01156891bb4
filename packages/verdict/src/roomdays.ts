import { periodOf } from "./checks.ts";
import type { Period, RoomCalendar, RoomDay, VerdictInputs } from "./inputs.ts";

/**
 * Days are equal when their mean outdoor temperatures lie in the same stratum. In 2 K a room's state hardly changes, and
 * a year that is 2 K colder shifts the mean inside a stratum by only 0.01 K (temperatures spread by 8 K).
 */
export const stratumWidthC = 2;
/** A stratum with fewer baseline days than these says little of what was usual in it. */
export const leastBaselineDaysInStratum = 3;
/** Matched days in each period; below three weeks of days a bootstrap by weeks has nothing to draw from. */
export const leastMatchedDays = 20;

/** The days of one period of one room that have their equal in the other; columns of equal length. */
export interface MatchedDays {
  /** Days after the period's first. */
  readonly day: Int32Array;
  /** Index of the stratum, the same in both periods. */
  readonly stratum: Int32Array;
  readonly measuredHours: Float64Array;
  readonly outsideHours: Float64Array;
}

/** How much of a room was measured, in shares of one. */
export interface RoomCoverage {
  readonly baselineShare: number;
  readonly reportingShare: number;
  /** Reporting hours on days that have their equal in the baseline, of the reporting hours measured. */
  readonly matchedShare: number;
  readonly matchedDays: { readonly baseline: number; readonly reporting: number };
}

export interface MatchedRoom {
  readonly room: string;
  readonly strata: number;
  readonly baseline: MatchedDays;
  readonly reporting: MatchedDays;
  readonly coverage: RoomCoverage;
}

/** A room's measured days, each period's matched by outdoor temperature to the other's. */
export function matchDays(
  calendar: RoomCalendar,
  rows: readonly RoomDay[],
  periods: VerdictInputs["periods"],
): MatchedRoom {
  const days: Record<Period, { row: RoomDay; stratum: number }[]> = { baseline: [], reporting: [] };
  const measured: Record<Period, number> = { baseline: 0, reporting: 0 };
  for (const row of rows) {
    const period = periodOf(periods, row.localDay);
    if (period === undefined || row.measuredHours === 0) continue;
    measured[period] += row.measuredHours;
    if (row.outdoorC === null) continue;
    days[period].push({ row, stratum: Math.floor(row.outdoorC / stratumWidthC) });
  }
  const baselineDays = countBy(days.baseline.map(({ stratum }) => stratum));
  const reportingDays = countBy(days.reporting.map(({ stratum }) => stratum));
  const shared = [...reportingDays.keys()]
    .filter((stratum) => (baselineDays.get(stratum) ?? 0) >= leastBaselineDaysInStratum)
    .sort((a, b) => a - b);
  const index = new Map(shared.map((stratum, i) => [stratum, i]));
  const columns = (period: Period): MatchedDays => {
    const kept = days[period].filter(({ stratum }) => index.has(stratum));
    const first = periods[period].firstDay;
    return {
      day: Int32Array.from(kept, ({ row }) => row.localDay - first),
      stratum: Int32Array.from(kept, ({ stratum }) => index.get(stratum)!),
      measuredHours: Float64Array.from(kept, ({ row }) => row.measuredHours),
      outsideHours: Float64Array.from(kept, ({ row }) => row.outsideHours),
    };
  };
  const baseline = columns("baseline");
  const reporting = columns("reporting");
  const share = (part: number, whole: number) => (whole > 0 ? Math.min(1, part / whole) : 0);
  return {
    room: calendar.room,
    strata: shared.length,
    baseline,
    reporting,
    coverage: {
      baselineShare: share(measured.baseline, calendar.occupiedHours.baseline),
      reportingShare: share(measured.reporting, calendar.occupiedHours.reporting),
      matchedShare: share(sum(reporting.measuredHours), measured.reporting),
      matchedDays: { baseline: baseline.day.length, reporting: reporting.day.length },
    },
  };
}

function countBy(values: readonly number[]): Map<number, number> {
  const counts = new Map<number, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return counts;
}

function sum(values: Float64Array): number {
  let total = 0;
  for (const value of values) total += value;
  return total;
}
