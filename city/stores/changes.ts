import type { DatabaseSync } from "node:sqlite";

/**
 * Tells whether anything in a SQLite file has changed: gives another text once a row was, by this connection
 * (`total_changes()`) or by another's commit (`PRAGMA data_version`). A text that stays the same means that nothing did.
 */
export function changesOf(db: DatabaseSync): () => string {
  const own = db.prepare("SELECT total_changes() AS rows");
  const others = db.prepare("PRAGMA data_version");
  return () => {
    const { rows } = own.get() as { rows: number };
    const { data_version } = others.get() as { data_version: number };
    return `${rows}/${data_version}`;
  };
}
