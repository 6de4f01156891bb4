import { sql } from "kysely";
import type { Migration } from "kysely/migration";

export const workdayMigrations: Record<string, Migration> = {
  /** What was done with several things of an inbox at once, each as one act that can be taken back. */
  "045-workday": {
    async up(db) {
      await sql`CREATE TABLE work_act (
        id INTEGER PRIMARY KEY, act TEXT NOT NULL CHECK (act IN ('aside', 'seen', 'taken')),
        reason TEXT, until_date TEXT, role TEXT NOT NULL, person_id TEXT, at_ms INTEGER NOT NULL,
        log_entry INTEGER NOT NULL, undone_at_ms INTEGER, undone_role TEXT, undone_entry INTEGER) STRICT`.execute(
        db,
      );
      await sql`CREATE TABLE work_item (
        act_id INTEGER NOT NULL REFERENCES work_act ON DELETE CASCADE, item TEXT NOT NULL, kind TEXT NOT NULL,
        figure REAL NOT NULL, PRIMARY KEY (act_id, item)) STRICT, WITHOUT ROWID`.execute(db);
      await sql`CREATE INDEX work_item_of ON work_item (item)`.execute(db);
    },
  },
};
