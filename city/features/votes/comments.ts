import { randomBytes } from "node:crypto";
import { localDate } from "@husting/series";
import type { Transaction } from "kysely";
import type { CivicDatabase } from "../../stores/civic/database.ts";
import type { CivicTables } from "../../stores/civic/tables.ts";
import type { ActLog } from "../log/index.ts";
import type { Person } from "../people/index.ts";
import { weekOf } from "./half-day.ts";
import { readComment, type SaidFault } from "./said.ts";

/** A sentence somebody wrote about a room. */
export interface Comment {
  readonly id: string;
  readonly roomId: number;
  /** Monday of the week it came in: nothing finer is kept. */
  readonly week: string;
  readonly text: string;
  readonly isSeen: boolean;
  /** What everybody may read; null where nothing was published. */
  readonly published: string | null;
}

/** So many are kept unseen of one room: a flood of sentences must not fill the disk. */
const MOST_UNSEEN = 500;

/**
 * Sentences for the manager. They stand apart from the votes, in another file, with no key in common, and their time is
 * the week: which vote a sentence came with, and whether with any, cannot be told.
 */
export class CommentBook {
  readonly #db: CivicDatabase;
  readonly #log: ActLog;
  readonly #zone: string;
  readonly #nowMs: () => number;

  constructor(db: CivicDatabase, log: ActLog, zone: string, nowMs: () => number) {
    this.#db = db;
    this.#log = log;
    this.#zone = zone;
    this.#nowMs = nowMs;
  }

  /** @returns false where so much waits unseen of this room that no more is taken. */
  async add(roomId: number, text: string): Promise<boolean> {
    const { waiting } = await this.#db
      .selectFrom("vote_comment")
      .select(({ fn }) => fn.countAll<number>().as("waiting"))
      .where("room_id", "=", roomId)
      .where("seen", "=", 0)
      .executeTakeFirstOrThrow();
    if (waiting >= MOST_UNSEEN) return false;
    const id = randomBytes(12).toString("base64url");
    const week = weekOf(localDate(this.#zone, this.#nowMs()));
    await this.#db
      .insertInto("vote_comment")
      .values({ id, room_id: roomId, week, text, seen: 0, published: null })
      .execute();
    return true;
  }

  /** Unread first, then the newest week first; within a week in no order that tells anything. */
  async all(): Promise<Comment[]> {
    const rows = await this.#db
      .selectFrom("vote_comment")
      .selectAll()
      .orderBy("seen")
      .orderBy("week", "desc")
      .orderBy("id")
      .execute();
    return rows.map(({ id, room_id, week, text, seen, published }) => ({
      id,
      roomId: room_id,
      week,
      text,
      isSeen: seen === 1,
      published,
    }));
  }

  async find(id: string): Promise<Comment | undefined> {
    return (await this.all()).find((comment) => comment.id === id);
  }

  async markSeen(id: string): Promise<void> {
    await this.#db.updateTable("vote_comment").set({ seen: 1 }).where("id", "=", id).execute();
  }

  /**
   * Marks sentences as read, or as not read again, within somebody else's transaction. What was published stays read.
   * @returns those that it changed.
   */
  async markAll(
    transaction: Transaction<CivicTables>,
    ids: readonly string[],
    isSeen: boolean,
  ): Promise<string[]> {
    if (ids.length === 0) return [];
    const rows = await transaction
      .updateTable("vote_comment")
      .set({ seen: Number(isSeen) })
      .where("id", "in", ids)
      .where("seen", "=", Number(!isSeen))
      .where("published", "is", null)
      .returning("id")
      .execute();
    return rows.map(({ id }) => id);
  }

  /**
   * Publishes a text somebody has read and cleared of personal data; the sentence as it was written stays with the staff.
   * The log holds a commitment to the text, and which room it is of.
   */
  async publish(
    comment: Comment,
    place: { readonly building: string; readonly room: string },
    text: string,
    by: Person,
  ): Promise<SaidFault | null> {
    const read = readComment(text);
    if (!read.ok) return read.fault;
    const published = read.text;
    if (published === null) return "nothing-said";
    await this.#change(comment, place, published, by);
    return null;
  }

  async withdraw(
    comment: Comment,
    place: { readonly building: string; readonly room: string },
    by: Person,
  ): Promise<void> {
    if (comment.published !== null) await this.#change(comment, place, null, by);
  }

  /** Erases a sentence for good. */
  async erase(id: string): Promise<void> {
    await this.#db.deleteFrom("vote_comment").where("id", "=", id).where("published", "is", null).execute();
  }

  async #change(
    { id, published: before }: Comment,
    place: { readonly building: string; readonly room: string },
    published: string | null,
    by: Person,
  ): Promise<void> {
    await this.#db.transaction().execute(async (transaction) => {
      await transaction
        .updateTable("vote_comment")
        .set({ published, seen: 1 })
        .where("id", "=", id)
        .execute();
      // What opens the log's commitment goes with the text it told.
      if (before !== null)
        await transaction
          .deleteFrom("log_opening")
          .where("name", "=", "text")
          .where("value", "=", before)
          .execute();
      await this.#log.append(transaction, {
        act: published === null ? "comment.withdrawn" : "comment.published",
        role: by.role,
        personId: by.id,
        subject: `comment/${id}`,
        facts: { ...place },
        ...(published === null ? {} : { secret: { text: published } }),
      });
    });
  }
}
