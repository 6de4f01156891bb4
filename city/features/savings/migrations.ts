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
  // Results of before are computed anew, for the month's measured hours are not in them.
  "012-measured-hours": {
    async up(db) {
      await sql`ALTER TABLE result ADD COLUMN measured TEXT`.execute(db);
    },
  },
  // Results of before are computed anew: nobody knows which weather they have seen.
  "013-dirty-ranges": {
    async up(db) {
      await sql`ALTER TABLE result ADD COLUMN weather_version INTEGER`.execute(db);
      await sql`ALTER TABLE result ADD COLUMN first_ms INTEGER`.execute(db);
      await sql`ALTER TABLE result ADD COLUMN whole_until_ms INTEGER`.execute(db);
      await sql`ALTER TABLE result ADD COLUMN attention TEXT`.execute(db);
    },
  },
  // Results of before are computed anew, for their years are not in them.
  "025-years-of-points": {
    async up(db) {
      await sql`ALTER TABLE result ADD COLUMN years TEXT`.execute(db);
    },
  },
  "009-published-figures": {
    async up(db) {
      await sql`CREATE TABLE published_figure (
        point_id INTEGER NOT NULL REFERENCES point, measure TEXT NOT NULL, version INTEGER NOT NULL,
        published_at_ms INTEGER NOT NULL, from_date TEXT NOT NULL, to_date TEXT NOT NULL, avoided_kwh REAL NOT NULL,
        band_kwh REAL NOT NULL, observed_kwh REAL NOT NULL, readings_commit INTEGER NOT NULL,
        weather_commit INTEGER NOT NULL, declaration INTEGER NOT NULL, method_version TEXT NOT NULL, cause TEXT,
        changed_from_ms INTEGER, changed_to_ms INTEGER, PRIMARY KEY (point_id, measure, version)) STRICT`.execute(
        db,
      );
    },
  },
};
