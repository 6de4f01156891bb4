import { canonicalJson, type JsonValue, sha256, toHex, utf8 } from "@husting/openness";
import { localDate } from "@husting/series";
import type { Transaction } from "kysely";
import type { CivicDatabase } from "../../stores/civic/database.ts";
import type { CivicTables } from "../../stores/civic/tables.ts";
import type { OpinionStore } from "../../stores/opinions/opinions.ts";
import { inThreads } from "../../threads/pool.ts";
import type { ActLog } from "../log/index.ts";
import type { Person } from "../people/index.ts";
import type { ConversationBook } from "./book.ts";
import type { DocumentTask, OpinionDocument } from "./document.ts";
import { type ConversationFault, type ConversationRow, isOver } from "./model.ts";

/**
 * So many more must have taken part before something is told anew while a conversation goes on. Of a single statement two
 * releases may still differ by one vote, of somebody among the five; whose it is stands nowhere (docs/conversations.md).
 */
export const FEWEST_MORE = 5;

export interface ReleaseParts {
  readonly civic: CivicDatabase;
  readonly log: ActLog;
  readonly book: ConversationBook;
  readonly store: OpinionStore;
  /** Resolves when no vote is on its way that was taken before. */
  readonly quiet: () => Promise<void>;
  readonly city: string;
  readonly zone: string;
  readonly nowMs: () => number;
}

/** What was told of a conversation last. */
export interface Release {
  readonly document: OpinionDocument;
  readonly sha256: string;
  readonly logEntry: number;
}

const DRAWING = new URL("./drawing-thread.ts", import.meta.url);

/** Tells what is said in conversations: in steps while they go on where that was chosen, and when they close. */
export class Releases {
  readonly #parts: ReleaseParts;

  constructor(parts: ReleaseParts) {
    this.#parts = parts;
  }

  async newest(conversationId: number): Promise<Release | undefined> {
    const row = await this.#parts.civic
      .selectFrom("conversation_release")
      .selectAll()
      .where("conversation_id", "=", conversationId)
      .orderBy("id", "desc")
      .limit(1)
      .executeTakeFirst();
    return row && { document: JSON.parse(row.document), sha256: row.sha256, logEntry: row.log_entry };
  }

  /** Tells anew what has moved on, once a day at most. @returns how many conversations that was. */
  async tellDue(): Promise<number> {
    let told = 0;
    for (const conversation of await this.#parts.book.all()) {
      if (conversation.state !== "open" || conversation.shows !== "while-open") continue;
      const last = await this.newest(conversation.id);
      if (last?.document.day === this.#today) continue;
      const now = this.#parts.store.participants(conversation.id);
      if (now < (last?.document.participants ?? 0) + FEWEST_MORE) continue;
      const document = await this.#draw(conversation, false);
      await this.#parts.civic
        .transaction()
        .execute((transaction) => this.#keep(transaction, conversation, document));
      told++;
    }
    return told;
  }

  /** Closes a conversation and tells what was said. */
  async close(slug: string, by: Person): Promise<ConversationFault | null> {
    const fault = await this.#parts.book.close(slug, by);
    if (fault !== null) return fault;
    await this.#parts.quiet();
    await this.tellClosed();
    return null;
  }

  /** Tells what was closed and not told yet, as after a crash between the two. */
  async tellClosed(): Promise<void> {
    for (const conversation of await this.#parts.book.all()) {
      if (!isOver(conversation.state)) continue;
      if ((await this.newest(conversation.id))?.document.isFinal === true) continue;
      const document = await this.#draw(conversation, true);
      await this.#parts.civic.transaction().execute(async (transaction) => {
        const already = await transaction
          .selectFrom("conversation_release")
          .select("document")
          .where("conversation_id", "=", conversation.id)
          .orderBy("id", "desc")
          .limit(1)
          .executeTakeFirst();
        if (already === undefined || !JSON.parse(already.document).isFinal)
          await this.#keep(transaction, conversation, document);
      });
    }
  }

  get #today(): string {
    return localDate(this.#parts.zone, this.#parts.nowMs());
  }

  async #draw(conversation: ConversationRow, isFinal: boolean): Promise<OpinionDocument> {
    const { book, store, city } = this.#parts;
    const statements = await book.statements(conversation.id);
    const task: DocumentTask = {
      ...{ city, conversation: conversation.slug, day: this.#today, isFinal },
      shown: statements.filter(({ state }) => state === "shown").map(({ number }) => number),
      ...store.votesOf(conversation.id),
    };
    for await (const outcome of inThreads<null, DocumentTask, OpinionDocument>(DRAWING, null, [task], 1)) {
      if (!outcome.ok)
        throw new Error(`conversation ${conversation.slug} could not be drawn: ${outcome.error}`);
      return outcome.answer;
    }
    throw new Error(`conversation ${conversation.slug} was not drawn`);
  }

  async #keep(
    transaction: Transaction<CivicTables>,
    conversation: ConversationRow,
    document: OpinionDocument,
  ): Promise<void> {
    const text = canonicalJson(document as unknown as JsonValue);
    const hash = toHex(sha256(utf8(text)));
    const { entry } = await this.#parts.log.append(transaction, {
      act: "conversation.told",
      role: "node",
      personId: null,
      subject: `conversation/${conversation.slug}`,
      facts: {
        people: document.participants,
        statements: document.statements.length,
        groups: document.groups.length,
        // While it goes on nothing of papers is told: few of them are somebody's.
        ...(document.isFinal ? { papers: this.#parts.store.papers(conversation.id) } : {}),
        sha256: hash,
      },
    });
    await transaction
      .insertInto("conversation_release")
      .values({
        ...{ conversation_id: conversation.id, day: document.day, document: text, sha256: hash },
        ...{ participants: document.participants, log_entry: entry.sequence },
      })
      .execute();
  }
}
