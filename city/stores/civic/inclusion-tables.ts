import type { Generated } from "kysely";

/** A desk code that endorses one proposal and does nothing else: it was printed on a slip. */
interface SlipCodeTable {
  code_hash: string;
  proposal_id: number;
}

/** Easy words that a person wrote beside a decision or a promise; the newest of a language counts. */
interface EasyWordsTable {
  id: Generated<number>;
  about_kind: "decision" | "promise";
  about_id: number;
  language: string;
  /** Null once it was erased. */
  body: string | null;
  role: string;
  at_ms: number;
  log_entry: number;
}

/** Which reminder of a "why not?" has gone to the office that is to answer it. */
interface WhyReminderTable {
  question_id: number;
  kind: string;
  sent_at_ms: number;
}

/** How a question came that no letter confirmed, and where its paper lies. */
interface WhyChannelTable {
  question_id: number;
  channel: "desk" | "paper";
  paper_at: string | null;
}

/** The full-text index of translations and easy words, by the number of their text. */
interface ProposalBesideSearchTable {
  rowid: number;
  grams: string;
}

/** Tables that let people take part on paper, at a desk and in easy words. */
export interface InclusionTables {
  slip_code: SlipCodeTable;
  easy_words: EasyWordsTable;
  why_reminder: WhyReminderTable;
  why_channel: WhyChannelTable;
  proposal_beside_search: ProposalBesideSearchTable;
}
