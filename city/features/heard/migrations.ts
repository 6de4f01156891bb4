import { sql } from "kysely";
import type { Migration } from "kysely/migration";

export const heardMigrations: Record<string, Migration> = {
  "030-heard": {
    async up(db) {
      await sql`CREATE TABLE heard_process (
        id INTEGER PRIMARY KEY, slug TEXT NOT NULL UNIQUE, names TEXT NOT NULL, kind TEXT NOT NULL, level TEXT NOT NULL,
        about TEXT NOT NULL, change TEXT NOT NULL, decides TEXT NOT NULL, answer TEXT NOT NULL, from_date TEXT NOT NULL,
        to_date TEXT) STRICT`.execute(db);
      await sql`CREATE TABLE heard_district (
        id INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE, names TEXT NOT NULL) STRICT`.execute(db);
      await sql`CREATE TABLE population_table (
        id INTEGER PRIMARY KEY, source TEXT NOT NULL, licence TEXT NOT NULL, as_of TEXT NOT NULL UNIQUE,
        imported_at_ms INTEGER NOT NULL, persons INTEGER NOT NULL, younger INTEGER NOT NULL, sha256 TEXT NOT NULL,
        log_entry INTEGER NOT NULL) STRICT`.execute(db);
      await sql`CREATE TABLE population_row (
        table_id INTEGER NOT NULL REFERENCES population_table, district_id INTEGER NOT NULL REFERENCES heard_district,
        sex TEXT NOT NULL CHECK (sex IN ('woman', 'man')), band TEXT NOT NULL, persons INTEGER NOT NULL,
        PRIMARY KEY (table_id, district_id, sex, band)) STRICT, WITHOUT ROWID`.execute(db);
      await sql`CREATE TABLE heard_release (
        id INTEGER PRIMARY KEY, process_id INTEGER NOT NULL REFERENCES heard_process, period TEXT NOT NULL,
        until_date TEXT NOT NULL, body TEXT, guard_record TEXT, log_entry INTEGER,
        UNIQUE (process_id, period, until_date)) STRICT`.execute(db);
      await sql`CREATE TABLE heard_outreach (
        id INTEGER PRIMARY KEY, process_id INTEGER NOT NULL REFERENCES heard_process, on_date TEXT NOT NULL,
        dimension TEXT NOT NULL, category TEXT NOT NULL, measure TEXT NOT NULL, text TEXT NOT NULL, language TEXT NOT NULL,
        role TEXT NOT NULL, log_entry INTEGER NOT NULL) STRICT`.execute(db);
      await sql`CREATE TABLE heard_batch (form_key TEXT PRIMARY KEY) STRICT, WITHOUT ROWID`.execute(db);
      // What was told cannot be untold, and what it was weighed against must stay.
      await sql`CREATE TRIGGER heard_release_stays BEFORE DELETE ON heard_release
        BEGIN SELECT RAISE(ABORT, 'a release of who was heard cannot be deleted'); END`.execute(db);
      await sql`CREATE TRIGGER population_table_stays BEFORE DELETE ON population_table
        BEGIN SELECT RAISE(ABORT, 'a population table cannot be deleted'); END`.execute(db);
    },
  },
};
