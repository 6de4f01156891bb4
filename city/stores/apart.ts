import { DatabaseSync } from "node:sqlite";

/**
 * Opens a SQLite file of its own, for what must not be joined to the civic database by the order of its writing. What is
 * committed survives a power cut, what is overwritten is wiped, and the file is rewritten: within a page SQLite leaves cells
 * where they were put first, and afterwards they stand in the order of their keys.
 * @param steps how the file came to be; those it has not taken yet are taken, each in a transaction.
 * @throws when the file is of a later version of Husting.
 */
export function openApart(path: string, steps: readonly string[]): DatabaseSync {
  const db = new DatabaseSync(path, { timeout: 10_000 });
  db.exec("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA secure_delete = ON");
  const { user_version: version } = db.prepare("PRAGMA user_version").get() as { user_version: number };
  if (version > steps.length) throw new Error(`${path} was written by a later version of Husting`);
  for (const [index, step] of steps.entries()) {
    if (index >= version) db.exec(`BEGIN; ${step}; PRAGMA user_version = ${index + 1}; COMMIT`);
  }
  db.exec("VACUUM");
  emptyLog(db);
  return db;
}

/** Empties the write-ahead log, which keeps pages in the order they were written. */
export function emptyLog(db: DatabaseSync): void {
  db.exec("PRAGMA wal_checkpoint(TRUNCATE)");
}

/** One durable transaction: when it returns, all of it survives `kill -9`; what throws leaves nothing. */
export function together<Result>(db: DatabaseSync, work: () => Result): Result {
  db.exec("BEGIN IMMEDIATE");
  try {
    const result = work();
    db.exec("COMMIT");
    return result;
  } catch (error) {
    db.exec("ROLLBACK");
    throw error;
  }
}
