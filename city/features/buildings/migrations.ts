import { sql } from "kysely";
import type { Migration } from "kysely/migration";

export const buildingMigrations: Record<string, Migration> = {
  "001-buildings-rooms-points": {
    async up(db) {
      await sql`CREATE TABLE building (
        id INTEGER PRIMARY KEY, slug TEXT NOT NULL UNIQUE, names TEXT NOT NULL, use TEXT NOT NULL,
        year_built INTEGER, floor_area_m2 REAL, floor_area_kind TEXT, storeys INTEGER) STRICT`.execute(db);
      await sql`CREATE TABLE room (
        id INTEGER PRIMARY KEY, building_id INTEGER NOT NULL REFERENCES building, slug TEXT NOT NULL,
        names TEXT NOT NULL, UNIQUE (building_id, slug)) STRICT`.execute(db);
      await sql`CREATE TABLE point (
        id INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE, building_id INTEGER REFERENCES building,
        room_id INTEGER REFERENCES room, carrier TEXT NOT NULL,
        kind TEXT NOT NULL CHECK (kind IN ('cumulative', 'interval', 'instantaneous')),
        unit TEXT NOT NULL, step_minutes INTEGER NOT NULL, register_width INTEGER) STRICT`.execute(db);
      await sql`CREATE INDEX point_of_building ON point (building_id)`.execute(db);
      await sql`CREATE TABLE installation (
        id INTEGER PRIMARY KEY, point_id INTEGER NOT NULL REFERENCES point, serial TEXT NOT NULL,
        from_ms INTEGER NOT NULL, to_ms INTEGER, opening_register REAL NOT NULL, closing_register REAL,
        multiplier REAL NOT NULL, register_width INTEGER NOT NULL, rated_power_kw REAL,
        UNIQUE (point_id, from_ms)) STRICT`.execute(db);
    },
  },
};
