import type { Transaction } from "kysely";
import type { CivicDatabase } from "../../stores/civic/database.ts";
import type { CivicTables } from "../../stores/civic/tables.ts";
import { isLanguage, type Language } from "../../web/language/index.ts";
import { isMailedCode, mailedCode } from "../proposals/index.ts";

/** Somebody's wish to follow a house, not confirmed yet. */
export interface PendingFollow {
  readonly id: string;
  readonly buildingId: number;
  readonly email: string;
  readonly language: Language;
}

const KEPT_MS = 24 * 3_600_000;
const MOST_TRIES = 5;

/** What waits for the code that went out by mail: for a day, then it leads nowhere and is erased (`features/records`). */
export class PendingFollows {
  readonly #db: CivicDatabase;
  readonly #nowMs: () => number;

  constructor(db: CivicDatabase, nowMs: () => number) {
    this.#db = db;
    this.#nowMs = nowMs;
  }

  /** @returns its address and the code to send. */
  async keep(asked: Omit<PendingFollow, "id">): Promise<{ readonly id: string; readonly code: string }> {
    const { id, code, hash } = mailedCode();
    await this.#db
      .insertInto("house_pending")
      .values({
        id,
        building_id: asked.buildingId,
        email: asked.email,
        language: asked.language,
        code_hash: hash,
        tries: 0,
        made_at_ms: this.#nowMs(),
      })
      .execute();
    return { id, code };
  }

  async find(id: string): Promise<PendingFollow | undefined> {
    const row = await this.#db
      .selectFrom("house_pending")
      .select(["id", "building_id", "email", "language"])
      .where("id", "=", id)
      .where("made_at_ms", ">=", this.#nowMs() - KEPT_MS)
      .executeTakeFirst();
    return (
      row && {
        id: row.id,
        buildingId: row.building_id,
        email: row.email,
        language: isLanguage(row.language) ? row.language : "en",
      }
    );
  }

  /** Whether a code is the one that was sent; after five wrong ones a new one has to be asked for. */
  async opens({ id }: PendingFollow, typed: string): Promise<"opened" | "code-wrong" | "code-spent"> {
    const counted = await this.#db
      .updateTable("house_pending")
      .set(({ eb }) => ({ tries: eb("tries", "+", 1) }))
      .where("id", "=", id)
      .where("tries", "<", MOST_TRIES)
      .returning("code_hash")
      .executeTakeFirst();
    if (counted === undefined) return "code-spent";
    return isMailedCode(typed, { id, hash: counted.code_hash }) ? "opened" : "code-wrong";
  }
}

/** Takes what was confirmed away. @returns false where somebody else was quicker. */
export async function takePending(transaction: Transaction<CivicTables>, id: string): Promise<boolean> {
  const taken = await transaction.deleteFrom("house_pending").where("id", "=", id).executeTakeFirst();
  return taken.numDeletedRows === 1n;
}
