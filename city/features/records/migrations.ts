import { sql } from "kysely";
import type { Migration } from "kysely/migration";

export const recordMigrations: Record<string, Migration> = {
  "032-records": {
    async up(db) {
      await sql`CREATE TABLE case_number (
        year INTEGER NOT NULL, number INTEGER NOT NULL, kind TEXT NOT NULL, subject INTEGER NOT NULL,
        opened_at_ms INTEGER NOT NULL, log_entry INTEGER NOT NULL, PRIMARY KEY (year, number),
        UNIQUE (kind, subject)) STRICT, WITHOUT ROWID`.execute(db);
      // A number stands in letters, on paper and in archives: it never goes, and never comes to mean another case.
      for (const verb of ["UPDATE", "DELETE"]) {
        await sql
          .raw(
            `CREATE TRIGGER case_number_no_${verb.toLowerCase()} BEFORE ${verb} ON case_number
             BEGIN SELECT RAISE(ABORT, 'a case keeps its number'); END`,
          )
          .execute(db);
      }
      await sql`CREATE TABLE retention_tally (
        rule TEXT PRIMARY KEY, erased INTEGER NOT NULL, logged INTEGER NOT NULL, last_at_ms INTEGER)
        STRICT, WITHOUT ROWID`.execute(db);
      // What happened to one proposal, decision, promise or question is found by its entries' subject.
      await sql`CREATE INDEX log_entry_subject ON log_entry (json_extract(line, '$.subject'))`.execute(db);
    },
  },
};
