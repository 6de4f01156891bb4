import { sql } from "kysely";
import type { Migration } from "kysely/migration";

export const siteMigrations: Record<string, Migration> = {
  "047-accessibility-faults": {
    async up(db) {
      await sql`CREATE TABLE accessibility_fault (
        id INTEGER PRIMARY KEY, page TEXT NOT NULL, text TEXT NOT NULL, email TEXT, language TEXT NOT NULL,
        made_at_ms INTEGER NOT NULL, state TEXT NOT NULL CHECK (state IN ('open', 'known', 'mended', 'none')),
        answer TEXT, public_text TEXT, answered_at_ms INTEGER,
        letter_due INTEGER NOT NULL DEFAULT 0) STRICT`.execute(db);
    },
  },
};
