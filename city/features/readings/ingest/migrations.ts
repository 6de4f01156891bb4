import { sql } from "kysely";
import type { Migration } from "kysely/migration";

export const readingMigrations: Record<string, Migration> = {
  "006-sources": {
    async up(db) {
      await sql`CREATE TABLE source (
        id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, scope TEXT NOT NULL, token_hash TEXT NOT NULL,
        created_at_ms INTEGER NOT NULL, revoked_at_ms INTEGER) STRICT`.execute(db);
      await sql`CREATE TABLE idempotent_request (
        source_id INTEGER NOT NULL REFERENCES source, key TEXT NOT NULL, body_hash TEXT NOT NULL,
        status INTEGER NOT NULL, answer TEXT NOT NULL, at_ms INTEGER NOT NULL,
        PRIMARY KEY (source_id, key)) STRICT`.execute(db);
    },
  },
  "007-payload-mappings": {
    async up(db) {
      await sql`CREATE TABLE payload_mapping (
        name TEXT PRIMARY KEY, spec TEXT NOT NULL, changed_at_ms INTEGER NOT NULL) STRICT`.execute(db);
    },
  },
  // A name is one source's at a time: what was revoked keeps its name on record, and a new source may bear it.
  "020-names-of-sources-again": {
    async up(db) {
      await sql`CREATE TABLE source_next (
        id INTEGER PRIMARY KEY, name TEXT NOT NULL, scope TEXT NOT NULL, token_hash TEXT NOT NULL,
        created_at_ms INTEGER NOT NULL, revoked_at_ms INTEGER) STRICT`.execute(db);
      await sql`CREATE TABLE idempotent_request_next (
        source_id INTEGER NOT NULL REFERENCES source_next, key TEXT NOT NULL, body_hash TEXT NOT NULL,
        status INTEGER NOT NULL, answer TEXT NOT NULL, at_ms INTEGER NOT NULL,
        PRIMARY KEY (source_id, key)) STRICT`.execute(db);
      await sql`INSERT INTO source_next SELECT * FROM source`.execute(db);
      await sql`INSERT INTO idempotent_request_next SELECT * FROM idempotent_request`.execute(db);
      await sql`DROP TABLE idempotent_request`.execute(db);
      await sql`DROP TABLE source`.execute(db);
      await sql`ALTER TABLE source_next RENAME TO source`.execute(db);
      await sql`ALTER TABLE idempotent_request_next RENAME TO idempotent_request`.execute(db);
      await sql`CREATE INDEX idempotent_request_by_age ON idempotent_request (at_ms)`.execute(db);
      await sql`CREATE UNIQUE INDEX source_that_may_send ON source (name) WHERE revoked_at_ms IS NULL`.execute(
        db,
      );
    },
  },
  // Old answers are cleared at every request: by age, not by looking at all of them.
  "010-answers-by-age": {
    async up(db) {
      await sql`CREATE INDEX idempotent_request_by_age ON idempotent_request (at_ms)`.execute(db);
    },
  },
};
