import { localDate } from "@husting/series";
import type { CivicDatabase } from "../../stores/civic/database.ts";
import type { Role } from "./roles.ts";
import { sessionLimit } from "./session-limits.ts";

/** A place where somebody is signed in. */
export interface SessionShown {
  readonly id: string;
  /** "Firefox · Android"; empty where it is not known. */
  readonly device: string;
  readonly begunAtMs: number;
  readonly seenAtMs: number;
  readonly isThis: boolean;
}

/** That a session is used is written down so seldom. */
const SEEN_EVERY_MS = 5 * 60_000;

/** Sessions by the node's clock: which hold, where somebody is signed in, and how they end. */
export class SessionBook {
  readonly #db: CivicDatabase;
  readonly #zone: string;
  readonly #nowMs: () => number;

  /** @param zone of the city: a day of last use is one of its own. */
  constructor(db: CivicDatabase, zone: string, nowMs: () => number) {
    this.#db = db;
    this.#zone = zone;
    this.#nowMs = nowMs;
  }

  /** Whether a session still holds for the role that its account has now. One that does is marked as used. */
  async holds(
    { id, userId, createdAt, updatedAt }: { id: string; userId: string; createdAt: Date; updatedAt: Date },
    role: Role,
  ): Promise<boolean> {
    const nowMs = this.#nowMs();
    const { idleMs, wholeMs } = sessionLimit(role);
    if (nowMs - createdAt.getTime() >= wholeMs || nowMs - updatedAt.getTime() >= idleMs) {
      await this.#db.deleteFrom("session").where("id", "=", id).execute();
      return false;
    }
    if (nowMs - updatedAt.getTime() >= SEEN_EVERY_MS) {
      const seen = new Date(nowMs).toISOString();
      await this.#db.updateTable("session").set({ updatedAt: seen }).where("id", "=", id).execute();
      await this.used(userId);
    }
    return true;
  }

  /** Writes down on which of the city's days an account was used, and not at what time. */
  async used(userId: string): Promise<void> {
    const lastDay = localDate(this.#zone, this.#nowMs());
    await this.#db
      .insertInto("account_use")
      .values({ user_id: userId, last_day: lastDay })
      .onConflict((conflict) =>
        conflict
          .column("user_id")
          .doUpdateSet({ last_day: lastDay })
          .where("account_use.last_day", "!=", lastDay),
      )
      .execute();
  }

  /** Where an account is signed in, the place used last first. */
  async of(userId: string, role: Role, thisId: string | null): Promise<SessionShown[]> {
    const { idleMs, wholeMs } = sessionLimit(role);
    const nowMs = this.#nowMs();
    const rows = await this.#db
      .selectFrom("session")
      .select(["id", "userAgent", "createdAt", "updatedAt"])
      .where("userId", "=", userId)
      .execute();
    return rows
      .map(({ id, userAgent, createdAt, updatedAt }) => ({
        id,
        device: userAgent ?? "",
        begunAtMs: Date.parse(createdAt),
        seenAtMs: Date.parse(updatedAt),
        isThis: id === thisId,
      }))
      .filter(({ begunAtMs, seenAtMs }) => nowMs - begunAtMs < wholeMs && nowMs - seenAtMs < idleMs)
      .sort((a, b) => Number(b.isThis) - Number(a.isThis) || b.seenAtMs - a.seenAtMs);
  }

  /** Ends one session of an account; another's is left alone. @returns whether there was one. */
  async end(userId: string, id: string): Promise<boolean> {
    const { numDeletedRows } = await this.#db
      .deleteFrom("session")
      .where("userId", "=", userId)
      .where("id", "=", id)
      .executeTakeFirst();
    return numDeletedRows > 0n;
  }

  /** Ends every session of an account but one; all of them where none is to stay. @returns how many. */
  async endOthers(userId: string, stays: string | null): Promise<number> {
    const { numDeletedRows } = await this.#db
      .deleteFrom("session")
      .where("userId", "=", userId)
      .where("id", "!=", stays ?? "")
      .executeTakeFirst();
    return Number(numDeletedRows);
  }
}
