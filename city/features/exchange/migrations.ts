import { sql } from "kysely";
import type { Migration } from "kysely/migration";

export const exchangeMigrations: Record<string, Migration> = {
  "027-exchange": {
    async up(db) {
      await sql`CREATE TABLE partner (
        id INTEGER PRIMARY KEY, city TEXT NOT NULL UNIQUE, card TEXT NOT NULL, names TEXT NOT NULL,
        country TEXT NOT NULL, language TEXT NOT NULL, key TEXT NOT NULL, old_keys TEXT NOT NULL, address TEXT, state TEXT NOT NULL, pending_card TEXT,
        asked_groups TEXT NOT NULL, proposed_at_ms INTEGER NOT NULL, paired_at_ms INTEGER, log_entry INTEGER,
        tried_at_ms INTEGER, fetched_at_ms INTEGER, failures INTEGER NOT NULL DEFAULT 0, fault TEXT,
        clock_ahead_ms INTEGER, log_copy TEXT, log_seen_at_ms INTEGER, log_fault TEXT) STRICT`.execute(db);
      await sql`CREATE TABLE exchange_draft (
        id INTEGER PRIMARY KEY AUTOINCREMENT, partner_id INTEGER NOT NULL REFERENCES partner, kind TEXT NOT NULL,
        subject TEXT NOT NULL, text TEXT NOT NULL, sha256 TEXT NOT NULL, made_at_ms INTEGER NOT NULL,
        guard_record TEXT) STRICT`.execute(db);
      await sql`CREATE TABLE exchange_release (
        partner_id INTEGER NOT NULL REFERENCES partner, sequence INTEGER NOT NULL, kind TEXT NOT NULL,
        subject TEXT NOT NULL, sha256 TEXT NOT NULL UNIQUE, text TEXT, sealed TEXT,
        released_at_ms INTEGER NOT NULL, log_entry INTEGER NOT NULL, withdrawn_by INTEGER, guard_record TEXT,
        PRIMARY KEY (partner_id, sequence)) STRICT`.execute(db);
      await sql`CREATE TABLE exchange_received (
        partner_id INTEGER NOT NULL REFERENCES partner, sequence INTEGER NOT NULL, sha256 TEXT NOT NULL,
        kind TEXT NOT NULL, subject TEXT NOT NULL, sealed TEXT, state TEXT NOT NULL, way TEXT NOT NULL,
        received_at_ms INTEGER NOT NULL, log_entry INTEGER, withdrawn_by INTEGER,
        PRIMARY KEY (partner_id, sequence)) STRICT`.execute(db);
      await sql`CREATE INDEX exchange_received_hash ON exchange_received (sha256)`.execute(db);
      await sql`CREATE TABLE exchange_refused (
        id INTEGER PRIMARY KEY, partner_id INTEGER NOT NULL REFERENCES partner, sha256 TEXT NOT NULL,
        text TEXT NOT NULL, reason TEXT NOT NULL, way TEXT NOT NULL, first_at_ms INTEGER NOT NULL,
        last_at_ms INTEGER NOT NULL, times INTEGER NOT NULL DEFAULT 1,
        UNIQUE (partner_id, sha256)) STRICT`.execute(db);
      await sql`CREATE TABLE co_signature (
        partner_id INTEGER NOT NULL REFERENCES partner, whose TEXT NOT NULL, size INTEGER NOT NULL,
        line TEXT NOT NULL, PRIMARY KEY (partner_id, whose, size)) STRICT`.execute(db);
    },
  },
};
