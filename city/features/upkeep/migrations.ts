import { sql } from "kysely";
import type { Migration } from "kysely/migration";

export const upkeepMigrations: Record<string, Migration> = {
  "044-upkeep": {
    async up(db) {
      await sql`CREATE TABLE backup (
        id INTEGER PRIMARY KEY, made_at_ms INTEGER NOT NULL, seconds REAL NOT NULL, bytes INTEGER NOT NULL,
        log_entries INTEGER NOT NULL, verified_at_ms INTEGER, fault TEXT) STRICT`.execute(db);
    },
  },
};
