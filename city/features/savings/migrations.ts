import { sql } from "kysely";
import type { Migration } from "kysely/migration";

export const savingsMigrations: Record<string, Migration> = {
  "003-results": {
    async up(db) {
      await sql`CREATE TABLE result (
        point_id INTEGER PRIMARY KEY REFERENCES point, building_id INTEGER REFERENCES building,
        computed_at_ms INTEGER NOT NULL, input_version INTEGER NOT NULL, method_version TEXT NOT NULL,
        summary TEXT NOT NULL, detail TEXT NOT NULL) STRICT`.execute(db);
      await sql`CREATE INDEX result_of_building ON result (building_id)`.execute(db);
    },
  },
};
