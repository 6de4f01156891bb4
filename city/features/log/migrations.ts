import { sql } from "kysely";
import type { Migration } from "kysely/migration";

export const logMigrations: Record<string, Migration> = {
  "004-log": {
    async up(db) {
      await sql`CREATE TABLE log_entry (
        sequence INTEGER PRIMARY KEY, line TEXT NOT NULL, head_line TEXT NOT NULL) STRICT`.execute(db);
      await sql`CREATE TABLE log_position (
        id INTEGER PRIMARY KEY CHECK (id = 1), position TEXT NOT NULL) STRICT`.execute(db);
      await sql`CREATE TABLE log_opening (
        commitment TEXT PRIMARY KEY, sequence INTEGER NOT NULL REFERENCES log_entry, name TEXT NOT NULL,
        salt BLOB NOT NULL, value TEXT NOT NULL, person_id TEXT) STRICT`.execute(db);
      // The log only grows: what the database can refuse, it refuses.
      for (const verb of ["UPDATE", "DELETE"]) {
        await sql
          .raw(
            `CREATE TRIGGER log_entry_no_${verb.toLowerCase()} BEFORE ${verb} ON log_entry
             BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END`,
          )
          .execute(db);
      }
    },
  },
  // What of one kind happened when is asked for feeds and calendars.
  "046-acts-of-the-log": {
    async up(db) {
      await sql`CREATE INDEX log_entry_act ON log_entry (json_extract(line, '$.act'))`.execute(db);
    },
  },
};
