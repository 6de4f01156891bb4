import { sql } from "kysely";
import type { Migration } from "kysely/migration";
import { indexLine } from "./similar.ts";

export const proposalMigrations: Record<string, Migration> = {
  "028-proposals": {
    async up(db) {
      // AUTOINCREMENT: a number stands in letters and on paper, and never means another proposal.
      await sql`CREATE TABLE proposal (
        id INTEGER PRIMARY KEY AUTOINCREMENT, state TEXT NOT NULL, language TEXT NOT NULL, channel TEXT NOT NULL,
        building TEXT, room TEXT, street TEXT, paper_at TEXT, merged_into INTEGER REFERENCES proposal,
        endorsements INTEGER NOT NULL, made_at_ms INTEGER NOT NULL, changed_at_ms INTEGER NOT NULL) STRICT`.execute(
        db,
      );
      await sql`CREATE TABLE proposal_text (
        id INTEGER PRIMARY KEY, proposal_id INTEGER NOT NULL REFERENCES proposal, kind TEXT NOT NULL,
        version INTEGER NOT NULL, language TEXT NOT NULL, title TEXT, body TEXT, reason TEXT, role TEXT NOT NULL,
        at_ms INTEGER NOT NULL, log_entry INTEGER NOT NULL) STRICT`.execute(db);
      await sql`CREATE INDEX proposal_text_of ON proposal_text (proposal_id)`.execute(db);
      await sql`CREATE TABLE proposal_entry (
        id INTEGER PRIMARY KEY, proposal_id INTEGER NOT NULL REFERENCES proposal, kind TEXT NOT NULL, state TEXT,
        reason TEXT, language TEXT NOT NULL, about TEXT, role TEXT NOT NULL, person_id TEXT, at_ms INTEGER NOT NULL,
        log_entry INTEGER NOT NULL) STRICT`.execute(db);
      await sql`CREATE INDEX proposal_entry_of ON proposal_entry (proposal_id)`.execute(db);
      await sql`CREATE TABLE proposal_author (
        proposal_id INTEGER PRIMARY KEY REFERENCES proposal, name TEXT NOT NULL, shows_name INTEGER NOT NULL) STRICT`.execute(
        db,
      );
      await sql`CREATE TABLE proposal_follower (
        id INTEGER PRIMARY KEY AUTOINCREMENT, proposal_id INTEGER NOT NULL REFERENCES proposal, email TEXT NOT NULL,
        language TEXT NOT NULL, is_author INTEGER NOT NULL, UNIQUE (proposal_id, email)) STRICT`.execute(db);
      await sql`CREATE TABLE proposal_notice (
        entry_id INTEGER NOT NULL REFERENCES proposal_entry,
        follower_id INTEGER NOT NULL REFERENCES proposal_follower ON DELETE CASCADE, failed_at_ms INTEGER,
        PRIMARY KEY (entry_id, follower_id)) STRICT, WITHOUT ROWID`.execute(db);
      await sql`CREATE INDEX proposal_notice_to ON proposal_notice (follower_id)`.execute(db);
      await sql`CREATE TABLE proposal_endorsement (
        proposal_id INTEGER NOT NULL REFERENCES proposal, trace TEXT NOT NULL,
        PRIMARY KEY (proposal_id, trace)) STRICT, WITHOUT ROWID`.execute(db);
      await sql`CREATE TABLE proposal_pending (
        id TEXT PRIMARY KEY, kind TEXT NOT NULL, proposal_id INTEGER REFERENCES proposal, email TEXT NOT NULL,
        language TEXT NOT NULL, said TEXT, code_hash TEXT NOT NULL, tries INTEGER NOT NULL,
        made_at_ms INTEGER NOT NULL) STRICT, WITHOUT ROWID`.execute(db);
      await sql`CREATE INDEX proposal_pending_age ON proposal_pending (made_at_ms)`.execute(db);
      await sql`CREATE TABLE desk_code (
        code_hash TEXT PRIMARY KEY, used INTEGER NOT NULL) STRICT, WITHOUT ROWID`.execute(db);
      await sql`CREATE TABLE proposal_became (
        proposal_id INTEGER NOT NULL REFERENCES proposal, kind TEXT NOT NULL, subject TEXT NOT NULL,
        PRIMARY KEY (proposal_id, kind, subject)) STRICT, WITHOUT ROWID`.execute(db);
      // What is erased must be gone from the index's segments too.
      await sql`CREATE VIRTUAL TABLE proposal_search USING fts5(
        grams, tokenize = "unicode61 remove_diacritics 0 tokenchars _")`.execute(db);
      await sql`INSERT INTO proposal_search (proposal_search, rank) VALUES ('secure-delete', 1)`.execute(db);
    },
  },
  "033-inclusion": {
    async up(db) {
      await sql`CREATE TABLE slip_code (
        code_hash TEXT PRIMARY KEY REFERENCES desk_code, proposal_id INTEGER NOT NULL REFERENCES proposal) STRICT, WITHOUT ROWID`.execute(
        db,
      );
      await sql`CREATE VIRTUAL TABLE proposal_beside_search USING fts5(
        grams, tokenize = "unicode61 remove_diacritics 0 tokenchars _")`.execute(db);
      await sql`INSERT INTO proposal_beside_search (proposal_beside_search, rank) VALUES ('secure-delete', 1)`.execute(
        db,
      );
      const { rows } = await sql<{ id: number; title: string | null; body: string | null }>`
        SELECT max(id) AS id, title, body FROM proposal_text WHERE kind != 'wording'
        GROUP BY proposal_id, kind, language`.execute(db);
      for (const { id, title, body } of rows)
        if (body !== null)
          await sql`INSERT INTO proposal_beside_search (rowid, grams)
            VALUES (${id}, ${indexLine(title ?? "", body)})`.execute(db);
    },
  },
  // Whoever has a merged proposal's author erased finds the address where it has gone.
  "038-author-of-merged": {
    async up(db) {
      await sql`ALTER TABLE proposal_follower ADD COLUMN author_of INTEGER REFERENCES proposal`.execute(db);
      await sql`CREATE INDEX proposal_follower_author_of ON proposal_follower (author_of)
        WHERE author_of IS NOT NULL`.execute(db);
    },
  },
};
