/** What sort of day it is, as far as a building's use is concerned. */
export const dayKind = { ordinary: 0, publicHoliday: 1, closure: 2 } as const;

/** Countries whose days off are known here; `none` treats every day as ordinary. */
export type DaysOffCountry = "SE" | "GB" | "CN" | "none";

const dayMs = 86_400_000;

/** Days since 1970-01-01 of a date of the Gregorian calendar; month 1 = January. */
function dayNumber(year: number, month: number, day: number): number {
  return Date.UTC(year, month - 1, day) / dayMs;
}

/** Weekday of a day number, 0 = Monday (1970-01-01 was a Thursday). */
export function weekdayOf(localDay: number): number {
  return (((localDay + 3) % 7) + 7) % 7;
}

/** Easter Sunday of the Gregorian calendar, as a day number (the "anonymous" algorithm; Meeus, Astronomical Algorithms, ch. 8). */
export function easterSunday(year: number): number {
  const a = year % 19;
  const b = Math.floor(year / 100);
  const c = year % 100;
  const h = (19 * a + b - (b >> 2) - Math.floor((b - Math.floor((b + 8) / 25) + 1) / 3) + 15) % 30;
  const l = (32 + 2 * (b % 4) + 2 * (c >> 2) - h - (c % 4)) % 7;
  const m = Math.floor((a + 11 * h + 22 * l) / 451);
  const sum = h + l - 7 * m + 114;
  return dayNumber(year, Math.floor(sum / 31), (sum % 31) + 1);
}

/**
 * The kind of each of `days` consecutive local days from `firstDay` (days since 1970-01-01). Public holidays are those
 * on which offices rest; `closure` is the run of days when whole organisations shut: 24 December – 1 January in Sweden
 * and Great Britain, the Spring Festival week and the first week of October in China.
 */
export function dayKinds(firstDay: number, days: number, country: DaysOffCountry): Uint8Array {
  const kinds = new Uint8Array(days);
  if (country === "none" || days === 0) return kinds;
  const firstYear = new Date(firstDay * dayMs).getUTCFullYear();
  const lastYear = new Date((firstDay + days - 1) * dayMs).getUTCFullYear();
  const put = (day: number, kind: number): void => {
    const i = day - firstDay;
    if (i >= 0 && i < days) kinds[i] = kind;
  };
  for (let year = firstYear; year <= lastYear; year++) {
    for (const day of publicHolidays[country](year)) put(day, dayKind.publicHoliday);
    for (const [from, to] of closures[country](year)) {
      for (let day = from; day <= to; day++) put(day, dayKind.closure);
    }
  }
  return kinds;
}

/** The first given weekday on or after a day. */
function onOrAfter(day: number, weekday: number): number {
  return day + ((weekday - weekdayOf(day) + 7) % 7);
}

const publicHolidays: Record<Exclude<DaysOffCountry, "none">, (year: number) => number[]> = {
  // Lag (1989:253) om allmänna helgdagar; Midsummer Eve is free by custom.
  SE: (year) => {
    const easter = easterSunday(year);
    const midsummerEve = onOrAfter(dayNumber(year, 6, 19), 4);
    return [
      dayNumber(year, 1, 6),
      easter - 2,
      easter + 1,
      dayNumber(year, 5, 1),
      easter + 39,
      dayNumber(year, 6, 6),
      midsummerEve,
      midsummerEve + 1,
      onOrAfter(dayNumber(year, 10, 31), 5),
    ];
  },
  // Banking and Financial Dealings Act 1971, England and Wales; one-off royal holidays are not listed.
  GB: (year) => {
    const easter = easterSunday(year);
    return [
      easter - 2,
      easter + 1,
      onOrAfter(dayNumber(year, 5, 1), 0),
      onOrAfter(dayNumber(year, 5, 25), 0),
      onOrAfter(dayNumber(year, 8, 25), 0),
    ];
  },
  // 全国年节及纪念日放假办法: fixed dates here; the movable ones but Spring Festival are single days and left ordinary.
  CN: (year) => [dayNumber(year, 1, 1), dayNumber(year, 5, 1)],
};

const closures: Record<Exclude<DaysOffCountry, "none">, (year: number) => [number, number][]> = {
  SE: yearEnd,
  GB: yearEnd,
  CN: (year) => {
    const eve = chineseNewYear(year) - 1;
    return [
      [eve, eve + 7],
      [dayNumber(year, 10, 1), dayNumber(year, 10, 7)],
    ];
  },
};

function yearEnd(year: number): [number, number][] {
  return [
    [dayNumber(year, 1, 1), dayNumber(year, 1, 1)],
    [dayNumber(year, 12, 24), dayNumber(year, 12, 31)],
  ];
}

/** The first day of the Chinese calendar's year that begins in a Gregorian year. */
function chineseNewYear(year: number): number {
  const date = Temporal.PlainDate.from({ year, month: 3, day: 1 }).withCalendar("chinese");
  const first = date.with({ month: 1, day: 1 }).withCalendar("iso8601");
  return dayNumber(first.year, first.month, first.day);
}
