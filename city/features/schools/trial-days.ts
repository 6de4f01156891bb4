import {
  dailyMeans,
  inSeason,
  type LocalHours,
  type OccupancyCountry,
  occupancyOf,
  type RoomUse,
} from "@husting/indoor";
import { dayKind, dayKinds, type TrialDays, weekdayOf } from "@husting/savings";
import { type CountedHours, countsHour } from "./experiments.ts";

const DAY_MS = 86_400_000;
/** A day's outdoor temperature is known when half of it was measured, as CalTRACK 2.0 (2.2.1.3) has it. */
const LEAST_WEATHER_HOURS = 12;

export interface TrialHours {
  /** Whole local days. */
  readonly local: LocalHours;
  /** kWh of each hour, a gap where it was not metered as an hour. */
  readonly kwh: Float64Array;
  readonly outdoorC: Float64Array;
  /** What rooms of the building are for, and where: which hours are lessons, and when nobody comes. */
  readonly use: RoomUse;
  readonly country: OccupancyCountry;
}

/**
 * Days of the hours an experiment is about. A day is a gap unless all of its counted hours were measured. Holidays, the days on which
 * everything is closed, and the school's breaks are not looked at, neither in the experiment nor before it.
 * @param dailyKwh use of whole days, for what counts all day: a meter read once a day can tell that.
 */
export function trialDays(
  { local, kwh, outdoorC, use, country }: TrialHours,
  hours: CountedHours,
  dailyKwh?: Float64Array,
): TrialDays {
  const firstDay = local.localDay[0] ?? 0;
  const days = local.localDay.length === 0 ? 0 : local.localDay.at(-1)! - firstDay + 1;
  const occupancy = occupancyOf(use, country);
  const kinds = dayKinds(firstDay, days, country);
  const useKwh = new Float64Array(days);
  const hoursOf = new Uint8Array(days);
  for (let hour = 0; hour < kwh.length; hour++) {
    const day = local.localDay[hour]!;
    if (!countsHour(hours, weekdayOf(day), local.hourOfDay[hour]!, occupancy.workday)) continue;
    useKwh[day - firstDay]! += kwh[hour]!;
    hoursOf[day - firstDay]!++;
  }
  const isCounted = kinds.map((kind, day) => {
    const date = new Date((firstDay + day) * DAY_MS).toISOString().slice(0, 10);
    const isBreak = occupancy.breaks.some((season) => inSeason(season, date));
    return kind === dayKind.ordinary && !isBreak && hoursOf[day]! > 0 ? 1 : 0;
  });
  return {
    firstDay,
    kinds,
    temperature: dailyMeans(local, outdoorC, LEAST_WEATHER_HOURS).values,
    useKwh: hours === "all-day" && dailyKwh !== undefined ? dailyKwh : useKwh,
    isCounted,
    changes: [],
  };
}
