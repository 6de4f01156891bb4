import type { CivicDatabase } from "../../stores/civic/database.ts";
import type { Language } from "../../web/language/index.ts";
import type { CaseBook } from "../records/index.ts";
import type { EntryKind } from "./entries.ts";
import type { ProposalKeys } from "./keys.ts";
import { changeLetter, type Letter, type LetterContext } from "./letters.ts";
import type { ProposalState } from "./states.ts";

/** Carries a letter to its addressee; throws when it could not. */
export type SendLetter = (to: string, letter: Letter) => Promise<void>;

export interface TellingParts {
  readonly civic: CivicDatabase;
  readonly cases: Pick<CaseBook, "shownOf">;
  readonly keys: ProposalKeys;
  readonly letters: LetterContext;
  readonly send: SendLetter;
  readonly nowMs: () => number;
}

const TRY_AGAIN_MS = 5 * 60_000;
const AT_ONCE = 100;

/**
 * Sends the letters that were made ready with what happened, one after the other and beside everything else. What is sent
 * is forgotten; what could not be is tried again. A crash between the two sends a letter twice rather than never.
 */
export class ProposalTeller {
  readonly #parts: TellingParts;
  #running: Promise<void> | undefined;
  #again = false;

  constructor(parts: TellingParts) {
    this.#parts = parts;
  }

  /** Sends what waits, beside whatever else goes on. */
  now(): void {
    this.#again = true;
    this.#running ??= this.#run();
  }

  /** Resolves when nothing is being sent. */
  async idle(): Promise<void> {
    while (this.#running !== undefined) await this.#running;
  }

  async #run(): Promise<void> {
    try {
      while (this.#again) {
        this.#again = false;
        while ((await this.#some()) === AT_ONCE);
      }
    } catch (error) {
      console.error("telling of proposals failed:", error instanceof Error ? error.message : error);
    }
    // In the same turn as the last look: what is asked for in the next would wait for nobody.
    this.#running = undefined;
  }

  /** @returns how many were looked at. */
  async #some(): Promise<number> {
    const { civic, cases, keys, letters, send, nowMs } = this.#parts;
    const waiting = await civic
      .selectFrom("proposal_notice")
      .innerJoin("proposal_follower", "proposal_follower.id", "proposal_notice.follower_id")
      .innerJoin("proposal_entry", "proposal_entry.id", "proposal_notice.entry_id")
      .select([
        "proposal_notice.entry_id",
        "proposal_notice.follower_id",
        "proposal_follower.email",
        "proposal_follower.language",
        "proposal_follower.is_author",
        "proposal_entry.proposal_id",
        "proposal_entry.kind",
        "proposal_entry.state",
        "proposal_entry.reason",
        "proposal_entry.about",
        "proposal_entry.role",
      ])
      .where((of) => of.or([of("failed_at_ms", "is", null), of("failed_at_ms", "<", nowMs() - TRY_AGAIN_MS)]))
      .orderBy("proposal_notice.entry_id")
      .orderBy("proposal_notice.follower_id")
      .limit(AT_ONCE)
      .execute();
    for (const row of waiting) {
      const isDone = await this.#sent(
        row.email,
        changeLetter(letters, {
          proposalId: row.proposal_id,
          case: (await cases.shownOf("proposal", row.proposal_id))?.label ?? null,
          title: await titleFor(civic, row.proposal_id, row.language),
          kind: row.kind as EntryKind,
          state: row.state as ProposalState | null,
          reason: row.reason,
          about: row.about,
          role: row.role,
          language: row.language as Language,
          stopKey: keys.stopKey(row.follower_id),
          authorKey: row.is_author === 1 ? keys.authorKey(row.proposal_id) : null,
        }),
        send,
      );
      const notice = (query: "entry_id" | "follower_id") => [query, "=", row[query]] as const;
      if (isDone)
        await civic
          .deleteFrom("proposal_notice")
          .where(...notice("entry_id"))
          .where(...notice("follower_id"))
          .execute();
      else
        await civic
          .updateTable("proposal_notice")
          .set({ failed_at_ms: nowMs() })
          .where(...notice("entry_id"))
          .where(...notice("follower_id"))
          .execute();
    }
    return waiting.length;
  }

  async #sent(to: string, letter: Letter, send: SendLetter): Promise<boolean> {
    try {
      await send(to, letter);
      return true;
    } catch (error) {
      console.error(
        "a letter about a proposal could not be sent:",
        error instanceof Error ? error.message : error,
      );
      return false;
    }
  }
}

/** The title in the reader's language where somebody has translated it, else as it was written. */
async function titleFor(civic: CivicDatabase, proposalId: number, language: string): Promise<string> {
  const rows = await civic
    .selectFrom("proposal_text")
    .select(["kind", "language", "title"])
    .where("proposal_id", "=", proposalId)
    .where("kind", "in", ["wording", "translation"])
    .orderBy("id", "desc")
    .execute();
  const translated = rows.find((row) => row.kind === "translation" && row.language === language);
  return (translated ?? rows.find(({ kind }) => kind === "wording"))?.title ?? `#${proposalId}`;
}
