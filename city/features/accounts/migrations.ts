import { sql } from "kysely";
import type { Migration } from "kysely/migration";

export const accountMigrations: Record<string, Migration> = {
  "044-passkeys": {
    async up(db) {
      await sql`CREATE TABLE passkey (
        credential_id TEXT PRIMARY KEY, user_id TEXT NOT NULL, public_key BLOB NOT NULL, counter INTEGER NOT NULL,
        transports TEXT NOT NULL, name TEXT NOT NULL, made_at_ms INTEGER NOT NULL, used_at_ms INTEGER)
        STRICT, WITHOUT ROWID`.execute(db);
      await sql`CREATE INDEX passkey_of ON passkey (user_id)`.execute(db);
      // A service calls somebody one thing, and an account is one person at one service.
      await sql`CREATE TABLE account_subject (
        issuer TEXT NOT NULL, subject TEXT NOT NULL, user_id TEXT NOT NULL, tied_at_ms INTEGER NOT NULL,
        PRIMARY KEY (issuer, subject), UNIQUE (issuer, user_id)) STRICT, WITHOUT ROWID`.execute(db);
    },
  },
};
