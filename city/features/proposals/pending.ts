import type { CivicDatabase } from "../../stores/civic/database.ts";
import type { Language } from "../../web/language/index.ts";
import { isMailedCode, mailedCode } from "./keys.ts";

/** What somebody asked for and has not confirmed yet. */
export interface Pending {
  readonly id: string;
  readonly kind: "proposal" | "endorsement" | "follow";
  /** Null for a new proposal. */
  readonly proposalId: number | null;
  readonly email: string;
  readonly language: Language;
  /** JSON: what was written. */
  readonly said: string | null;
}

export type Opened =
  | { readonly ok: true; readonly pending: Pending }
  | { readonly ok: false; readonly fault: "code-wrong" | "code-spent" };

const KEPT_MS = 24 * 3_600_000;
const MOST_TRIES = 5;

/**
 * What waits for the code that went out by mail. Nothing of it is public or on record, and after a day it leads nowhere and is
 * erased (`features/records`): somebody else's address does nothing.
 */
export class PendingBook {
  readonly #db: CivicDatabase;
  readonly #nowMs: () => number;

  constructor(db: CivicDatabase, nowMs: () => number) {
    this.#db = db;
    this.#nowMs = nowMs;
  }

  /** @returns its address and the code to send. */
  async keep(asked: Omit<Pending, "id">): Promise<{ readonly id: string; readonly code: string }> {
    const { id, code, hash } = mailedCode();
    await this.#db
      .insertInto("proposal_pending")
      .values({
        id,
        kind: asked.kind,
        proposal_id: asked.proposalId,
        email: asked.email,
        language: asked.language,
        said: asked.said,
        code_hash: hash,
        tries: 0,
        made_at_ms: this.#nowMs(),
      })
      .execute();
    return { id, code };
  }

  async find(id: string): Promise<Pending | undefined> {
    const row = await this.#db
      .selectFrom("proposal_pending")
      .selectAll()
      .where("id", "=", id)
      .where("made_at_ms", ">=", this.#nowMs() - KEPT_MS)
      .executeTakeFirst();
    return (
      row && {
        id: row.id,
        kind: row.kind,
        proposalId: row.proposal_id,
        email: row.email,
        language: row.language as Language,
        said: row.said,
      }
    );
  }

  /** Opens what a code confirms; after five wrong ones a new code has to be asked for. The row stays until it is done. */
  async open(pending: Pending, typed: string): Promise<Opened> {
    const counted = await this.#db
      .updateTable("proposal_pending")
      .set(({ eb }) => ({ tries: eb("tries", "+", 1) }))
      .where("id", "=", pending.id)
      .where("tries", "<", MOST_TRIES)
      .returning("code_hash")
      .executeTakeFirst();
    if (counted === undefined) return { ok: false, fault: "code-spent" };
    if (!isMailedCode(typed, { id: pending.id, hash: counted.code_hash }))
      return { ok: false, fault: "code-wrong" };
    return { ok: true, pending };
  }
}
