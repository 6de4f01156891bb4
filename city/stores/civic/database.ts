import { mkdirSync } from "node:fs";
import { dirname } from "node:path";
import type { DatabaseSync } from "node:sqlite";
import { NodeSqliteDialect } from "@better-auth/kysely-adapter/node-sqlite-dialect";
import { Kysely, sql } from "kysely";
import { type Migration, Migrator } from "kysely/migration";
import { changesOf } from "../changes.ts";
import { KeepingStatements } from "./keeping-statements.ts";
import type { CivicTables } from "./tables.ts";

export type CivicDatabase = Kysely<CivicTables>;

export interface OpenedCivic {
  readonly db: CivicDatabase;
  /** The connection under it, for parts that bring their own tables (sign-in). */
  readonly connection: DatabaseSync;
  /** Another text once anything in it has changed. */
  readonly changes: () => string;
  close(): Promise<void>;
}

/**
 * Opens a city's civic state. `synchronous=FULL` in WAL mode: a committed act survives a power cut, not only a crash.
 * `secure_delete`: what is deleted is overwritten with zeros, not only forgotten.
 * @param migrations name → migration, run in the order of their names; what has run is never run again.
 * @throws with the migration's name when one fails; the database then stands as before it.
 */
export async function openCivic(path: string, migrations: Record<string, Migration>): Promise<OpenedCivic> {
  mkdirSync(dirname(path), { recursive: true });
  const connection = new KeepingStatements(path, { timeout: 10_000 });
  connection.exec(
    "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; PRAGMA secure_delete = ON",
  );
  const db: CivicDatabase = new Kysely<CivicTables>({
    dialect: new NodeSqliteDialect({ database: connection }),
  });
  const { error, results } = await new Migrator({
    db,
    provider: { getMigrations: async () => migrations },
  }).migrateToLatest();
  if (error !== undefined) {
    const failed = results?.find((result) => result.status === "Error")?.migrationName ?? "(none begun)";
    await db.destroy();
    throw new Error(
      `${path}: migration ${failed} failed: ${error instanceof Error ? error.message : String(error)}`,
    );
  }
  // What was prepared before a migration may name columns there are no more.
  connection.forgetStatements();
  return {
    db,
    connection,
    changes: changesOf(connection),
    close: () => db.destroy(),
  };
}

/**
 * Brings everything into the database's own file and empties its journal, where pages stand as they were before something was
 * erased from them. A reader in another process can hold it up: then the next call does it.
 */
export async function emptyJournal(db: CivicDatabase): Promise<void> {
  await sql`PRAGMA wal_checkpoint(TRUNCATE)`.execute(db);
}
