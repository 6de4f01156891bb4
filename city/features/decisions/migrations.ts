import { sql } from "kysely";
import type { Migration } from "kysely/migration";

export const decisionMigrations: Record<string, Migration> = {
  "029-decisions": {
    async up(db) {
      await sql`CREATE TABLE elected_body (
        id INTEGER PRIMARY KEY, slug TEXT NOT NULL UNIQUE, names TEXT NOT NULL, office TEXT NOT NULL,
        office_email TEXT, answer_days INTEGER NOT NULL, from_date TEXT NOT NULL, to_date TEXT,
        successor_id INTEGER REFERENCES elected_body) STRICT`.execute(db);
      await sql`CREATE TABLE body_term (
        id INTEGER PRIMARY KEY, body_id INTEGER NOT NULL REFERENCES elected_body, from_date TEXT NOT NULL,
        to_date TEXT NOT NULL) STRICT`.execute(db);
      await sql`CREATE TABLE office_holder (
        id INTEGER PRIMARY KEY, term_id INTEGER NOT NULL REFERENCES body_term, name TEXT, party TEXT,
        side TEXT NOT NULL, from_date TEXT NOT NULL, to_date TEXT NOT NULL, log_entry INTEGER NOT NULL) STRICT`.execute(
        db,
      );
      await sql`CREATE TABLE decision (
        id INTEGER PRIMARY KEY, body_id INTEGER NOT NULL REFERENCES elected_body, meeting_date TEXT NOT NULL,
        case_number TEXT NOT NULL, about_kind TEXT NOT NULL, about_ref TEXT, titles TEXT NOT NULL,
        language TEXT NOT NULL, outcome TEXT NOT NULL, reasons TEXT NOT NULL, cost_minor INTEGER, covers TEXT,
        voting TEXT NOT NULL, reservations TEXT, recorded_at_ms INTEGER NOT NULL, log_entry INTEGER NOT NULL,
        UNIQUE (body_id, meeting_date, case_number)) STRICT`.execute(db);
      await sql`CREATE TABLE decision_vote (
        decision_id INTEGER NOT NULL REFERENCES decision, holder_id INTEGER NOT NULL REFERENCES office_holder,
        vote TEXT NOT NULL, PRIMARY KEY (decision_id, holder_id)) STRICT`.execute(db);
      await sql`CREATE TABLE decision_correction (
        id INTEGER PRIMARY KEY, decision_id INTEGER NOT NULL REFERENCES decision, field TEXT NOT NULL,
        text TEXT NOT NULL, reason TEXT NOT NULL, language TEXT NOT NULL, corrected_at_ms INTEGER NOT NULL,
        log_entry INTEGER NOT NULL) STRICT`.execute(db);
      await sql`CREATE TABLE promise (
        id INTEGER PRIMARY KEY, decision_id INTEGER NOT NULL REFERENCES decision, text TEXT NOT NULL,
        measurable TEXT, language TEXT NOT NULL, due_date TEXT NOT NULL, office TEXT NOT NULL,
        office_email TEXT, measure_id INTEGER REFERENCES measure, log_entry INTEGER NOT NULL) STRICT`.execute(
        db,
      );
      await sql`CREATE INDEX promise_by_decision ON promise (decision_id)`.execute(db);
      await sql`CREATE TABLE promise_answer (
        id INTEGER PRIMARY KEY, promise_id INTEGER NOT NULL REFERENCES promise, state TEXT NOT NULL, text TEXT,
        language TEXT NOT NULL, evidence_kind TEXT, evidence TEXT, done_date TEXT, answered_at_ms INTEGER NOT NULL,
        by_role TEXT NOT NULL, verdict_version INTEGER, verdict_outcome TEXT, verdict_sha256 TEXT,
        log_entry INTEGER NOT NULL) STRICT`.execute(db);
      await sql`CREATE INDEX promise_answer_by_promise ON promise_answer (promise_id)`.execute(db);
      await sql`CREATE TABLE promise_reminder (
        promise_id INTEGER NOT NULL REFERENCES promise, kind TEXT NOT NULL, sent_at_ms INTEGER NOT NULL,
        PRIMARY KEY (promise_id, kind)) STRICT`.execute(db);
      await sql`CREATE TABLE why_question (
        id INTEGER PRIMARY KEY, about_kind TEXT NOT NULL, about_ref TEXT NOT NULL, text TEXT, withheld TEXT,
        language TEXT NOT NULL, same_as INTEGER REFERENCES why_question, email TEXT, wants_answer INTEGER NOT NULL,
        code_hash TEXT, code_until_ms INTEGER, tries INTEGER NOT NULL DEFAULT 0, asked_at_ms INTEGER,
        due_date TEXT, asker_hash TEXT, told_answer INTEGER, log_entry INTEGER) STRICT`.execute(db);
      await sql`CREATE INDEX why_question_by_subject ON why_question (about_kind, about_ref)`.execute(db);
      await sql`CREATE TABLE why_answer (
        id INTEGER PRIMARY KEY, question_id INTEGER NOT NULL REFERENCES why_question, text TEXT NOT NULL,
        language TEXT NOT NULL, answered_at_ms INTEGER NOT NULL, by_role TEXT NOT NULL,
        log_entry INTEGER NOT NULL) STRICT`.execute(db);
      // The board forgets nothing: no program that opens this file can take a decision, a vote, a promise or an answer out.
      for (const table of [
        "decision",
        "decision_vote",
        "decision_correction",
        "promise",
        "promise_answer",
        "why_answer",
      ])
        await sql`CREATE TRIGGER ${sql.raw(table)}_stays BEFORE DELETE ON ${sql.raw(table)}
          BEGIN SELECT RAISE(ABORT, 'what was decided, promised and answered stays'); END`.execute(db);
      await sql`ALTER TABLE measure_step ADD COLUMN decision_id INTEGER REFERENCES decision`.execute(db);
    },
  },
  "036-substitutes": {
    async up(db) {
      await sql`ALTER TABLE office_holder ADD COLUMN seat TEXT NOT NULL DEFAULT 'member'`.execute(db);
    },
  },
  "033-inclusion-decisions": {
    async up(db) {
      await sql`CREATE TABLE easy_words (
        id INTEGER PRIMARY KEY, about_kind TEXT NOT NULL, about_id INTEGER NOT NULL, language TEXT NOT NULL, body TEXT,
        role TEXT NOT NULL, at_ms INTEGER NOT NULL, log_entry INTEGER NOT NULL) STRICT`.execute(db);
      await sql`CREATE INDEX easy_words_about ON easy_words (about_kind, about_id)`.execute(db);
      await sql`CREATE TABLE why_reminder (
        question_id INTEGER NOT NULL REFERENCES why_question, kind TEXT NOT NULL, sent_at_ms INTEGER NOT NULL,
        PRIMARY KEY (question_id, kind)) STRICT, WITHOUT ROWID`.execute(db);
      await sql`CREATE TABLE why_channel (
        question_id INTEGER PRIMARY KEY REFERENCES why_question, channel TEXT NOT NULL, paper_at TEXT) STRICT`.execute(
        db,
      );
      await sql`CREATE INDEX decision_by_date ON decision (meeting_date, id)`.execute(db);
    },
  },
  // A promise about a proposal can wait for the verdict of a measure that does not exist yet.
  "034-promise-by-verdict": {
    async up(db) {
      await sql`ALTER TABLE promise ADD COLUMN by_verdict INTEGER NOT NULL DEFAULT 0`.execute(db);
      await sql`UPDATE promise SET by_verdict = 1 WHERE measure_id IS NOT NULL`.execute(db);
    },
  },
};
