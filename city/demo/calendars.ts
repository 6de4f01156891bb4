import { createWallClock } from "@husting/series";

export type CalendarName = "sweden" | "china";

/** How a local day is spent: shares of the usual attendance, 0 to 1. */
export interface DayLevels {
  /** ISO weekday, 1 Monday to 7 Sunday; a public holiday counts as 7. */
  readonly weekday: number;
  readonly school: number;
  readonly preschool: number;
  readonly work: number;
  /** Residents who have not gone away. */
  readonly home: number;
  /** Sports halls, libraries, houses of culture. */
  readonly leisure: number;
}

/** Wall-clock hours of a stretch of UTC hours. */
export interface LocalHours {
  /** 0 to 23. */
  readonly hourOfDay: Uint8Array;
  /** Hour of the local week, 0 to 167, Monday 00:00 first. */
  readonly hourOfWeek: Uint8Array;
  /** Days since 1970-01-01 of the local date. */
  readonly epochDay: Int32Array;
}

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

export function localHours(zone: string, startMs: number, hours: number): LocalHours {
  const wallClock = createWallClock(zone);
  const hourOfDay = new Uint8Array(hours);
  const hourOfWeek = new Uint8Array(hours);
  const epochDay = new Int32Array(hours);
  for (let hour = 0; hour < hours; hour++) {
    const localMs = wallClock(startMs + hour * hourMs);
    const day = Math.floor(localMs / dayMs);
    epochDay[hour] = day;
    hourOfDay[hour] = Math.floor((localMs - day * dayMs) / hourMs);
    // 1970-01-01 was a Thursday.
    hourOfWeek[hour] = ((((day + 3) % 7) + 7) % 7) * 24 + hourOfDay[hour]!;
  }
  return { hourOfDay, hourOfWeek, epochDay };
}

const epochDayOf = (year: number, month: number, day: number): number =>
  Date.UTC(year, month - 1, day) / dayMs;
const isoWeekday = (epochDay: number): number => ((((epochDay + 3) % 7) + 7) % 7) + 1;
const within = (epochDay: number, from: number, to: number): boolean => epochDay >= from && epochDay <= to;

/** Easter Sunday of the Gregorian calendar (Meeus, *Astronomical Algorithms*, chapter 8). */
export function easterSunday(year: number): number {
  const a = year % 19;
  const b = Math.floor(year / 100);
  const c = year % 100;
  const d = (19 * a + b - Math.floor(b / 4) - Math.floor((b - Math.floor((b + 8) / 25) + 1) / 3) + 15) % 30;
  const e = (32 + 2 * (b % 4) + 2 * Math.floor(c / 4) - d - (c % 4)) % 7;
  const f = d + e - 7 * Math.floor((a + 11 * d + 22 * e) / 451) + 114;
  return epochDayOf(year, Math.floor(f / 31), (f % 31) + 1);
}

/** First day of an ISO week. */
function isoWeekStart(year: number, week: number): number {
  const fourth = epochDayOf(year, 1, 4);
  return fourth - (isoWeekday(fourth) - 1) + 7 * (week - 1);
}

/** The Friday on or after a date. */
const fridayFrom = (epochDay: number): number => epochDay + ((5 - isoWeekday(epochDay) + 7) % 7);

/** Sweden's public holidays and eves that are kept as such, and a municipality's terms: roughly, year after year. */
function swedishDay(epochDay: number): DayLevels {
  const date = new Date(epochDay * dayMs);
  const year = date.getUTCFullYear();
  const on = (month: number, day: number): number => epochDayOf(year, month, day);
  const easter = easterSunday(year);
  const holidays = [
    on(1, 1),
    on(1, 6),
    easter - 2,
    easter + 1,
    on(5, 1),
    easter + 39,
    on(6, 6),
    fridayFrom(on(6, 19)),
    on(12, 24),
    on(12, 25),
    on(12, 26),
    on(12, 31),
  ];
  const holiday = holidays.includes(epochDay);
  const weekday = holiday ? 7 : isoWeekday(epochDay);
  const christmas = epochDay >= on(12, 21) || epochDay <= on(1, 7);
  const summer = within(epochDay, on(6, 13), on(8, 17));
  const july = within(epochDay, on(7, 1), on(8, 4));
  const sportWeek = within(epochDay, isoWeekStart(year, 10), isoWeekStart(year, 10) + 6);
  const easterWeek = within(epochDay, easter - 6, easter + 1);
  const autumnWeek = within(epochDay, isoWeekStart(year, 44), isoWeekStart(year, 44) + 6);
  const leave = christmas || summer || sportWeek || easterWeek || autumnWeek;
  return {
    weekday,
    school: leave || holiday ? 0.03 : 1,
    preschool: holiday ? 0 : july ? 0.3 : leave ? 0.6 : 1,
    work: holiday ? 0.03 : july ? 0.4 : christmas ? 0.45 : summer ? 0.75 : 1,
    home: july ? 0.7 : christmas ? 0.85 : 1,
    leisure: holiday ? 0 : july ? 0.25 : summer ? 0.5 : 1,
  };
}

/** The Gregorian day of a date in the Chinese calendar whose first month falls in `year`. */
function lunarDay(year: number, monthCode: string, day: number): number {
  const date = Temporal.PlainDate.from({ calendar: "chinese", year, monthCode, day });
  const { year: y, month, day: d } = date.withCalendar("iso8601");
  return epochDayOf(y, month, d);
}

/** The movable days of one year, worked out once: the Chinese calendar is slow to ask. */
const lunarYears = new Map<number, { spring: number; dragonBoat: number; midAutumn: number }>();

function lunarYear(year: number) {
  let known = lunarYears.get(year);
  if (known === undefined) {
    known = {
      spring: lunarDay(year, "M01", 1),
      dragonBoat: lunarDay(year, "M05", 5),
      midAutumn: lunarDay(year, "M08", 15),
    };
    lunarYears.set(year, known);
  }
  return known;
}

/** China's public holidays without the shifted working days, and a district's school terms, roughly. */
function chineseDay(epochDay: number): DayLevels {
  const year = new Date(epochDay * dayMs).getUTCFullYear();
  const on = (month: number, day: number): number => epochDayOf(year, month, day);
  const { spring, dragonBoat, midAutumn } = lunarYear(year);
  const springFestival = within(epochDay, spring - 1, spring + 6);
  const holiday =
    springFestival ||
    epochDay === on(1, 1) ||
    epochDay === on(4, 5) ||
    within(epochDay, on(5, 1), on(5, 5)) ||
    epochDay === dragonBoat ||
    epochDay === midAutumn ||
    within(epochDay, on(10, 1), on(10, 7));
  const weekday = holiday ? 7 : isoWeekday(epochDay);
  const winterLeave = within(epochDay, spring - 21, spring + 17);
  const summerLeave = within(epochDay, on(7, 6), on(8, 31));
  const leave = winterLeave || summerLeave;
  const travelling = within(epochDay, spring - 4, spring + 9);
  return {
    weekday,
    school: leave || holiday ? 0.02 : 1,
    preschool: holiday ? 0 : leave ? 0.1 : 1,
    work: springFestival ? 0.02 : holiday ? 0.08 : travelling ? 0.6 : 1,
    home: travelling ? 0.75 : 1,
    leisure: within(epochDay, spring - 1, spring + 2) ? 0 : summerLeave ? 1.1 : 1,
  };
}

export function dayLevels(calendar: CalendarName, epochDay: number): DayLevels {
  return calendar === "sweden" ? swedishDay(epochDay) : chineseDay(epochDay);
}

/** Stretch of the year, both days included, as month · 100 + day; it runs over New Year. */
export interface Season {
  readonly from: number;
  readonly to: number;
}

/** Which hours fall in a season of local days; all of them without a season. */
export function heatingSeason(season: Season | undefined, local: LocalHours): Uint8Array {
  return Uint8Array.from(local.epochDay, (day) => {
    if (season === undefined) return 1;
    const date = new Date(day * dayMs);
    const monthDay = (date.getUTCMonth() + 1) * 100 + date.getUTCDate();
    return monthDay >= season.from || monthDay <= season.to ? 1 : 0;
  });
}
