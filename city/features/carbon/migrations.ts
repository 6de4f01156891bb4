import { sql } from "kysely";
import type { Migration } from "kysely/migration";

export const carbonMigrations: Record<string, Migration> = {
  /** Avoided carbon as it was claimed of each version of a verdict; rows are added and never changed. */
  "024-carbon-claims": {
    async up(db) {
      await sql`CREATE TABLE carbon_claim (
        measure_id INTEGER NOT NULL REFERENCES measure, verdict_version INTEGER NOT NULL, document TEXT NOT NULL,
        sha256 TEXT NOT NULL, frozen_at_ms INTEGER NOT NULL, log_entry INTEGER NOT NULL,
        PRIMARY KEY (measure_id, verdict_version)) STRICT, WITHOUT ROWID`.execute(db);
    },
  },
};
