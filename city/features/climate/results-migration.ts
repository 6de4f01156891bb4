import { sql } from "kysely";
import type { Migration } from "kysely/migration";

export const climateResultMigrations: Record<string, Migration> = {
  /** What buildings' rooms showed; one short row a room as well, so that a city's rooms are ranked by the database. */
  "022-climate-results": {
    async up(db) {
      await sql`CREATE TABLE climate_result (
        building_id INTEGER PRIMARY KEY REFERENCES building ON DELETE CASCADE, computed_at_ms INTEGER NOT NULL,
        input_version INTEGER NOT NULL, weather_version INTEGER NOT NULL, method_version TEXT NOT NULL,
        declared TEXT NOT NULL, first_ms INTEGER, whole_until_ms INTEGER, summary TEXT NOT NULL,
        detail TEXT NOT NULL, advice TEXT NOT NULL) STRICT`.execute(db);
      await sql`CREATE TABLE climate_room (
        room_id INTEGER PRIMARY KEY REFERENCES room ON DELETE CASCADE,
        building_id INTEGER NOT NULL REFERENCES building ON DELETE CASCADE,
        home INTEGER NOT NULL CHECK (home IN (0, 1)), outside_share REAL,
        too_cold_share REAL, too_warm_share REAL, co2_share REAL, degree_hours REAL, coverage REAL) STRICT`.execute(
        db,
      );
      await sql`CREATE INDEX climate_room_worst ON climate_room (outside_share DESC, room_id)`.execute(db);
      await sql`CREATE TABLE advice_dismissal (
        id INTEGER PRIMARY KEY, building_id INTEGER NOT NULL REFERENCES building ON DELETE CASCADE,
        code TEXT NOT NULL, rooms TEXT NOT NULL, figure REAL NOT NULL, reason TEXT NOT NULL, role TEXT NOT NULL,
        at_ms INTEGER NOT NULL, log_entry INTEGER NOT NULL) STRICT`.execute(db);
      await sql`CREATE INDEX advice_dismissal_of_building ON advice_dismissal (building_id)`.execute(db);
      await sql`CREATE TABLE advice_measure (
        measure_id INTEGER PRIMARY KEY REFERENCES measure ON DELETE CASCADE,
        building_id INTEGER NOT NULL REFERENCES building ON DELETE CASCADE, code TEXT NOT NULL,
        rooms TEXT NOT NULL) STRICT`.execute(db);
    },
  },
};
