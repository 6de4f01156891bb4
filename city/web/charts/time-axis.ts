import type { Formats } from "../language/index.ts";
import type { Format } from "./plot.ts";

/** How long each value of a series lasts. */
export type Step = "hour" | "day" | "week" | "month";

export interface Tick {
  readonly at: number;
  readonly label: string;
}

/** The longest series of days that still has a pixel or so a day; longer ones are better shown by week. */
const mostDays = 400;
const mostWeeks = 160;

/** The step that suits a chart of so many days, for those who have the choice. */
export function suitableStep(days: number): "day" | "week" | "month" {
  if (days <= mostDays) return "day";
  return days <= mostWeeks * 7 ? "week" : "month";
}

/** Year, month, day and hour at the site. */
interface Wall {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly hour: number;
}

function wallTimes(startsMs: ArrayLike<number>, zone: string): Wall[] {
  return Array.from({ length: startsMs.length }, (_, index) => {
    const { year, month, day, hour } = Temporal.Instant.fromEpochMilliseconds(
      startsMs[index] ?? 0,
    ).toZonedDateTimeISO(zone);
    return { year, month, day, hour };
  });
}

/** The steps of a series as the site's calendar sees them. */
export interface TimeAxis {
  /**
   * Where the axis is labelled and with what: months if there are two and more, else days, else hours. As many as
   * the format has room for, always at round places (each month, quarter, half-year, year), with the year under the
   * first label and under each January.
   *
   * Steps are counted 0, 1, 2 … and each fills its place from −½ to +½.
   */
  readonly ticks: (format: Format) => Tick[];
  /** Runs of steps that share a calendar month, for a table that is not a thousand rows long. */
  readonly months: () => MonthOfSteps[];
}

export interface MonthOfSteps {
  readonly startMs: number;
  readonly from: number;
  readonly to: number;
}

export function timeAxis(startsMs: ArrayLike<number>, step: Step, f: Formats): TimeAxis {
  const walls = wallTimes(startsMs, f.zone);
  return {
    ticks: (format) => timeTicks(walls, startsMs, step, format, f),
    months: () => monthsOf(walls, startsMs),
  };
}

function timeTicks(
  walls: readonly Wall[],
  startsMs: ArrayLike<number>,
  step: Step,
  format: Format,
  f: Formats,
): Tick[] {
  const room = format === "wide" ? 12 : 5;
  const first = walls[0];
  const last = walls.at(-1);
  if (first === undefined || last === undefined) return [];
  const months = (last.year - first.year) * 12 + last.month - first.month + 1;
  if (months > 2 || step === "month") return monthTicks(walls, startsMs, step, months, room, f);
  const days = ((startsMs[startsMs.length - 1] ?? 0) - (startsMs[0] ?? 0)) / 86_400_000 + 1;
  if (step === "hour" && days <= 3) return hourTicks(walls, startsMs, room, f);
  const every = [1, 2, 7, 14].find((interval) => days / interval <= room / 1.5) ?? 14;
  const seen = { day: -1, count: -1 };
  const ticks: Tick[] = [];
  for (const [index, wall] of walls.entries()) {
    if (wall.day === seen.day) continue;
    seen.day = wall.day;
    seen.count++;
    if (seen.count % every !== 0) continue;
    ticks.push({ at: step === "day" ? index : index - 0.5, label: f.date(startsMs[index] ?? 0, "dayMonth") });
  }
  return ticks;
}

function monthTicks(
  walls: readonly Wall[],
  startsMs: ArrayLike<number>,
  step: Step,
  months: number,
  room: number,
  f: Formats,
): Tick[] {
  const every =
    [1, 2, 3, 6, 12].find((interval) => months / interval <= room) ?? 12 * Math.ceil(months / 12 / room);
  const ticks: Tick[] = [];
  let seen = -1;
  for (const [index, wall] of walls.entries()) {
    const month = wall.year * 12 + wall.month - 1;
    const opens = index === 0 ? step === "month" || wall.day === 1 : month !== seen;
    seen = month;
    if (!opens || month % every !== 0) continue;
    const instant = startsMs[index] ?? 0;
    const name = f.date(instant, "monthOnly");
    const withYear = ticks.length === 0 || wall.month === 1;
    ticks.push({
      // A month's name stands under its bar, or else under the line where it begins.
      at: step === "month" ? index : index - 0.5,
      label: every >= 12 ? f.date(instant, "year") : withYear ? `${name}\n${f.date(instant, "year")}` : name,
    });
  }
  return ticks;
}

function hourTicks(walls: readonly Wall[], startsMs: ArrayLike<number>, room: number, f: Formats): Tick[] {
  const every = [1, 3, 6, 12, 24].find((interval) => walls.length / interval <= room) ?? 24;
  const ticks: Tick[] = [];
  for (const [index, wall] of walls.entries()) {
    if (wall.hour % every !== 0) continue;
    const instant = startsMs[index] ?? 0;
    const time = f.date(instant, "time");
    const withDay = ticks.length === 0 || wall.hour === 0;
    ticks.push({ at: index - 0.5, label: withDay ? `${time}\n${f.date(instant, "dayMonth")}` : time });
  }
  return ticks;
}

/** Where an instant lies on the axis, or null outside it. The last step lasts as long as the one before it. */
export function placeOf(instantMs: number, startsMs: ArrayLike<number>): number | null {
  const count = startsMs.length;
  if (count === 0) return null;
  for (let index = 0; index < count; index++) {
    const from = startsMs[index] ?? 0;
    const previous = startsMs[index - 1] ?? from - 1;
    const to = startsMs[index + 1] ?? from + (from - previous);
    if (instantMs >= from && instantMs < to) return index - 0.5 + (instantMs - from) / (to - from);
  }
  return null;
}

function monthsOf(walls: readonly Wall[], startsMs: ArrayLike<number>): MonthOfSteps[] {
  const months: MonthOfSteps[] = [];
  let from = 0;
  for (let index = 1; index <= walls.length; index++) {
    const here = walls[index];
    const there = walls[from];
    if (here !== undefined && here.year === there?.year && here.month === there.month) continue;
    months.push({ startMs: startsMs[from] ?? 0, from, to: index });
    from = index;
  }
  return walls.length === 0 ? [] : months;
}
