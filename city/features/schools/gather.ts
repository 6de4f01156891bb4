import { type LocalHours, localHours } from "@husting/indoor";
import { type TrialDays, weekdayOf } from "@husting/savings";
import { firstAtOrAfter, localDate } from "@husting/series";
import { defaultLimits, defaultMargins } from "@husting/verdict";
import type { CivicDatabase } from "../../stores/civic/database.ts";
import type { ReadingStore } from "../../stores/readings/contract.ts";
import type { Building, BuildingRegistry, Point } from "../buildings/index.ts";
import {
  type BuildingHours,
  buildingHours,
  type CityRules,
  hourlyKwh,
  summed,
  usualUse,
} from "../climate/index.ts";
import type { Measure, MeasureRegister } from "../measures/index.ts";
import { allAnswers, asMeteringAnswers } from "../meters/index.ts";
import { dailySums, daysOf, meteredUse, type PointUse } from "../savings/index.ts";
import { judgedRoom } from "../verdicts/index.ts";
import type { AnswerRooms, NoAnswerReason } from "./answer-document.ts";
import { dateOfDay, dayOf, plusDays, startOf } from "./days.ts";
import type { Experiment } from "./experiments.ts";
import { metersFor } from "./meters.ts";
import { trialDays } from "./trial-days.ts";

const HOUR_MS = 3_600_000;
/** A year to learn from, two in which ordinary stretches are looked for, and some days. */
const LOOKED_BACK_DAYS = 365 + 2 * 365 + 10;
/** Rooms are held against the eight weeks before. */
const ROOM_WEEKS = 8;

export interface GatherParts {
  readonly civic: CivicDatabase;
  readonly readings: Pick<ReadingStore, "current">;
  readonly registry: BuildingRegistry;
  readonly measures: Pick<MeasureRegister, "all">;
  readonly zone: string;
  readonly country: "SE" | "CN";
  readonly rules: CityRules;
}

/** Where and when something is tried. */
export interface TriedAt {
  readonly building: Building;
  readonly experiment: Experiment;
  readonly fromDate: string;
  readonly toDate: string;
}

export type GatheredEnergy =
  | {
      readonly ok: true;
      readonly meters: readonly string[];
      readonly days: TrialDays;
      readonly trialStart: number;
    }
  | { readonly ok: false; readonly meters: readonly string[]; readonly reason: NoAnswerReason };

/** The meters' days up to the end of what was tried, and not a reading beyond it. */
export async function gatherEnergy(
  parts: GatherParts,
  { building, experiment, fromDate, toDate }: TriedAt,
): Promise<GatheredEnergy> {
  const { zone } = parts;
  const untilMs = startOf(zone, plusDays(toDate, 1));
  const points = metersFor(await parts.registry.points(), building.id, experiment.energy);
  const meters = points.map(({ key }) => key);
  const none = (reason: NoAnswerReason): GatheredEnergy => ({ ok: false, meters, reason });
  if (points.length === 0) return none({ code: "no-meter" });
  const uses = await Promise.all(points.map((point) => useUntil(parts, point, untilMs)));
  const metered = uses.flatMap((use) => (use.ok && use.atMs.length > 1 ? [use] : []));
  if (metered.length < points.length) return none({ code: "no-readings" });
  // The first whole day on which every meter had begun.
  const beganMs = Math.max(...metered.map(({ atMs }) => atMs[0]!));
  const began = plusDays(localDate(zone, beganMs), 1);
  const firstDay = Math.max(dayOf(began), dayOf(fromDate) - LOOKED_BACK_DAYS);
  const trialStart = dayOf(fromDate) - firstDay;
  if (trialStart < 1) return none({ code: "too-little-before", have: 0, need: 1 });
  const startMs = startOf(zone, dateOfDay(firstDay));
  const frame = { startMs, hours: Math.round((untilMs - startMs) / HOUR_MS), zone };
  const outdoorC = await outdoors(parts, frame.startMs, untilMs);
  if (outdoorC === undefined) return none({ code: "no-outdoor-temperature" });
  const local = localHours(frame);
  const kwh = summed(metered.map((use) => hourlyKwh(use, frame)))!;
  const whole = daysOf(zone, startMs, untilMs);
  const dailyKwh = summed(metered.map((use) => dailySums(use, whole)));
  if (experiment.hours !== "all-day" && isWithoutHours(kwh, local, fromDate))
    return none({ code: "no-hours" });
  const { use } = usualUse(building.use);
  const days = trialDays({ local, kwh, outdoorC, use, country: parts.country }, experiment.hours, dailyKwh);
  return {
    ok: true,
    meters,
    days: withChanges(days, await workOn(parts, building, points), zone),
    trialStart,
  };
}

async function useUntil(parts: GatherParts, point: Point, untilMs: number): Promise<PointUse> {
  const [installations, answers] = await Promise.all([
    parts.registry.allInstallations(),
    allAnswers(parts.civic),
  ]);
  // A register's reading at the instant closes the last interval before it.
  const toMs = point.kind === "cumulative" ? untilMs + 1 : untilMs;
  return meteredUse({
    point,
    readings: await parts.readings.current(point.id, undefined, toMs),
    installations: installations.get(point.id) ?? [],
    answers: asMeteringAnswers(answers.get(point.id) ?? []),
  });
}

/** Outdoor temperature of the city's station with most hours, as rooms are set against it. */
async function outdoors(
  parts: GatherParts,
  fromMs: number,
  untilMs: number,
): Promise<Float64Array | undefined> {
  // A building of number 0 has no rooms: only the weather is read.
  const { outdoorC } = await buildingHours(parts, { id: 0, use: "" }, fromMs, untilMs);
  return outdoorC.some((value) => !Number.isNaN(value)) ? outdoorC : undefined;
}

/** Whether not a single hour of the year before was metered as an hour. */
function isWithoutHours(kwh: Float64Array, { localDay }: LocalHours, fromDate: string): boolean {
  const from = firstAtOrAfter(Float64Array.from(localDay), dayOf(fromDate) - 365);
  return kwh.subarray(from).every((value) => Number.isNaN(value));
}

/** Measures of the same energy in the building whose work has begun. */
async function workOn(
  { measures }: GatherParts,
  building: Building,
  points: readonly Point[],
): Promise<Measure[]> {
  return (await measures.all()).filter(
    ({ state, buildingIds, carrier, baselineEndMs }) =>
      state !== "abandoned" &&
      baselineEndMs !== null &&
      buildingIds.includes(building.id) &&
      points.some((point) => point.carrier === carrier),
  );
}

/** Nothing is learnt across a measure, and from the days of its work. */
function withChanges(days: TrialDays, work: readonly Measure[], zone: string): TrialDays {
  const placeOf = (atMs: number): number => dayOf(localDate(zone, atMs)) - days.firstDay;
  const isCounted = days.isCounted.slice();
  const changes: number[] = [];
  for (const { baselineEndMs, reportingStartMs } of work) {
    if (baselineEndMs === null) continue;
    const first = placeOf(baselineEndMs);
    const after = reportingStartMs === null ? first : placeOf(reportingStartMs);
    if (after <= 0 || first >= isCounted.length) continue;
    isCounted.fill(0, Math.max(0, first), Math.min(isCounted.length, after));
    changes.push(after);
  }
  return { ...days, isCounted, changes };
}

/**
 * How the rooms were: each with a sensor, by the share of its occupied hours outside its limits, against the worst of the eight weeks
 * before and a margin. It says how the rooms were in these days, and nothing of how they would be for longer.
 */
export async function gatherRooms(
  parts: GatherParts,
  { building, fromDate, toDate }: Omit<TriedAt, "experiment">,
): Promise<AnswerRooms> {
  const before = { firstDay: dayOf(fromDate) - 7 * ROOM_WEEKS, lastDay: dayOf(fromDate) - 1 };
  const periods = { baseline: before, reporting: { firstDay: dayOf(fromDate), lastDay: dayOf(toDate) } };
  const hours = await buildingHours(
    parts,
    building,
    startOf(parts.zone, plusDays(fromDate, -7 * ROOM_WEEKS)),
    startOf(parts.zone, plusDays(toDate, 1)),
  );
  const sensed = hours.rooms.filter((room) => room.temperatureC !== undefined || room.co2Ppm !== undefined);
  const judged = sensed.flatMap((room) => roomStands(room, hours, periods, parts.rules) ?? []);
  const worse = judged.filter((stands) => stands === "worse").length;
  const enough = judged.length > 0 && judged.length >= defaultLimits.leastRoomsShare * sensed.length;
  return {
    state: worse > 0 ? "worse" : enough ? "held" : "not-measured",
    sensed: sensed.length,
    judged: judged.length,
    worse,
  };
}

/** Undefined for a room that was not measured well enough. */
function roomStands(
  room: BuildingHours["rooms"][number],
  hours: BuildingHours,
  periods: Parameters<typeof judgedRoom>[3],
  rules: CityRules,
): "held" | "worse" | undefined {
  const { calendar, days } = judgedRoom(room, hours, defaultLimits, periods, rules);
  const weeks = new Map<number, { measured: number; outside: number }>();
  const now = { measured: 0, outside: 0 };
  for (const { localDay, measuredHours, outsideHours } of days) {
    const monday = localDay - weekdayOf(localDay);
    const week = weeks.get(monday) ?? { measured: 0, outside: 0 };
    if (localDay < periods.reporting.firstDay) weeks.set(monday, week);
    const sum = localDay < periods.reporting.firstDay ? week : now;
    sum.measured += measuredHours;
    sum.outside += outsideHours;
  }
  const { occupiedHours } = calendar;
  const least = defaultLimits.leastMeasuredShare;
  const shares = [...weeks.values()].flatMap(({ measured, outside }) =>
    measured === 0 ? [] : [outside / measured],
  );
  if (occupiedHours.reporting === 0 || now.measured < least * occupiedHours.reporting) return undefined;
  if (shares.length === 0) return undefined;
  const worst = Math.max(...shares) + defaultMargins.roomsPoints / 100;
  return now.outside / now.measured > worst ? "worse" : "held";
}
