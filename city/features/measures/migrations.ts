import { sql } from "kysely";
import type { Migration } from "kysely/migration";

export const measureMigrations: Record<string, Migration> = {
  "002-measures": {
    async up(db) {
      await sql`CREATE TABLE measure (
        id INTEGER PRIMARY KEY, slug TEXT NOT NULL UNIQUE, building_id INTEGER NOT NULL REFERENCES building,
        carrier TEXT NOT NULL, titles TEXT NOT NULL, kind TEXT NOT NULL, baseline_end_ms INTEGER NOT NULL,
        reporting_start_ms INTEGER NOT NULL CHECK (reporting_start_ms >= baseline_end_ms),
        true_effect_share REAL) STRICT`.execute(db);
    },
  },
  /** Measures are planned before they are done, may be of several buildings and some of their rooms, and have a plan. */
  "014-measure-lives": {
    async up(db) {
      await sql`CREATE TABLE measure_2 (
        id INTEGER PRIMARY KEY, slug TEXT NOT NULL UNIQUE, carrier TEXT NOT NULL, titles TEXT NOT NULL,
        kind TEXT NOT NULL, state TEXT NOT NULL, owner TEXT NOT NULL, cost_minor INTEGER, plan TEXT NOT NULL,
        plan_fixed_at_ms INTEGER, plan_entry INTEGER, baseline_end_ms INTEGER, reporting_start_ms INTEGER,
        true_effect_share REAL, CHECK (reporting_start_ms IS NULL OR reporting_start_ms >= baseline_end_ms)) STRICT`.execute(
        db,
      );
      await sql`CREATE TABLE measure_building (
        measure_id INTEGER NOT NULL REFERENCES measure_2, building_id INTEGER NOT NULL REFERENCES building,
        PRIMARY KEY (measure_id, building_id)) STRICT, WITHOUT ROWID`.execute(db);
      await sql`CREATE TABLE measure_step (
        id INTEGER PRIMARY KEY, measure_id INTEGER NOT NULL REFERENCES measure_2, state TEXT NOT NULL,
        at_ms INTEGER NOT NULL, log_entry INTEGER NOT NULL) STRICT`.execute(db);
      await sql`INSERT INTO measure_2 SELECT id, slug, carrier, titles, kind, 'finished', '', NULL,
        '{"method":"husting-daily","expectedShare":null,"leastWorthwhileShare":0,"roomsMarginPoints":2,"peopleMarginPoints":10}',
        NULL, NULL, baseline_end_ms, reporting_start_ms, true_effect_share FROM measure`.execute(db);
      await sql`INSERT INTO measure_building SELECT id, building_id FROM measure`.execute(db);
      await sql`DROP TABLE measure`.execute(db);
      await sql`ALTER TABLE measure_2 RENAME TO measure`.execute(db);
    },
  },
};
