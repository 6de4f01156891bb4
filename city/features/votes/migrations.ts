import { sql } from "kysely";
import type { Migration } from "kysely/migration";

export const voteMigrations: Record<string, Migration> = {
  "020-comfort-votes": {
    async up(db) {
      await sql`CREATE TABLE vote_room (
        room_id INTEGER PRIMARY KEY REFERENCES room, regular_users INTEGER, zone TEXT) STRICT`.execute(db);
      await sql`CREATE TABLE vote_code (
        code TEXT PRIMARY KEY, room_id INTEGER NOT NULL REFERENCES room, made_at_ms INTEGER NOT NULL,
        replaced_at_ms INTEGER) STRICT`.execute(db);
      await sql`CREATE UNIQUE INDEX vote_code_in_use ON vote_code (room_id) WHERE replaced_at_ms IS NULL`.execute(
        db,
      );
      // Ids are random and the table has no rowid: in which order sentences came in is not kept.
      await sql`CREATE TABLE vote_comment (
        id TEXT PRIMARY KEY, room_id INTEGER NOT NULL REFERENCES room, week TEXT NOT NULL, text TEXT NOT NULL,
        seen INTEGER NOT NULL DEFAULT 0, published TEXT) STRICT, WITHOUT ROWID`.execute(db);
      await sql`CREATE TABLE vote_round (
        id INTEGER PRIMARY KEY, measure TEXT, period TEXT NOT NULL CHECK (period IN ('before', 'after', 'other')),
        season TEXT NOT NULL, wording INTEGER NOT NULL, from_date TEXT NOT NULL, to_date TEXT NOT NULL,
        made_at_ms INTEGER NOT NULL) STRICT`.execute(db);
      await sql`CREATE TABLE vote_round_room (
        round_id INTEGER NOT NULL REFERENCES vote_round, room_id INTEGER NOT NULL REFERENCES room,
        PRIMARY KEY (round_id, room_id)) STRICT, WITHOUT ROWID`.execute(db);
    },
  },
  "021-codes-of-households": {
    async up(db) {
      await sql`ALTER TABLE vote_code ADD COLUMN opens_from_ms INTEGER`.execute(db);
    },
  },
};
