import { sql } from "kysely";
import type { Migration } from "kysely/migration";

export const screenMigrations: Record<string, Migration> = {
  "043-screens": {
    async up(db) {
      await sql`CREATE TABLE screen (
        id INTEGER PRIMARY KEY AUTOINCREMENT, code TEXT NOT NULL UNIQUE, building_id INTEGER NOT NULL REFERENCES building ON DELETE CASCADE,
        place TEXT NOT NULL, languages TEXT NOT NULL, pages TEXT NOT NULL, look TEXT NOT NULL, seconds REAL NOT NULL,
        night_from INTEGER, night_to INTEGER, removed_at_ms INTEGER, log_entry INTEGER NOT NULL) STRICT`.execute(
        db,
      );
      await sql`CREATE TABLE screen_seen (
        screen_id INTEGER PRIMARY KEY REFERENCES screen ON DELETE CASCADE, seen_at_ms INTEGER NOT NULL) STRICT`.execute(
        db,
      );
    },
  },
  "043-works": {
    async up(db) {
      await sql`CREATE TABLE work (
        id INTEGER PRIMARY KEY AUTOINCREMENT, kind TEXT NOT NULL, state TEXT NOT NULL, age TEXT NOT NULL, title TEXT, body TEXT,
        alternative TEXT, language TEXT NOT NULL, picture TEXT, from_date TEXT, until_date TEXT, submitted_by TEXT,
        changed_at_ms INTEGER NOT NULL, log_entry INTEGER NOT NULL) STRICT`.execute(db);
      await sql`CREATE INDEX work_picture_of ON work (picture)`.execute(db);
      await sql`CREATE TABLE work_picture (
        sha256 TEXT PRIMARY KEY, bytes BLOB NOT NULL, width INTEGER NOT NULL, height INTEGER NOT NULL) STRICT`.execute(
        db,
      );
      await sql`CREATE TABLE work_screen (
        work_id INTEGER NOT NULL REFERENCES work ON DELETE CASCADE, screen_id INTEGER NOT NULL REFERENCES screen ON DELETE CASCADE,
        PRIMARY KEY (work_id, screen_id)) STRICT, WITHOUT ROWID`.execute(db);
    },
  },
};
