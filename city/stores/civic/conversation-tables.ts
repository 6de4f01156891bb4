import type { Generated } from "kysely";

/** Tables of conversations; what people say of statements lies in a file of its own (`stores/opinions`). */
export interface ConversationTables {
  conversation: ConversationTable;
  conversation_statement: ConversationStatementTable;
  conversation_wording: ConversationWordingTable;
  conversation_release: ConversationReleaseTable;
}

export interface ConversationTable {
  id: Generated<number>;
  slug: string;
  /** JSON, in three languages. */
  titles: string;
  questions: string;
  moderation: "strict" | "open";
  access: "anyone" | "code";
  shows: "while-open" | "when-closed";
  state: "draft" | "open" | "closed" | "decided";
  log_entry: number;
}

export interface ConversationStatementTable {
  id: Generated<number>;
  conversation_id: number;
  /** From 1 in its conversation. */
  number: number;
  origin: "seed" | "participant";
  state: "waiting" | "shown" | "hidden";
  /** Of its first wording. */
  language: string;
  /** Why it is hidden. */
  reason: string | null;
  log_entry: number;
}

/** A statement as it was written, or as somebody translated it; null once it was erased. */
export interface ConversationWordingTable {
  statement_id: number;
  language: string;
  text: string | null;
  log_entry: number;
}

/** What was told of a conversation, and when. */
export interface ConversationReleaseTable {
  id: Generated<number>;
  conversation_id: number;
  day: string;
  document: string;
  sha256: string;
  participants: number;
  log_entry: number;
}
