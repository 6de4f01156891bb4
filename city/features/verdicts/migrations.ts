import { sql } from "kysely";
import type { Migration } from "kysely/migration";

export const verdictMigrations: Record<string, Migration> = {
  "023-verdicts": {
    async up(db) {
      await sql`CREATE TABLE verdict (
        id INTEGER PRIMARY KEY, measure_id INTEGER NOT NULL REFERENCES measure, version INTEGER NOT NULL,
        look_days INTEGER NOT NULL, is_final INTEGER NOT NULL, outcome TEXT NOT NULL, document TEXT NOT NULL,
        sha256 TEXT NOT NULL, inputs BLOB NOT NULL, judged_at_ms INTEGER NOT NULL, log_entry INTEGER NOT NULL,
        UNIQUE (measure_id, version)) STRICT`.execute(db);
      await sql`CREATE TABLE verdict_seen (
        measure_id INTEGER PRIMARY KEY REFERENCES measure, seen TEXT NOT NULL, refused TEXT) STRICT`.execute(
        db,
      );
      await sql`CREATE TABLE verdict_home (
        room_id INTEGER PRIMARY KEY REFERENCES room ON DELETE CASCADE, signs TEXT NOT NULL UNIQUE) STRICT`.execute(
        db,
      );
    },
  },
};
