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
};
