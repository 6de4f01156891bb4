import { byCodeUnit, seedFor } from "./hashes.ts";
import type { RoomDay, VerdictInputs } from "./inputs.ts";
import { type MarginState, type PointsInterval, round, roundPoints, stateAgainst } from "./margin.ts";
import { drawsFrom } from "./random.ts";
import { blockDays, bootstrapRooms, roomDraws } from "./roombootstrap.ts";
import {
  leastMatchedDays,
  type MatchedRoom,
  matchDays,
  type RoomCoverage,
  stratumWidthC,
} from "./roomdays.ts";

/** Why a room could not be judged. */
export type RoomReason =
  | { readonly code: "no-calendar" }
  | {
      readonly code: "too-little-measured";
      readonly period: "baseline" | "reporting";
      readonly share: number;
    }
  | { readonly code: "too-little-matched"; readonly share: number }
  | { readonly code: "too-few-matched-days"; readonly baseline: number; readonly reporting: number };

export interface RoomVerdict {
  readonly room: string;
  /** What the room's hours were held against their limits by; empty without a calendar. */
  readonly judgedBy: readonly string[];
  readonly coverage: RoomCoverage | null;
  /** Reporting minus baseline at equal outdoor temperature; null when the room was not judged. */
  readonly differencePoints: number | null;
  readonly standardErrorPoints: number | null;
  readonly reason: RoomReason | null;
}

export interface RoomsVerdict {
  readonly state: MarginState | "not-measured";
  readonly marginPoints: number;
  /** The worst room's difference with its 90 % interval; null when no room was judged. */
  readonly worst: PointsInterval | null;
  readonly worstRoom: string | null;
  readonly roomsPlanned: number;
  readonly roomsJudged: number;
  readonly rooms: readonly RoomVerdict[];
  /** Days of the periods, by which more weeks are reckoned. */
  readonly days: { readonly baseline: number; readonly reporting: number };
  readonly bootstrap: {
    readonly seed: string;
    readonly draws: number;
    readonly blockDays: number;
    readonly stratumWidthC: number;
  };
}

/**
 * The rooms against their margin: share of occupied hours outside the limits, reporting against baseline at equal
 * outdoor temperature, the worst room of all that the plan named. Harm in the rooms that were measured is harm; that
 * nothing is worse can only be said when enough of the plan's rooms were measured.
 * @param inputs in canonical order and without fault. @param dataHash hash of the rooms' rows.
 */
export function judgeRooms(inputs: VerdictInputs, dataHash: string): RoomsVerdict {
  const { plan, periods } = inputs;
  const seed = seedFor("rooms", dataHash);
  const lengths = {
    baseline: periods.baseline.lastDay - periods.baseline.firstDay + 1,
    reporting: periods.reporting.lastDay - periods.reporting.firstDay + 1,
  };
  const rowsOf = Map.groupBy(inputs.roomDays, (row: RoomDay) => row.room);
  const calendars = new Map(inputs.rooms.map((calendar) => [calendar.room, calendar]));
  const candidates = plan.rooms.map((room) => {
    const calendar = calendars.get(room);
    if (calendar === undefined) return { room, matched: undefined, reason: { code: "no-calendar" } as const };
    const matched = matchDays(calendar, rowsOf.get(room) ?? [], periods);
    return { room, matched, reason: reasonAgainst(matched, plan.limits) };
  });
  const judged = candidates.flatMap(({ matched, reason }) =>
    matched === undefined || reason !== null ? [] : [matched],
  );
  const spread = judged.length > 0 ? bootstrapRooms(judged, lengths, drawsFrom(seed)) : undefined;
  const place = new Map(judged.map(({ room }, i) => [room, i]));
  const worst =
    spread === undefined
      ? null
      : {
          estimatePoints: roundPoints(spread.worst.estimatePoints),
          lowerPoints: roundPoints(spread.worst.lowerPoints),
          upperPoints: roundPoints(spread.worst.upperPoints),
        };
  const enough = judged.length > 0 && judged.length >= plan.limits.leastRoomsShare * plan.rooms.length;
  const against = worst === null ? "open" : stateAgainst(worst, plan.margins.roomsPoints);
  const worstAt = spread?.estimatePoints.indexOf(Math.max(...spread.estimatePoints)) ?? -1;
  return {
    state: enough || against === "harmed" ? against : "not-measured",
    marginPoints: plan.margins.roomsPoints,
    worst,
    worstRoom: judged[worstAt]?.room ?? null,
    roomsPlanned: plan.rooms.length,
    roomsJudged: judged.length,
    rooms: candidates
      .map(({ room, matched, reason }) => {
        const i = place.get(room);
        return {
          room,
          judgedBy: calendars.get(room)?.judgedBy ?? [],
          coverage: matched === undefined ? null : rounded(matched.coverage),
          differencePoints: i === undefined ? null : roundPoints(spread!.estimatePoints[i]!),
          standardErrorPoints: i === undefined ? null : roundPoints(spread!.standardErrorPoints[i]!),
          reason,
        };
      })
      .sort((a, b) => byCodeUnit(a.room, b.room)),
    days: lengths,
    bootstrap: { seed, draws: roomDraws, blockDays, stratumWidthC },
  };
}

function reasonAgainst(room: MatchedRoom, limits: VerdictInputs["plan"]["limits"]): RoomReason | null {
  const { baselineShare, reportingShare, matchedShare, matchedDays } = room.coverage;
  if (baselineShare < limits.leastMeasuredShare) {
    return { code: "too-little-measured", period: "baseline", share: roundShare(baselineShare) };
  }
  if (reportingShare < limits.leastMeasuredShare) {
    return { code: "too-little-measured", period: "reporting", share: roundShare(reportingShare) };
  }
  if (matchedShare < limits.leastMatchedShare) {
    return { code: "too-little-matched", share: roundShare(matchedShare) };
  }
  return Math.min(matchedDays.baseline, matchedDays.reporting) < leastMatchedDays
    ? { code: "too-few-matched-days", ...matchedDays }
    : null;
}

function roundShare(share: number): number {
  return round(share, 10_000);
}

function rounded(coverage: RoomCoverage): RoomCoverage {
  return {
    baselineShare: roundShare(coverage.baselineShare),
    reportingShare: roundShare(coverage.reportingShare),
    matchedShare: roundShare(coverage.matchedShare),
    matchedDays: coverage.matchedDays,
  };
}
