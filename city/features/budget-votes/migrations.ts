import { sql } from "kysely";
import type { Migration } from "kysely/migration";

export const budgetMigrations: Record<string, Migration> = {
  "035-budgets": {
    async up(db) {
      // AUTOINCREMENT: a number stands on paper and in letters, and never means another budget or project.
      await sql`CREATE TABLE budget (
        id INTEGER PRIMARY KEY AUTOINCREMENT, names TEXT NOT NULL, area TEXT NOT NULL, amount_minor INTEGER NOT NULL,
        currency TEXT NOT NULL, ballot TEXT NOT NULL, most INTEGER, rule TEXT NOT NULL, state TEXT NOT NULL,
        opens_at_ms INTEGER NOT NULL, closes_at_ms INTEGER NOT NULL, roll_until TEXT NOT NULL, token_key TEXT,
        box_key TEXT, seed TEXT, papers_printed INTEGER NOT NULL, made_at_ms INTEGER NOT NULL) STRICT`.execute(
        db,
      );
      await sql`CREATE TABLE budget_project (
        id INTEGER PRIMARY KEY AUTOINCREMENT, budget_id INTEGER NOT NULL REFERENCES budget, names TEXT NOT NULL,
        cost_minor INTEGER, feasible INTEGER, reason TEXT, reason_language TEXT,
        proposal_id INTEGER REFERENCES proposal) STRICT`.execute(db);
      await sql`CREATE INDEX budget_project_of ON budget_project (budget_id)`.execute(db);
      await sql`CREATE TABLE budget_roll (
        id INTEGER PRIMARY KEY, budget_id INTEGER NOT NULL REFERENCES budget, reference_hash TEXT NOT NULL,
        email_hash TEXT, used TEXT CHECK (used IN ('token', 'paper')), blinded_hash TEXT,
        UNIQUE (budget_id, reference_hash), UNIQUE (budget_id, email_hash)) STRICT`.execute(db);
      await sql`CREATE TABLE budget_activation (
        id TEXT PRIMARY KEY, budget_id INTEGER NOT NULL REFERENCES budget,
        roll_id INTEGER REFERENCES budget_roll ON DELETE CASCADE, code_hash TEXT NOT NULL, tries INTEGER NOT NULL,
        made_at_ms INTEGER NOT NULL) STRICT, WITHOUT ROWID`.execute(db);
      await sql`CREATE INDEX budget_activation_age ON budget_activation (made_at_ms)`.execute(db);
      await sql`CREATE INDEX budget_activation_of ON budget_activation (roll_id)`.execute(db);
      await sql`CREATE TABLE budget_paper (
        budget_id INTEGER NOT NULL REFERENCES budget, serial INTEGER NOT NULL, reading INTEGER NOT NULL,
        person_id TEXT NOT NULL, choices TEXT, PRIMARY KEY (budget_id, serial, reading)) STRICT, WITHOUT ROWID`.execute(
        db,
      );
      await sql`CREATE TABLE budget_publication (
        budget_id INTEGER PRIMARY KEY REFERENCES budget, ballots TEXT NOT NULL, root TEXT NOT NULL,
        reconciliation TEXT NOT NULL, result TEXT) STRICT`.execute(db);
    },
  },
  "041-budget-identities": {
    async up(db) {
      await sql`ALTER TABLE budget ADD COLUMN activation TEXT NOT NULL DEFAULT 'mail'
        CHECK (activation IN ('mail', 'identity', 'mail-identity'))`.execute(db);
      await sql`ALTER TABLE budget_roll ADD COLUMN identity_hash TEXT`.execute(db);
      await sql`CREATE UNIQUE INDEX budget_roll_identity ON budget_roll (budget_id, identity_hash)`.execute(
        db,
      );
    },
  },
};
