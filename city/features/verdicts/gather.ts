import { dailyMeans, type JudgedQuantity, judgedQuantities, outsideDays } from "@husting/indoor";
import { cambridgeRecord } from "@husting/savings";
import { createWallClock } from "@husting/series";
import type {
  Answer,
  CoverageLimits,
  InvitedRound,
  MeterRefused,
  MeterSaving,
  Period,
  RoomCalendar,
  RoomDay,
  VerdictInputs,
} from "@husting/verdict";
import type { CivicDatabase } from "../../stores/civic/database.ts";
import type { ReadingStore } from "../../stores/readings/contract.ts";
import type { Tally } from "../../stores/votes/tally.ts";
import type { Building, BuildingRegistry } from "../buildings/index.ts";
import {
  type BuildingHours,
  buildingHours,
  type CityRules,
  limitsOf,
  type RoomHours,
} from "../climate/index.ts";
import type { DoneMeasure, MeasureRegister } from "../measures/index.ts";
import { claimsUntil, type MeterClaim } from "../savings/index.ts";
import { FEWEST_VOTES, type Round, type RoundBook, roundAnswers } from "../votes/index.ts";
import { homeSlug, signsOfHomes } from "./homes.ts";
import type { Look } from "./windows.ts";

const DAY_MS = 86_400_000;
const BASELINE_DAYS = 365;
/** A day's outdoor temperature is known when half of it was measured, as CalTRACK 2.0 (2.2.1.3) has it. */
const LEAST_WEATHER_HOURS = 12;

export interface GatherParts {
  readonly civic: CivicDatabase;
  readonly readings: Pick<ReadingStore, "current">;
  readonly registry: BuildingRegistry;
  readonly measures: Pick<MeasureRegister, "steps">;
  readonly votes: { readonly rounds: Pick<RoundBook, "all" | "counts">; readonly tally: Tally };
  readonly zone: string;
  readonly country: "SE" | "CN";
  /** Whose limits the rooms are held against. */
  readonly rules: CityRules;
}

/** Why there is nothing to judge yet. */
export type NothingToJudge = { readonly code: "plan-not-on-record" };

/**
 * All that a verdict on a measure is made of, as of one look: meters, rooms and people up to the look's last day and not
 * a reading beyond it.
 */
export async function gather(
  parts: GatherParts,
  measure: DoneMeasure,
  look: Pick<Look, "lastDay">,
): Promise<
  { readonly ok: true; readonly inputs: VerdictInputs } | ({ readonly ok: false } & NothingToJudge)
> {
  const { zone } = parts;
  const started = (await parts.measures.steps(measure.id)).find(({ state }) => state === "started");
  if (measure.planFixed === null || started === undefined) return { ok: false, code: "plan-not-on-record" };
  const dayOf = localDayIn(zone);
  const startDay = dayOf(measure.baselineEndMs);
  const periods = {
    baseline: { firstDay: startDay - BASELINE_DAYS, lastDay: startDay - 1 },
    reporting: { firstDay: reportingFirstDay(zone, measure.reportingStartMs), lastDay: look.lastDay },
  };
  const fromMs = startOfDay(zone, periods.baseline.firstDay);
  const untilMs = startOfDay(zone, look.lastDay + 1);
  const known = new Map((await parts.registry.buildings()).map((building) => [building.id, building]));
  const buildings = measure.buildingIds.flatMap((id) => known.get(id) ?? []);
  const rooms = await judgedRooms(parts, buildings, measure.plan.rooms, measure.plan.limits, {
    periods,
    fromMs,
    untilMs,
  });
  const claims = await claimsUntil(parts, measure, untilMs);
  const reportingDays = look.lastDay - periods.reporting.firstDay + 1;
  return {
    ok: true,
    inputs: {
      measure: measure.slug,
      plan: {
        chosen: { localDay: dayOf(measure.planFixed.atMs), logSequence: measure.planFixed.logEntry },
        method: measure.plan.method,
        leastWorthwhileSavingShare: measure.plan.leastWorthwhileShare,
        margins: {
          roomsPoints: measure.plan.roomsMarginPoints,
          peoplePoints: measure.plan.peopleMarginPoints,
        },
        rooms: rooms.planned,
        limits: measure.plan.limits,
      },
      start: { localDay: startDay, logSequence: started.logEntry },
      periods,
      energy: {
        betweenBuildings: cambridgeRecord.betweenBuildings,
        meters: claims.map((claim) => meterOf(claim, known, reportingDays)),
      },
      rooms: rooms.calendars,
      roomDays: rooms.days,
      people: await peopleOf(parts, measure, periods),
    },
  };
}

function meterOf(
  { point, claim }: MeterClaim,
  buildings: ReadonlyMap<number, Building>,
  reportingDays: number,
): MeterSaving | MeterRefused {
  const head = { meter: point.key, building: buildings.get(point.buildingId ?? 0)?.slug ?? "" };
  if (!("ok" in claim)) return { ...head, refused: claim.code };
  if (!claim.ok) return { ...head, refused: claim.reason.code };
  const { savings, coverage } = claim;
  const { name, date, source } = savings.interval90.calibration;
  return {
    ...head,
    method: claim.method,
    avoidedKwh: savings.value,
    counterfactualKwh: savings.counterfactual,
    halfWidthKwh: savings.interval90.halfWidth,
    parts: savings.interval90.parts,
    daysCounted: coverage.reporting.daysCounted,
    // A meter that fell silent midway owes the days until the look, not those until its last reading.
    daysExpected: Math.max(reportingDays, coverage.reporting.daysExpected),
    calibration: { id: name, date, source },
  };
}

interface Span {
  readonly periods: VerdictInputs["periods"];
  readonly fromMs: number;
  readonly untilMs: number;
}

/** The plan's rooms, named `building/room`, with their days; a room that is not there any more has no calendar. */
async function judgedRooms(
  parts: GatherParts,
  buildings: readonly Building[],
  named: readonly string[] | null,
  limits: CoverageLimits,
  span: Span,
): Promise<{
  readonly planned: readonly string[];
  readonly calendars: readonly RoomCalendar[];
  readonly days: readonly RoomDay[];
}> {
  const planned: string[] = [];
  const known = new Set<string>();
  const calendars: RoomCalendar[] = [];
  const days: RoomDay[] = [];
  for (const building of buildings) {
    const hours = await buildingHours(parts, building, span.fromMs, span.untilMs);
    const outdoors = dailyOutdoors(hours);
    const own = hours.rooms.filter(
      ({ slug }) => named === null || named.includes(`${building.slug}/${slug}`),
    );
    const signs = await signsOfHomes(
      parts.civic,
      own.filter(({ use }) => use === "dwelling").map(({ roomId }) => roomId),
    );
    for (const room of own) {
      const home = signs.get(room.roomId);
      const name = `${building.slug}/${home === undefined ? room.slug : homeSlug(home)}`;
      planned.push(name);
      known.add(`${building.slug}/${room.slug}`);
      const judged = judgedRoom(room, hours, limits, span.periods, parts.rules);
      calendars.push({ room: name, ...judged.calendar });
      days.push(...roomDays(name, judged.days, outdoors));
    }
  }
  // A room that the plan names and that is not there any more is one that was not measured.
  planned.push(...(named ?? []).filter((name) => !known.has(name)));
  return { planned, calendars, days };
}

/** Outdoor temperature day by day. */
export function dailyOutdoors({ local, outdoorC }: BuildingHours): ReturnType<typeof dailyMeans> {
  return dailyMeans(local, outdoorC, LEAST_WEATHER_HOURS);
}

/** A judged room's days as a verdict reads them. */
export function roomDays(
  room: string,
  days: ReturnType<typeof judgedRoom>["days"],
  outdoors: ReturnType<typeof dailyMeans>,
): RoomDay[] {
  return days.map((day) => {
    const outdoorC = outdoors.values[day.localDay - outdoors.firstDay] ?? Number.NaN;
    return { room, ...day, outdoorC: Number.isNaN(outdoorC) ? null : outdoorC };
  });
}

/**
 * A room is judged by what its sensors measured well enough before the measure. A sensor that fell silent since leaves its
 * hours unmeasured, so that nothing that got worse is overlooked; one that came later has nothing to be compared with.
 */
export function judgedRoom(
  room: RoomHours,
  { frame, local }: BuildingHours,
  limits: CoverageLimits,
  { baseline, reporting }: VerdictInputs["periods"],
  rules: Pick<CityRules, "limits">,
): {
  readonly calendar: Omit<RoomCalendar, "room">;
  readonly days: readonly Pick<RoomDay, "localDay" | "measuredHours" | "outsideHours">[];
} {
  const { use, sensitivePeople, ...columns } = room;
  const own = { ...columns, id: room.slug, room: { use, sensitivePeople } };
  const within = (
    { firstDay, lastDay }: { readonly firstDay: number; readonly lastDay: number },
    day: number,
  ) => day >= firstDay && day <= lastDay;
  const daysBy = (quantities: readonly JudgedQuantity[]) =>
    outsideDays(own, limitsOf(rules), quantities, frame, {}, local).filter(
      ({ localDay }) => within(baseline, localDay) || within(reporting, localDay),
    );
  const measuredBefore = (quantity: JudgedQuantity): boolean => {
    const before = daysBy([quantity]).filter(({ localDay }) => within(baseline, localDay));
    const occupied = before.reduce((sum, day) => sum + day.occupiedHours, 0);
    const measured = before.reduce((sum, day) => sum + day.measuredHours, 0);
    return occupied > 0 && measured >= limits.leastMeasuredShare * occupied;
  };
  const judgedBy = judgedQuantities.filter(measuredBefore);
  // Without any, temperature is what is missing.
  const days = daysBy(judgedBy.length === 0 ? ["temperature"] : judgedBy);
  const occupiedHours = (period: { readonly firstDay: number; readonly lastDay: number }): number =>
    days.reduce((sum, day) => sum + (within(period, day.localDay) ? day.occupiedHours : 0), 0);
  return {
    calendar: {
      judgedBy,
      occupiedHours: { baseline: occupiedHours(baseline), reporting: occupiedHours(reporting) },
    },
    days: days.map(({ localDay, measuredHours, outsideHours }) => ({
      localDay,
      measuredHours,
      outsideHours,
    })),
  };
}

/**
 * Invited rounds of the measure that lie whole within its periods. Of a period in which fewer than k answered nothing is
 * passed on: the document is public and would tell them.
 */
async function peopleOf(
  { votes }: GatherParts,
  measure: DoneMeasure,
  periods: VerdictInputs["periods"],
): Promise<VerdictInputs["people"]> {
  const within = (round: Round, period: Period): boolean =>
    dayOfDate(round.fromDate) >= periods[period].firstDay &&
    dayOfDate(round.toDate) <= periods[period].lastDay;
  const all = await votes.rounds.all();
  const rounds: InvitedRound[] = [];
  const answers: Answer[] = [];
  for (const [period, said] of [
    ["baseline", "before"],
    ["reporting", "after"],
  ] as const) {
    const own = all.filter(
      (round) => round.measure === measure.slug && round.period === said && within(round, period),
    );
    const given = own.flatMap((round) =>
      roundAnswers(votes.tally, round.id).map(
        ({ place, date, dissatisfied }): Answer => ({
          round: nameOf(round),
          room: place,
          localDay: dayOfDate(date),
          dissatisfied,
        }),
      ),
    );
    rounds.push(
      ...own.map(
        (round): InvitedRound => ({
          round: nameOf(round),
          period,
          wording: `wording-${round.wording}`,
          season: round.season,
          invited: votes.rounds.counts(round).made,
        }),
      ),
    );
    if (given.length >= FEWEST_VOTES) answers.push(...given);
  }
  return { rounds, answers };
}

function nameOf(round: Round): string {
  return `round/${round.id}`;
}

function dayOfDate(date: string): number {
  return Date.parse(date) / DAY_MS;
}

/** Days since 1970-01-01 of the local date at an instant. */
export function localDayIn(zone: string): (atMs: number) => number {
  const wallClock = createWallClock(zone);
  return (atMs) => Math.floor(wallClock(atMs) / DAY_MS);
}

/** The instant at which a local day begins. */
export function startOfDay(zone: string, localDay: number): number {
  const date = new Date(localDay * DAY_MS).toISOString().slice(0, 10);
  return Temporal.PlainDate.from(date).toZonedDateTime(zone).epochMilliseconds;
}

/** The first local day that begins at the instant or after it: work that ends at noon leaves that day out. */
export function reportingFirstDay(zone: string, reportingStartMs: number): number {
  const day = localDayIn(zone)(reportingStartMs);
  return startOfDay(zone, day) >= reportingStartMs ? day : day + 1;
}
