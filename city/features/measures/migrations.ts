import { sql } from "kysely";
import type { Migration } from "kysely/migration";

export const measureMigrations: Record<string, Migration> = {
  "002-measures": {
    async up(db) {
      await sql`CREATE TABLE measure (
        id INTEGER PRIMARY KEY, slug TEXT NOT NULL UNIQUE, building_id INTEGER NOT NULL REFERENCES building,
        carrier TEXT NOT NULL, titles TEXT NOT NULL, kind TEXT NOT NULL, baseline_end_ms INTEGER NOT NULL,
        reporting_start_ms INTEGER NOT NULL CHECK (reporting_start_ms >= baseline_end_ms),
        true_effect_share REAL) STRICT`.execute(db);
    },
  },
};
