import { sql } from "kysely";
import type { Migration } from "kysely/migration";

export const conversationMigrations: Record<string, Migration> = {
  "037-conversations": {
    async up(db) {
      await sql`CREATE TABLE conversation (
        id INTEGER PRIMARY KEY AUTOINCREMENT, slug TEXT NOT NULL UNIQUE, titles TEXT NOT NULL, questions TEXT NOT NULL,
        moderation TEXT NOT NULL, access TEXT NOT NULL, shows TEXT NOT NULL, state TEXT NOT NULL,
        log_entry INTEGER NOT NULL) STRICT`.execute(db);
      await sql`CREATE TABLE conversation_statement (
        id INTEGER PRIMARY KEY, conversation_id INTEGER NOT NULL REFERENCES conversation, number INTEGER NOT NULL,
        origin TEXT NOT NULL, state TEXT NOT NULL, language TEXT NOT NULL, reason TEXT, log_entry INTEGER NOT NULL,
        UNIQUE (conversation_id, number)) STRICT`.execute(db);
      await sql`CREATE TABLE conversation_wording (
        statement_id INTEGER NOT NULL REFERENCES conversation_statement, language TEXT NOT NULL, text TEXT,
        log_entry INTEGER NOT NULL, PRIMARY KEY (statement_id, language)) STRICT, WITHOUT ROWID`.execute(db);
      await sql`CREATE TABLE conversation_release (
        id INTEGER PRIMARY KEY, conversation_id INTEGER NOT NULL REFERENCES conversation, day TEXT NOT NULL,
        document TEXT NOT NULL, sha256 TEXT NOT NULL, participants INTEGER NOT NULL,
        log_entry INTEGER NOT NULL) STRICT`.execute(db);
      await sql`CREATE INDEX conversation_release_of ON conversation_release (conversation_id)`.execute(db);
    },
  },
};
