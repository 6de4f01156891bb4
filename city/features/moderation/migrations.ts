import { sql } from "kysely";
import type { Migration } from "kysely/migration";

export const moderationMigrations: Record<string, Migration> = {
  "031-moderation": {
    async up(db) {
      // AUTOINCREMENT: a case's number stands in the log, and never means another.
      await sql`CREATE TABLE moderation_case (
        id INTEGER PRIMARY KEY AUTOINCREMENT, subject TEXT NOT NULL, rule TEXT NOT NULL, found TEXT NOT NULL,
        reports INTEGER NOT NULL, opened_at_ms INTEGER NOT NULL, closed_at_ms INTEGER) STRICT`.execute(db);
      await sql`CREATE UNIQUE INDEX moderation_case_waiting ON moderation_case (subject)
        WHERE closed_at_ms IS NULL`.execute(db);
      await sql`CREATE TABLE moderation_report (
        id INTEGER PRIMARY KEY, case_id INTEGER NOT NULL REFERENCES moderation_case, rule TEXT NOT NULL, words TEXT,
        language TEXT NOT NULL, at_ms INTEGER NOT NULL) STRICT`.execute(db);
      await sql`CREATE INDEX moderation_report_of ON moderation_report (case_id)`.execute(db);
      await sql`CREATE TABLE moderation_act (
        id INTEGER PRIMARY KEY AUTOINCREMENT, case_id INTEGER NOT NULL REFERENCES moderation_case,
        subject TEXT NOT NULL, act TEXT NOT NULL, rule TEXT NOT NULL, reason TEXT NOT NULL, language TEXT NOT NULL,
        role TEXT NOT NULL, person_id TEXT NOT NULL, at_ms INTEGER NOT NULL, log_entry INTEGER NOT NULL) STRICT`.execute(
        db,
      );
      await sql`CREATE INDEX moderation_act_of ON moderation_act (subject)`.execute(db);
      await sql`CREATE TABLE moderation_appeal (
        act_id INTEGER PRIMARY KEY REFERENCES moderation_act, reason TEXT NOT NULL, language TEXT NOT NULL,
        at_ms INTEGER NOT NULL, log_entry INTEGER NOT NULL, upheld INTEGER, answer TEXT, answer_language TEXT,
        answer_role TEXT, answered_at_ms INTEGER, answer_log_entry INTEGER) STRICT`.execute(db);
      await sql`CREATE TABLE moderation_standing (
        subject TEXT PRIMARY KEY, standing TEXT NOT NULL, act_id INTEGER NOT NULL REFERENCES moderation_act)
        STRICT, WITHOUT ROWID`.execute(db);
      await sql`CREATE TABLE moderation_notice (
        act_id INTEGER NOT NULL REFERENCES moderation_act, kind TEXT NOT NULL, failed_at_ms INTEGER,
        PRIMARY KEY (act_id, kind)) STRICT, WITHOUT ROWID`.execute(db);
      await sql`CREATE TABLE held_text (
        subject TEXT NOT NULL, field TEXT NOT NULL, text TEXT NOT NULL, PRIMARY KEY (subject, field))
        STRICT, WITHOUT ROWID`.execute(db);
    },
  },
};
