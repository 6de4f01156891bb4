import { sql } from "kysely";
import type { Migration } from "kysely/migration";

export const meterMigrations: Record<string, Migration> = {
  // Registers as the decimals they were read as, and a width nobody knows is allowed. A point counts what people declare
  // of it, so that its result is known to be older than the newest declaration.
  "008-declared-meters": {
    async up(db) {
      await sql`CREATE TABLE installation_8 (
        id INTEGER PRIMARY KEY, point_id INTEGER NOT NULL REFERENCES point, serial TEXT NOT NULL,
        from_ms INTEGER NOT NULL, to_ms INTEGER, opening_register TEXT NOT NULL, closing_register TEXT,
        multiplier TEXT NOT NULL, register_width INTEGER, rated_power_kw REAL,
        UNIQUE (point_id, from_ms)) STRICT`.execute(db);
      await sql`INSERT INTO installation_8 SELECT id, point_id, serial, from_ms, to_ms, CAST(opening_register AS TEXT),
        CAST(closing_register AS TEXT), CAST(multiplier AS TEXT), register_width, rated_power_kw
        FROM installation`.execute(db);
      await sql`DROP TABLE installation`.execute(db);
      await sql`ALTER TABLE installation_8 RENAME TO installation`.execute(db);
      await sql`ALTER TABLE point ADD COLUMN declaration INTEGER NOT NULL DEFAULT 0`.execute(db);
      await sql`ALTER TABLE result ADD COLUMN declaration INTEGER NOT NULL DEFAULT 0`.execute(db);
      await sql`CREATE TABLE answer (
        id INTEGER PRIMARY KEY, point_id INTEGER NOT NULL REFERENCES point, question_id TEXT NOT NULL,
        choice TEXT NOT NULL, answered_at_ms INTEGER NOT NULL) STRICT`.execute(db);
      await sql`CREATE INDEX answer_of_point ON answer (point_id)`.execute(db);
    },
  },
};
