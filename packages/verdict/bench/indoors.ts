import type { Answer, RoomDay } from "../src/inputs.ts";
import { type Chance, normalBelow, wander } from "./chance.ts";
import { reportingFrom, spanDays, type Weather, type Years, yearDays } from "./years.ts";

/** One room's climate: what its heating aims at, how its curve errs in the cold, how it heats up in summer. */
export interface Room {
  readonly setC: number;
  /** K warmer for each degree colder outside than 5 °C; may be negative. */
  readonly curve: number;
  readonly summer: number;
  /** Change of what it is heated to from baseline to reporting, K. */
  readonly changeC: number;
}

// Hours worked, 8–17, and the warmth people and machines bring by the end of them.
const occupiedHours = 9;
const gainsC = 0.6;
// Day-to-day and hour-to-hour standard deviations of a room's temperature around its mean, K.
const dayNoiseC = 0.25;
const hourNoiseC = 0.25;
const noiseC = Math.hypot(dayNoiseC, hourNoiseC);
const dayCorrelation = 0.8;

/** Limits in the manner of EN 16798-1, category II: 20–24 °C, 26 °C when it is warm outside. */
const lowestC = 20;
const highestC = (outdoorC: number) => (outdoorC < 15 ? 24 : 26);

/** Rooms as a well-kept house has them, or, with `spreadC` larger and `aimC` nearer a limit, as a poorer one has. */
export function furnishRooms(chance: Chance, count: number, aimC: number, spreadC: number): Room[] {
  return Array.from({ length: count }, () => ({
    setC: aimC + spreadC * chance.normal(),
    curve: 0.015 * chance.normal(),
    summer: 0.1 + 0.12 * chance.uniform(),
    // Rooms never stay quite as they were.
    changeC: 0.04 * chance.normal(),
  }));
}

function meanC(room: Room, changed: boolean, feltC: number, hour: number): number {
  return (
    room.setC +
    (changed ? room.changeC : 0) +
    room.curve * (5 - feltC) +
    room.summer * Math.max(0, feltC - 12) +
    (gainsC * hour) / (occupiedHours - 1)
  );
}

/** Expected share of occupied hours outside in the first `days` of the reporting period, with or without the change. */
export function expectedShareOutside(
  room: Room,
  changed: boolean,
  days: number,
  years: Years,
  weather: Weather,
): number {
  let outside = 0;
  let hours = 0;
  for (let d = reportingFrom; d < reportingFrom + days; d++) {
    if (years.works[d] === 0) continue;
    const upperC = highestC(weather.dayC[d]!);
    for (let h = 0; h < occupiedHours; h++) {
      const mean = meanC(room, changed, weather.feltC[d]!, h);
      outside += normalBelow((lowestC - mean) / noiseC) + 1 - normalBelow((upperC - mean) / noiseC);
      hours++;
    }
  }
  return outside / hours;
}

/** The truth about a room: percentage points more outside than it would have been in the same weather. */
export function trueDifferencePoints(room: Room, days: number, years: Years, weather: Weather): number {
  const share = (changed: boolean) => expectedShareOutside(room, changed, days, years, weather);
  return 100 * (share(true) - share(false));
}

/** The same room, colder by as much as makes it worse by the points asked for over a year. */
export function coolBy(room: Room, points: number, years: Years, weather: Weather): Room {
  let least = 0;
  let most = 6;
  for (let step = 0; step < 12; step++) {
    const middle = (least + most) / 2;
    const colder = { ...room, changeC: -middle };
    if (trueDifferencePoints(colder, yearDays, years, weather) < points) least = middle;
    else most = middle;
  }
  return { ...room, changeC: -most };
}

export interface Occupied {
  readonly rows: readonly RoomDay[];
  /** Mean temperature of the worked hours by room and day of the span, °C. */
  readonly workedC: readonly Float64Array[];
}

/** What a logger in each room would have written: working days, each hour, noise that lasts for days. */
export function occupyRooms(
  chance: Chance,
  rooms: readonly Room[],
  years: Years,
  weather: Weather,
): Occupied {
  const rows: RoomDay[] = [];
  // Half of what moves a room from day to day moves its neighbours too.
  const shared = wander(chance, spanDays, dayCorrelation);
  const workedC = rooms.map((room, i) => {
    const own = wander(chance, spanDays, dayCorrelation);
    const means = new Float64Array(spanDays);
    for (let d = 0; d < spanDays; d++) {
      const period = d < yearDays ? "baseline" : d >= reportingFrom ? "reporting" : undefined;
      if (years.works[d] === 0 || period === undefined) continue;
      const dayC = (dayNoiseC * (shared[d]! + own[d]!)) / Math.SQRT2;
      const upperC = highestC(weather.dayC[d]!);
      let hourly = chance.normal();
      let outsideHours = 0;
      for (let h = 0; h < occupiedHours; h++) {
        const t = meanC(room, period === "reporting", weather.feltC[d]!, h) + dayC + hourNoiseC * hourly;
        if (t < lowestC || t > upperC) outsideHours++;
        means[d]! += t / occupiedHours;
        hourly = 0.8 * hourly + 0.6 * chance.normal();
      }
      rows.push({
        room: `room ${i + 1}`,
        localDay: years.firstDay + d,
        measuredHours: occupiedHours,
        outsideHours,
        outdoorC: Math.round(10 * weather.dayC[d]!) / 10,
      });
    }
    return means;
  });
  return { rows, workedC };
}

export interface Votes {
  readonly answers: readonly Answer[];
  /** Percentage points more dissatisfied than they would have been without the change: the truth. */
  readonly trueDifferencePoints: number;
}

const places = 20;
const roundDays = 20;
// The round is open for twenty working days from the seventh week on, a year apart.
const roundFrom = 45;

/**
 * Answers of two invited rounds by a logistic model: people mind each degree from 22 °C, rooms and days have their own
 * ways, and what no logger sees (noise, draught) may have changed.
 * @param unseen change of the log-odds that temperature does not carry.
 */
export function askPeople(
  chance: Chance,
  rooms: readonly Room[],
  { workedC }: Occupied,
  years: Years,
  asked: { readonly answers: number; readonly unseen: number },
): Votes {
  const place = Array.from({ length: places }, () => 0.3 * chance.normal());
  const logit = (temperatureC: number) => -1.7 + 0.7 * Math.abs(temperatureC - 22);
  const share = (logOdds: number) => 1 / (1 + Math.exp(-logOdds));
  const answers: Answer[] = [];
  let truth = 0;
  for (const period of ["baseline", "reporting"] as const) {
    const days: number[] = [];
    for (let d = (period === "baseline" ? 0 : reportingFrom) + roundFrom; days.length < roundDays; d++) {
      if (years.works[d] === 1) days.push(d);
    }
    const mood = days.map(() => 0.15 * chance.normal());
    for (let i = 0; i < asked.answers; i++) {
      const p = Math.floor(chance.uniform() * places);
      const day = Math.floor(chance.uniform() * roundDays);
      const temperatureC = workedC[p % rooms.length]![days[day]!]!;
      const changed = period === "reporting" ? asked.unseen : 0;
      const odds = logit(temperatureC) + place[p]!;
      answers.push({
        round: period,
        room: `place ${p + 1}`,
        localDay: years.firstDay + days[day]!,
        dissatisfied: chance.uniform() < share(odds + changed + mood[day]!),
      });
      if (period === "reporting") {
        // The same place on the same day, had nothing been done to it.
        const before = logit(temperatureC - rooms[p % rooms.length]!.changeC) + place[p]!;
        truth += (share(odds + changed) - share(before)) / asked.answers;
      }
    }
  }
  return { answers, trueDifferencePoints: 100 * truth };
}
