import type { CivicDatabase } from "../../../stores/civic/database.ts";

/** An answer that was given, to be given again to the same request. */
export interface GivenAnswer {
  readonly status: number;
  /** JSON text. */
  readonly answer: string;
}

const KEPT_MS = 7 * 24 * 3_600_000;

/**
 * Remembers for a week what was answered to a request with an Idempotency-Key, so that a sender who lost the answer can
 * ask again. Readings themselves are taken once in any case: what is sent again is known already.
 */
export class AnswerBook {
  readonly #db: CivicDatabase;
  readonly #nowMs: () => number;
  readonly #underWay = new Set<string>();

  constructor(db: CivicDatabase, nowMs: () => number) {
    this.#db = db;
    this.#nowMs = nowMs;
  }

  /**
   * Carries a request out, unless it was carried out before.
   * @returns the answer and whether it is an old one; or that another request has this key, or that this one is still
   * under way.
   */
  async once(
    sourceId: number,
    key: string,
    bodyHash: string,
    carryOut: () => Promise<GivenAnswer>,
  ): Promise<(GivenAnswer & { readonly replayed: boolean }) | "key-used-otherwise" | "still-under-way"> {
    const name = `${sourceId} ${key}`;
    if (this.#underWay.has(name)) return "still-under-way";
    this.#underWay.add(name);
    try {
      const known = await this.#db
        .selectFrom("idempotent_request")
        .selectAll()
        .where("source_id", "=", sourceId)
        .where("key", "=", key)
        .executeTakeFirst();
      if (known !== undefined) {
        if (known.body_hash !== bodyHash) return "key-used-otherwise";
        return { status: known.status, answer: known.answer, replayed: true };
      }
      const given = await carryOut();
      await this.#db
        .insertInto("idempotent_request")
        .values({ source_id: sourceId, key, body_hash: bodyHash, ...given, at_ms: this.#nowMs() })
        .execute();
      await this.#db
        .deleteFrom("idempotent_request")
        .where("at_ms", "<", this.#nowMs() - KEPT_MS)
        .execute();
      return { ...given, replayed: false };
    } finally {
      this.#underWay.delete(name);
    }
  }
}
