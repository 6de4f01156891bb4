import { sql } from "kysely";
import type { Migration } from "kysely/migration";

export const weatherMigrations: Record<string, Migration> = {
  "011-weather-stations": {
    async up(db) {
      await sql`CREATE TABLE weather_station (
        id INTEGER PRIMARY KEY, provider TEXT NOT NULL, code TEXT NOT NULL, name TEXT NOT NULL,
        latitude REAL NOT NULL, longitude REAL NOT NULL, from_date TEXT NOT NULL,
        point_id INTEGER NOT NULL REFERENCES point, whole_ms INTEGER, recent_ms INTEGER, newest_ms INTEGER,
        not_before_ms INTEGER NOT NULL DEFAULT 0, fault TEXT, UNIQUE (provider, code)) STRICT`.execute(db);
    },
  },
};
