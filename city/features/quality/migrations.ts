import { sql } from "kysely";
import type { Migration } from "kysely/migration";

export const qualityMigrations: Record<string, Migration> = {
  "013-alarms": {
    async up(db) {
      await sql`CREATE TABLE alarm (
        id INTEGER PRIMARY KEY, kind TEXT NOT NULL, subject TEXT NOT NULL, points TEXT NOT NULL,
        since_ms INTEGER NOT NULL, opened_at_ms INTEGER NOT NULL, closed_at_ms INTEGER) STRICT`.execute(db);
      await sql`CREATE INDEX alarm_by_end ON alarm (closed_at_ms)`.execute(db);
      await sql`CREATE TABLE notice_wish (
        user_id TEXT PRIMARY KEY, language TEXT NOT NULL, digest_hour INTEGER, at_once INTEGER NOT NULL,
        quiet_from_hour INTEGER NOT NULL, quiet_to_hour INTEGER NOT NULL, last_digest TEXT,
        failed_at_ms INTEGER) STRICT`.execute(db);
      await sql`CREATE TABLE notice_told (
        alarm_id INTEGER NOT NULL REFERENCES alarm, user_id TEXT NOT NULL, kind TEXT NOT NULL,
        told_at_ms INTEGER NOT NULL, PRIMARY KEY (alarm_id, user_id, kind)) STRICT`.execute(db);
    },
  },
};
