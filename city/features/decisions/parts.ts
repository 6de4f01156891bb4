import type { Transaction } from "kysely";
import type { CivicDatabase } from "../../stores/civic/database.ts";
import type { CivicTables } from "../../stores/civic/tables.ts";
import type { Language } from "../../web/language/index.ts";
import type { Names } from "../buildings/index.ts";
import type { ActLog } from "../log/index.ts";
import type { MeasureRegister } from "../measures/index.ts";
import type { CaseBook } from "../records/index.ts";
import type { About, Outcome } from "./outcome.ts";

/** A decision that has just been put on record, as whoever it is about has to know it. */
export interface Decided {
  readonly decisionId: number;
  readonly about: About;
  readonly outcome: Outcome;
  /** Of the body, in `language`. */
  readonly reasons: string;
  readonly language: Language;
  readonly meetingDate: string;
  /** Slug of the body that decided. */
  readonly body: string;
  readonly logEntry: number;
}

/** What decisions need to know of proposals, wherever those are kept. */
export interface ProposalPort {
  /** Those a decision can be about, by what they are called there. */
  open(): Promise<readonly { readonly ref: string; readonly titles: Names }[]>;
  /** Undefined where there is no such proposal. `isDeclined`: "why not?" can be asked of it. */
  find(
    ref: string,
  ): Promise<{ readonly titles: Names; readonly isDeclined: boolean; readonly path: string } | undefined>;
}

/** A statement that most of every group in a conversation take the same side of, as each reader reads it. */
export interface UnitingStatement {
  readonly number: number;
  readonly side: "agree" | "disagree";
  readonly texts: Readonly<Record<Language, { readonly text: string; readonly language: Language }>>;
}

/** A conversation that a decision is about. */
export interface DecidedConversation {
  readonly titles: Names;
  readonly path: string;
  /** Of its report. */
  readonly report: string;
  readonly uniting: readonly UnitingStatement[];
}

/** What decisions need to know of conversations, wherever those are kept. */
export interface ConversationPort {
  /** Those that are over, by what they are called there. */
  open(): Promise<readonly { readonly ref: string; readonly titles: Names }[]>;
  /** Undefined where there is none that everybody can read. */
  find(ref: string): Promise<DecidedConversation | undefined>;
}

export interface DecisionParts {
  readonly civic: CivicDatabase;
  readonly log: ActLog;
  /** Gives each decision and each question its case number. */
  readonly cases: CaseBook;
  readonly measures: Pick<MeasureRegister, "all" | "bySlug">;
  readonly zone: string;
  readonly nowMs: () => number;
  /** Null where the city keeps no proposals. */
  readonly proposals: ProposalPort | null;
  /** Null where the city keeps no conversations. */
  readonly conversations: ConversationPort | null;
  /**
   * Follows a decision in the transaction that puts it on record. "cannot-follow", because what it is about has moved on
   * meanwhile: then nothing is recorded.
   */
  readonly onDecided:
    | ((transaction: Transaction<CivicTables>, decided: Decided) => Promise<"followed" | "cannot-follow">)
    | null;
  /** Called when a decision is on record: what was made ready in its transaction can be told. */
  readonly afterDecided?: () => void;
}
