import { sql } from "kysely";
import type { Migration } from "kysely/migration";

export const newsMigrations: Record<string, Migration> = {
  "046-house-followers": {
    async up(db) {
      // AUTOINCREMENT: a number stands in links that end letters, and never means somebody else.
      await sql`CREATE TABLE house_follower (
        id INTEGER PRIMARY KEY AUTOINCREMENT, building_id INTEGER NOT NULL REFERENCES building ON DELETE CASCADE,
        email TEXT NOT NULL, language TEXT NOT NULL, told_until_ms INTEGER NOT NULL, last_letter TEXT,
        UNIQUE (building_id, email)) STRICT`.execute(db);
      await sql`CREATE INDEX house_follower_address ON house_follower (email)`.execute(db);
      await sql`CREATE TABLE house_pending (
        id TEXT PRIMARY KEY, building_id INTEGER NOT NULL REFERENCES building ON DELETE CASCADE, email TEXT NOT NULL,
        language TEXT NOT NULL, code_hash TEXT NOT NULL, tries INTEGER NOT NULL,
        made_at_ms INTEGER NOT NULL) STRICT, WITHOUT ROWID`.execute(db);
      await sql`CREATE INDEX house_pending_age ON house_pending (made_at_ms)`.execute(db);
      await sql`CREATE TABLE house_letter (
        follower_id INTEGER PRIMARY KEY REFERENCES house_follower ON DELETE CASCADE, after_ms INTEGER NOT NULL,
        until_ms INTEGER NOT NULL, failed_at_ms INTEGER) STRICT`.execute(db);
    },
  },
};
