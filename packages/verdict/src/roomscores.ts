import type { MatchedDays, MatchedRoom } from "./roomdays.ts";

/** A room's difference and how much each day moves it. */
export interface RoomScores {
  /** Share of hours outside, percentage points: in the reporting period, and by the baseline in the same weather. */
  readonly reportingPoints: number;
  readonly baselinePoints: number;
  /** The one minus the other. */
  readonly differencePoints: number;
  /** By day of the period: change of the difference when the day counts once more, percentage points. They sum to 0. */
  readonly baseline: Float64Array;
  readonly reporting: Float64Array;
}

/**
 * Share outside in the reporting period minus the share that the baseline's strata would have given in the reporting
 * period's weather (direct standardisation; Rothman, Greenland & Lash, Modern Epidemiology, 3rd ed., ch. 15), and its
 * empirical influence values (Davison & Hinkley, Bootstrap Methods and their Application, 1997, §2.7.2). The residuals
 * of a stratum of n baseline days are enlarged by √(n/(n − 1)): they were taken from the mean of those few days.
 * @param room at least one matched day in each period. @param lengths days of the periods.
 */
export function scoreRoom(
  room: MatchedRoom,
  lengths: { readonly baseline: number; readonly reporting: number },
): RoomScores {
  const before = totals(room.baseline, room.strata);
  const after = totals(room.reporting, room.strata);
  const usualShare = before.outside.map((outside, s) => outside / before.hours[s]!);
  let hours = 0;
  let outside = 0;
  let usual = 0;
  for (let s = 0; s < room.strata; s++) {
    hours += after.hours[s]!;
    outside += after.outside[s]!;
    usual += usualShare[s]! * after.hours[s]!;
  }
  const difference = (outside - usual) / hours;
  const baseline = new Float64Array(lengths.baseline);
  const reporting = new Float64Array(lengths.reporting);
  for (let i = 0; i < room.baseline.day.length; i++) {
    const s = room.baseline.stratum[i]!;
    const n = before.days[s]!;
    const residual = room.baseline.outsideHours[i]! - usualShare[s]! * room.baseline.measuredHours[i]!;
    const weight = (after.hours[s]! / hours) * Math.sqrt(n / (n - 1));
    baseline[room.baseline.day[i]!] = (-100 * weight * residual) / before.hours[s]!;
  }
  for (let i = 0; i < room.reporting.day.length; i++) {
    const measured = room.reporting.measuredHours[i]!;
    const expected = (usualShare[room.reporting.stratum[i]!]! + difference) * measured;
    const residual = room.reporting.outsideHours[i]! - expected;
    reporting[room.reporting.day[i]!] = (100 * residual) / hours;
  }
  return {
    reportingPoints: (100 * outside) / hours,
    baselinePoints: (100 * usual) / hours,
    differencePoints: 100 * difference,
    baseline,
    reporting,
  };
}

function totals(days: MatchedDays, strata: number) {
  const hours = new Float64Array(strata);
  const outside = new Float64Array(strata);
  const count = new Int32Array(strata);
  for (let i = 0; i < days.day.length; i++) {
    const s = days.stratum[i]!;
    hours[s]! += days.measuredHours[i]!;
    outside[s]! += days.outsideHours[i]!;
    count[s]! += 1;
  }
  return { hours, outside, days: count };
}
