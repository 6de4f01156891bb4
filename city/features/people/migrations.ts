import { sql } from "kysely";
import type { Migration } from "kysely/migration";

export const peopleMigrations: Record<string, Migration> = {
  "005-people": {
    async up(db) {
      await sql`CREATE TABLE account_role (
        user_id TEXT PRIMARY KEY, role TEXT NOT NULL, granted_at_ms INTEGER NOT NULL) STRICT`.execute(db);
      await sql`CREATE TABLE demo_mail (
        id INTEGER PRIMARY KEY, sent_at_ms INTEGER NOT NULL, to_address TEXT NOT NULL, subject TEXT NOT NULL,
        body TEXT NOT NULL) STRICT`.execute(db);
    },
  },
  "044-accounts": {
    async up(db) {
      await sql`CREATE TABLE account_use (
        user_id TEXT PRIMARY KEY, last_day TEXT NOT NULL) STRICT, WITHOUT ROWID`.execute(db);
      await sql`CREATE TABLE role_change (
        id INTEGER PRIMARY KEY, user_id TEXT NOT NULL, role TEXT NOT NULL, role_before TEXT NOT NULL, at_ms INTEGER NOT NULL,
        undone INTEGER NOT NULL) STRICT`.execute(db);
      await sql`CREATE INDEX role_change_of ON role_change (user_id)`.execute(db);
    },
  },
  "048-sign-in-codes": {
    async up(db) {
      await sql`CREATE TABLE sign_in_code (
        id INTEGER PRIMARY KEY, email TEXT NOT NULL, asker TEXT NOT NULL, code_hash TEXT NOT NULL, long_hash TEXT NOT NULL,
        tries INTEGER NOT NULL, made_at_ms INTEGER NOT NULL) STRICT`.execute(db);
      await sql`CREATE INDEX sign_in_code_of ON sign_in_code (email, made_at_ms)`.execute(db);
    },
  },
  "050-invitations": {
    async up(db) {
      await sql`CREATE TABLE invitation (
        batch INTEGER NOT NULL, user_id TEXT NOT NULL, role TEXT NOT NULL, language TEXT NOT NULL, at_ms INTEGER NOT NULL,
        letter TEXT NOT NULL CHECK (letter IN ('waiting', 'sent', 'failed')),
        PRIMARY KEY (batch, user_id)) STRICT, WITHOUT ROWID`.execute(db);
    },
  },
};
