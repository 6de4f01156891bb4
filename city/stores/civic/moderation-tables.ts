import type { Generated } from "kysely";

/** What an official has been asked to look at: one case a text at a time, however many reports there are. */
export interface ModerationCaseTable {
  id: Generated<number>;
  /** The text, such as `proposal-12`. */
  subject: string;
  /** Code of the house rule it is about: the gravest of those that were named. */
  rule: string;
  /** JSON: what the node pointed at, such as `["phone"]`. */
  found: string;
  reports: number;
  opened_at_ms: number;
  closed_at_ms: number | null;
}

/** A report. Nothing of whoever sent it is kept. */
export interface ModerationReportTable {
  id: Generated<number>;
  case_id: number;
  rule: string;
  /** Null where nothing was written, and once it is erased. */
  words: string | null;
  language: string;
  at_ms: number;
}

/** What an official did with a case. */
export interface ModerationActTable {
  id: Generated<number>;
  case_id: number;
  subject: string;
  act: string;
  rule: string;
  reason: string;
  language: string;
  role: string;
  person_id: string;
  at_ms: number;
  log_entry: number;
}

/** The author's appeal of an act, once an act, and its answer. */
export interface ModerationAppealTable {
  act_id: number;
  reason: string;
  language: string;
  at_ms: number;
  log_entry: number;
  upheld: number | null;
  answer: string | null;
  answer_language: string | null;
  answer_role: string | null;
  answered_at_ms: number | null;
  answer_log_entry: number | null;
}

/** A text that is hidden or was redacted, by which act. */
export interface ModerationStandingTable {
  subject: string;
  standing: string;
  act_id: number;
}

/** What a text said, while its row holds only what everybody may read. */
export interface HeldTextTable {
  subject: string;
  field: string;
  text: string;
}

/** A letter to an asker that waits to be sent: about an act, or about the answer to the appeal of one. */
export interface ModerationNoticeTable {
  act_id: number;
  kind: string;
  failed_at_ms: number | null;
}

export interface ModerationTables {
  moderation_case: ModerationCaseTable;
  moderation_report: ModerationReportTable;
  moderation_act: ModerationActTable;
  moderation_appeal: ModerationAppealTable;
  moderation_standing: ModerationStandingTable;
  moderation_notice: ModerationNoticeTable;
  held_text: HeldTextTable;
}
