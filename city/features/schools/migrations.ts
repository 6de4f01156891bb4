import { sql } from "kysely";
import type { Migration } from "kysely/migration";

export const schoolMigrations: Record<string, Migration> = {
  "042-schools": {
    async up(db) {
      await sql`CREATE TABLE school_class (
        id INTEGER PRIMARY KEY AUTOINCREMENT, code TEXT NOT NULL UNIQUE, building_id INTEGER NOT NULL REFERENCES building,
        name TEXT NOT NULL, experiment TEXT NOT NULL, from_date TEXT NOT NULL, to_date TEXT NOT NULL, most INTEGER NOT NULL,
        person_id TEXT, stopped INTEGER NOT NULL, begun_entry INTEGER, log_entry INTEGER NOT NULL) STRICT`.execute(
        db,
      );
      await sql`CREATE TABLE school_prediction (
        class_id INTEGER NOT NULL REFERENCES school_class ON DELETE CASCADE, band TEXT NOT NULL,
        count INTEGER NOT NULL CHECK (count > 0), PRIMARY KEY (class_id, band)) STRICT, WITHOUT ROWID`.execute(
        db,
      );
      // Stays when its class is erased, and names it by its number alone.
      await sql`CREATE TABLE school_answer (
        id INTEGER PRIMARY KEY, class_id INTEGER NOT NULL UNIQUE, building_id INTEGER NOT NULL REFERENCES building,
        experiment TEXT NOT NULL, from_date TEXT NOT NULL, to_date TEXT NOT NULL, outcome TEXT NOT NULL, document TEXT NOT NULL,
        sha256 TEXT NOT NULL, answered_at_ms INTEGER NOT NULL, log_entry INTEGER NOT NULL) STRICT`.execute(
        db,
      );
    },
  },
};
