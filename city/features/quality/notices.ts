import { localDate } from "@husting/series";
import type { CivicDatabase } from "../../stores/civic/database.ts";
import type { Names } from "../buildings/index.ts";
import { digestLetter, type Letter, newAlarmsLetter } from "./letters.ts";
import { listedAlarms, type QualityParts, rankedBuildings } from "./quality-page.ts";
import { survey, troubles } from "./survey.ts";
import { isQuiet, type StandingWish } from "./wishes.ts";

/** Carries a letter to its addressee; throws when it could not. */
export type SendLetter = (to: string, letter: Letter) => Promise<void>;

export interface NoticeParts extends QualityParts {
  readonly civic: CivicDatabase;
  readonly cityNames: Names;
  /** Address people reach the node at. */
  readonly baseUrl: string;
  /** Roles that may see the inbox. */
  readonly roles: readonly string[];
  readonly send: SendLetter;
}

/** An alarm is told when it has stood so long: what mends itself, or grows into one alarm of many points, has done so by then. */
const SETTLE_MS = 15 * 60_000;
/** After mail could not be sent. */
const TRY_AGAIN_MS = 5 * 60_000;
const DAY_MS = 24 * 3_600_000;
/** Buildings named in a digest. */
const WORST_NAMED = 5;

/** Looks at every point, opens and closes alarms, and tells those who asked to be told. */
export async function watchReadings(parts: NoticeParts): Promise<void> {
  const nowMs = parts.nowMs();
  const points = await survey(parts);
  await parts.alarms.check(troubles(points, nowMs), nowMs);
  const wishes = (await parts.wishes.standing(parts.roles)).filter(
    ({ failedAtMs }) => failedAtMs === null || nowMs - failedAtMs >= TRY_AGAIN_MS,
  );
  if (wishes.length === 0) return;
  const hour = hourIn(parts.zone, nowMs);
  const today = localDate(parts.zone, nowMs);
  const buildings = await parts.registry.buildings();
  const open = listedAlarms(await parts.alarms.open(), buildings);
  for (const wish of wishes) {
    const context = {
      language: wish.language,
      cityNames: parts.cityNames,
      baseUrl: parts.baseUrl,
      zone: parts.zone,
    };
    const told = await toldTo(parts.civic, wish.userId);
    const fresh = open.filter(
      ({ id, kind, openedAtMs }) => nowMs - openedAtMs >= SETTLE_MS && !told.has(`${id} ${kind}`),
    );
    const wantsDigest = wish.digestHour !== null && wish.lastDigest !== today && hour >= wish.digestHour;
    if (wantsDigest) {
      const over = listedAlarms(await parts.alarms.closedSince(nowMs - DAY_MS), buildings);
      const worst = rankedBuildings(points, buildings, parts.zone, nowMs).slice(0, WORST_NAMED);
      if (
        open.length + over.length > 0 &&
        !(await sent(parts, wish, digestLetter(context, { open, over, worst })))
      )
        continue;
      await parts.wishes.digestSent(wish.userId, today);
    } else if (wish.atOnce && fresh.length > 0 && !isQuiet(wish, hour)) {
      if (!(await sent(parts, wish, newAlarmsLetter(context, fresh)))) continue;
      await parts.wishes.failed(wish.userId, null);
    } else continue;
    await remember(parts.civic, wish.userId, wantsDigest ? open : fresh, nowMs);
  }
}

async function sent(parts: NoticeParts, { userId, email }: StandingWish, letter: Letter): Promise<boolean> {
  try {
    await parts.send(email, letter);
    return true;
  } catch (error) {
    // Kept for the person to see; what was to be told is told when mail goes out again.
    console.error("a notice could not be sent:", error instanceof Error ? error.message : error);
    await parts.wishes.failed(userId, parts.nowMs());
    return false;
  }
}

async function toldTo(db: CivicDatabase, userId: string): Promise<Set<string>> {
  const rows = await db
    .selectFrom("notice_told")
    .select(["alarm_id", "kind"])
    .where("user_id", "=", userId)
    .execute();
  return new Set(rows.map((row) => `${row.alarm_id} ${row.kind}`));
}

async function remember(
  db: CivicDatabase,
  userId: string,
  alarms: readonly { readonly id: number; readonly kind: string }[],
  nowMs: number,
): Promise<void> {
  if (alarms.length === 0) return;
  await db
    .insertInto("notice_told")
    .values(alarms.map(({ id, kind }) => ({ alarm_id: id, user_id: userId, kind, told_at_ms: nowMs })))
    .onConflict((conflict) => conflict.columns(["alarm_id", "user_id", "kind"]).doNothing())
    .execute();
}

function hourIn(zone: string, ms: number): number {
  return Temporal.Instant.fromEpochMilliseconds(ms).toZonedDateTimeISO(zone).hour;
}
