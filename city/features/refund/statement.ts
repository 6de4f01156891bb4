import {
  type HourFrame,
  type RefundRule,
  type RefundStatement,
  refundSeason,
  refundSeasonYear,
  refundSettledBy,
  refundStatement,
} from "@husting/indoor";
import { localDate } from "@husting/series";
import type { CivicDatabase } from "../../stores/civic/database.ts";
import type { ReadingStore } from "../../stores/readings/contract.ts";
import type { BuildingRegistry } from "../buildings/index.ts";
import { type CityRules, refundRuleOf, roomTemperature, roomUseOf } from "../climate/index.ts";
import type { VotingRoom } from "../votes/index.ts";
import { hoursFile, sha256Of } from "./hours-file.ts";

const HOUR_MS = 3_600_000;

/** What statements are made from. */
export interface StatementParts {
  readonly civic: CivicDatabase;
  readonly readings: Pick<ReadingStore, "current" | "newestCommits">;
  readonly registry: Pick<BuildingRegistry, "points">;
  readonly rules: Pick<CityRules, "refund">;
  readonly zone: string;
  readonly nowMs: () => number;
}

/** Why a room has no statement of a season. */
export type NoStatement =
  | { readonly code: "no-rule" | "no-dwelling" | "no-sensor" }
  | {
      readonly code: "season-not-begun" | "season-not-covered" | "season-of-others";
      readonly seasonYear: number;
    }
  | { readonly code: "rule-not-in-force"; readonly seasonYear: number; readonly validFrom: string };

/** One home's statement of one season, with all that is needed to check it. */
export interface HomeStatement {
  readonly statement: RefundStatement;
  readonly seasonYear: number;
  /** Last day that is counted: that of the season, or yesterday. */
  readonly throughDate: string;
  readonly isOver: boolean;
  /** Hours of the season until then. */
  readonly hoursSoFar: number;
  readonly settledByDate: string;
  /** Hours before then are of people who lived there before and are left out; null where nothing is. */
  readonly opensFromMs: number | null;
  /** The sensors, each with the newest commit of its readings that was seen. */
  readonly sensors: readonly { readonly key: string; readonly commit: number }[];
  /** The hours it was worked out from, as a file, and that file's SHA-256 in hex. */
  readonly hours: string;
  readonly sha256: string;
}

export interface StatementAnswer {
  readonly rule: RefundRule | null;
  /** Years in which the seasons began that may hold something, newest first. */
  readonly seasons: readonly number[];
  readonly outcome:
    | { readonly ok: true; readonly home: HomeStatement }
    | { readonly ok: false; readonly reason: NoStatement };
}

/** Whether a room has a statement to offer today: a home, from the season's first day until refunds are settled. */
export async function offersStatement(
  parts: Pick<StatementParts, "civic" | "rules" | "zone" | "nowMs">,
  room: VotingRoom,
): Promise<boolean> {
  const rule = refundRuleOf(parts.rules);
  if (rule === null) return false;
  const today = localDate(parts.zone, parts.nowMs());
  if (today > refundSettledBy(rule, refundSeasonYear(rule, today))) return false;
  return (await roomUseOf(parts.civic, room)).use === "dwelling";
}

/**
 * The statement of a room's heating season.
 * @param seasonYear the year the season began in; null for the one under way, or else the last.
 */
export async function homeStatement(
  parts: StatementParts,
  room: VotingRoom,
  seasonYear: number | null,
): Promise<StatementAnswer> {
  const rule = refundRuleOf(parts.rules);
  const none = (reason: NoStatement, seasons: readonly number[] = []): StatementAnswer => ({
    rule,
    seasons,
    outcome: { ok: false, reason },
  });
  if (rule === null) return none({ code: "no-rule" });
  if ((await roomUseOf(parts.civic, room)).use !== "dwelling") return none({ code: "no-dwelling" });
  // Before the readings are read: what is read then holds at least these commits.
  const commits = await parts.readings.newestCommits();
  const sensors = (await parts.registry.points(room.building.id)).filter(
    ({ roomId, carrier }) => roomId === room.roomId && carrier === "indoor-temperature",
  );
  if (sensors.length === 0) return none({ code: "no-sensor" });
  const nowMs = parts.nowMs();
  const today = localDate(parts.zone, nowMs);
  const seasons = await measuredSeasons(
    parts,
    rule,
    room,
    sensors.map(({ id }) => id),
  );
  const year = seasonYear ?? refundSeasonYear(rule, today);
  const { fromDate, toDate } = refundSeason(rule, year);
  if (fromDate >= today) return none({ code: "season-not-begun", seasonYear: year }, seasons);
  if (fromDate < rule.validFrom)
    return none({ code: "rule-not-in-force", seasonYear: year, validFrom: rule.validFrom }, seasons);
  const startMs = midnightMs(parts.zone, fromDate);
  // A day that is not over could still change its step.
  const endMs = Math.min(midnightMs(parts.zone, dayAfter(toDate)), midnightMs(parts.zone, today));
  const { opensFromMs } = room;
  if (opensFromMs !== null && opensFromMs >= endMs)
    return none({ code: "season-of-others", seasonYear: year }, seasons);
  const frame: HourFrame = { startMs, hours: Math.round((endMs - startMs) / HOUR_MS), zone: parts.zone };
  const temperatureC = (await roomTemperature(parts.readings, sensors, frame))!;
  if (opensFromMs !== null && opensFromMs > startMs)
    temperatureC.fill(Number.NaN, 0, Math.ceil((opensFromMs - startMs) / HOUR_MS));
  const made = refundStatement(rule, year, temperatureC, frame);
  if (!made.ok && made.reason.code === "rule-not-in-force")
    return none({ code: "rule-not-in-force", seasonYear: year, validFrom: rule.validFrom }, seasons);
  if (!made.ok || made.value.coverage.measured === 0)
    return none({ code: "season-not-covered", seasonYear: year }, seasons);
  const hours = hoursFile(temperatureC, frame);
  const home: HomeStatement = {
    statement: made.value,
    seasonYear: year,
    throughDate: localDate(parts.zone, endMs - 1),
    isOver: today > toDate,
    hoursSoFar: frame.hours,
    settledByDate: refundSettledBy(rule, year),
    opensFromMs: opensFromMs !== null && opensFromMs > startMs ? opensFromMs : null,
    sensors: sensors.map(({ id, key }) => ({ key, commit: commits.get(id) ?? 0 })),
    hours,
    sha256: sha256Of(hours),
  };
  return { rule, seasons, outcome: { ok: true, home } };
}

/** The seasons since a room's first reading that its code opens; those before the rule was in force are left out. */
async function measuredSeasons(
  { civic, zone, nowMs }: StatementParts,
  rule: RefundRule,
  { opensFromMs }: VotingRoom,
  pointIds: readonly number[],
): Promise<number[]> {
  const rows = await civic
    .selectFrom("result")
    .select("first_ms")
    .where("point_id", "in", pointIds)
    .execute();
  const newest = refundSeasonYear(rule, localDate(zone, nowMs()));
  const firsts = rows.flatMap(({ first_ms }) => first_ms ?? []);
  // What has come in since the last results is of now.
  if (firsts.length === 0) return [newest];
  const firstDate = localDate(zone, Math.max(Math.min(...firsts), opensFromMs ?? 0));
  const oldest = refundSeasonYear(rule, firstDate);
  return Array.from({ length: Math.max(0, newest - oldest + 1) }, (_, before) => newest - before).filter(
    (year) => {
      const { fromDate, toDate } = refundSeason(rule, year);
      return toDate >= firstDate && fromDate >= rule.validFrom;
    },
  );
}

function midnightMs(zone: string, date: string): number {
  return Temporal.PlainDate.from(date).toZonedDateTime(zone).epochMilliseconds;
}

function dayAfter(date: string): string {
  return Temporal.PlainDate.from(date).add({ days: 1 }).toString();
}
