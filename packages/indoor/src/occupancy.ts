import { type HourFrame, type LocalHours, localHours, weekdayOf } from "./hours.ts";
import { inSeason, type Season, type Standing } from "./limitrecords.ts";
import type { RoomUse } from "./roomuse.ts";

/**
 * What sort of day it is. The first three figures are those of @husting/savings' `dayKinds`; a worked rest day is a
 * Saturday or Sunday that China works to make a longer holiday.
 */
export const dayOfUse = { ordinary: 0, publicHoliday: 1, closure: 2, workedRestDay: 3 } as const;

export type OccupancyCountry = "SE" | "CN";

/** Hours of a day, `[from, to)`, local time. */
export type DayHours = readonly [from: number, to: number];

/** When a use of rooms has people in it. A record, so that a building can carry its own. */
export interface OccupancyRecord {
  readonly use: RoomUse;
  readonly country: OccupancyCountry;
  readonly workday: readonly DayHours[];
  readonly saturday: readonly DayHours[];
  readonly sunday: readonly DayHours[];
  /** Public holidays and closures; `undefined`: as Sundays. */
  readonly dayOff?: readonly DayHours[];
  /** Longer breaks, in which nobody comes. */
  readonly breaks: readonly Season[];
  readonly source: string;
  readonly standing: Standing;
}

const always: readonly DayHours[] = [[0, 24]];
const never: readonly DayHours[] = [];
const customary = { source: "customary hours of the use", standing: "from-memory" } as const;
// School years differ by municipality and year; a city enters its own.
const swedishSchoolBreaks: readonly Season[] = [
  { from: "06-15", to: "08-16" },
  { from: "12-21", to: "01-07" },
];
const chineseSchoolBreaks: readonly Season[] = [
  { from: "07-10", to: "08-31" },
  { from: "01-20", to: "02-18" },
];

type Hours = Pick<OccupancyRecord, "workday" | "saturday" | "sunday"> & {
  readonly dayOff?: readonly DayHours[];
  readonly breaks?: readonly Season[];
};

function record(use: RoomUse, country: OccupancyCountry, hours: Hours): OccupancyRecord {
  return { use, country, breaks: [], ...hours, ...customary };
}

const allDays = (hours: DayHours, dayOff?: readonly DayHours[]): Hours => ({
  workday: [hours],
  saturday: [hours],
  sunday: [hours],
  ...(dayOff === undefined ? {} : { dayOff }),
});
const workdays = (...workday: readonly DayHours[]): Hours => ({ workday, saturday: never, sunday: never });
const roundTheClock: Hours = { workday: always, saturday: always, sunday: always, dayOff: always };

/** Hours that come with the package; all of them starting points to be edited, and marked so. */
export const occupancyRecords: readonly OccupancyRecord[] = [
  record("classroom", "SE", { ...workdays([8, 16]), breaks: swedishSchoolBreaks }),
  record("preschool", "SE", workdays([7, 17])),
  record("office", "SE", workdays([8, 17])),
  record("dwelling", "SE", roundTheClock),
  record("care", "SE", roundTheClock),
  record("shop", "SE", { workday: [[10, 19]], saturday: [[10, 17]], sunday: [[11, 16]] }),
  record("gym", "SE", { workday: [[6, 22]], saturday: [[8, 19]], sunday: [[8, 20]] }),
  record("culture", "SE", { workday: [[10, 19]], saturday: [[11, 16]], sunday: [[11, 16]], dayOff: never }),
  record("restaurant", "SE", { workday: [[11, 22]], saturday: [[12, 23]], sunday: [[12, 21]] }),
  record("classroom", "CN", { ...workdays([8, 12], [14, 18]), breaks: chineseSchoolBreaks }),
  record("preschool", "CN", workdays([8, 17])),
  record("office", "CN", workdays([9, 18])),
  record("dwelling", "CN", roundTheClock),
  record("care", "CN", roundTheClock),
  record("shop", "CN", allDays([10, 22])),
  record("gym", "CN", allDays([7, 22])),
  record("culture", "CN", { workday: [[9, 17]], saturday: [[9, 17]], sunday: [[9, 17]] }),
  record("restaurant", "CN", allDays([10, 22])),
];

/** The record for a use in a country. Every use has one in each country. */
export function occupancyOf(use: RoomUse, country: OccupancyCountry): OccupancyRecord {
  return occupancyRecords.find((candidate) => candidate.use === use && candidate.country === country)!;
}

/**
 * 1 for every hour of a frame in which a room of the record's use has people in it, else 0. An hour that a clock change
 * repeats counts twice, one it skips not at all.
 * @param dayKinds `dayOfUse` of each local day that the frame touches, in order; without it every day is ordinary
 */
export function occupiedHours(
  occupancy: OccupancyRecord,
  frame: HourFrame,
  dayKinds?: Uint8Array,
  local: LocalHours = localHours(frame),
): Uint8Array {
  const occupied = new Uint8Array(frame.hours);
  const firstDay = local.localDay[0] ?? 0;
  let day = Number.NaN;
  let today: readonly DayHours[] = never;
  for (let i = 0; i < frame.hours; i++) {
    if (local.localDay[i]! !== day) {
      day = local.localDay[i]!;
      today = hoursOfDay(occupancy, day, dayKinds?.[day - firstDay] ?? dayOfUse.ordinary);
    }
    const hour = local.hourOfDay[i]!;
    for (const [from, to] of today) if (hour >= from && hour < to) occupied[i] = 1;
  }
  return occupied;
}

function hoursOfDay(occupancy: OccupancyRecord, day: number, kind: number): readonly DayHours[] {
  const date = new Date(day * 86_400_000).toISOString().slice(0, 10);
  if (occupancy.breaks.some((season) => inSeason(season, date))) return never;
  if (kind === dayOfUse.publicHoliday || kind === dayOfUse.closure) {
    return occupancy.dayOff ?? occupancy.sunday;
  }
  const weekday = weekdayOf(day);
  if (kind === dayOfUse.workedRestDay || weekday < 5) return occupancy.workday;
  return weekday === 5 ? occupancy.saturday : occupancy.sunday;
}
