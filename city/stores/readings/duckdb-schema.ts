import type { DuckDBConnection } from "@duckdb/node-api";
import { rowsOf } from "./duckdb-vectors.ts";

/** The schema of the readings file, and how an older file becomes one of today. */

const SCHEMA_VERSION = 4;

const DELIVERY = `(
    delivery_id INTEGER PRIMARY KEY, point_id INTEGER, source VARCHAR NOT NULL,
    received_at_ms BIGINT NOT NULL, reason VARCHAR NOT NULL, content_hash VARCHAR NOT NULL,
    added INTEGER NOT NULL, corrected INTEGER NOT NULL, repeated INTEGER NOT NULL, rejected INTEGER NOT NULL,
    changed_from_ms BIGINT, changed_to_ms BIGINT)`;
const READING = `(
    point_id INTEGER NOT NULL, at_ms BIGINT NOT NULL, version USMALLINT NOT NULL, mantissa BIGINT NOT NULL,
    decimals UTINYINT NOT NULL, quality UTINYINT NOT NULL, delivery_id INTEGER NOT NULL, commit_id INTEGER NOT NULL)`;

/** Columns of `rejection`, and of what is gathered for it. */
export const REJECTION = `(
    delivery_id INTEGER NOT NULL, source_row BIGINT NOT NULL, source_column VARCHAR NOT NULL,
    found VARCHAR NOT NULL, code VARCHAR NOT NULL, received_at_ms BIGINT, origin VARCHAR)`;

const SCHEMA = `
  CREATE TABLE IF NOT EXISTS schema_version (version INTEGER PRIMARY KEY);
  CREATE TABLE IF NOT EXISTS delivery ${DELIVERY};
  CREATE TABLE IF NOT EXISTS rejection ${REJECTION};
  CREATE TABLE IF NOT EXISTS reading ${READING};
  CREATE TABLE IF NOT EXISTS settled (commit_id INTEGER NOT NULL);
`;

/** From version 1: a delivery was of one point, and was the commit. */
const FROM_1 = `
  ALTER TABLE reading RENAME TO reading_1;
  CREATE TABLE reading ${READING};
  INSERT INTO reading SELECT *, delivery_id FROM reading_1;
  DROP TABLE reading_1;
  ALTER TABLE delivery RENAME TO delivery_1;
  CREATE TABLE delivery ${DELIVERY};
  INSERT INTO delivery SELECT * FROM delivery_1;
  DROP TABLE delivery_1;
`;

/** From version 2: how far readings have been put in order. */
const FROM_2 = "CREATE TABLE settled (commit_id INTEGER NOT NULL);";

/** From version 3: which request or message of a delivery of many a rejection stood in, and when that came. */
const FROM_3 = `
  ALTER TABLE rejection ADD COLUMN received_at_ms BIGINT;
  ALTER TABLE rejection ADD COLUMN origin VARCHAR;
`;

/** @throws Error when the file was written by a newer Husting; it is left as it was. */
export async function bringUpToDate(connection: DuckDBConnection, path: string): Promise<void> {
  const [table] = await rowsOf(
    connection,
    "SELECT count(*) FROM duckdb_tables() WHERE table_name = 'schema_version'",
  );
  const [row] =
    Number(table?.[0]) === 0 ? [] : await rowsOf(connection, "SELECT max(version) FROM schema_version");
  const known = row?.[0] == null ? undefined : Number(row[0]);
  if (known === SCHEMA_VERSION) return;
  if (known !== undefined && known > SCHEMA_VERSION) {
    throw new Error(
      `${path} was written by a newer Husting (readings schema ${known}, this one knows ${SCHEMA_VERSION}); upgrade Husting.`,
    );
  }
  await connection.run("BEGIN TRANSACTION");
  try {
    if (known === undefined) await connection.run(SCHEMA);
    if (known === 1) await connection.run(FROM_1);
    if (known === 1 || known === 2) await connection.run(FROM_2);
    if (known !== undefined) await connection.run(FROM_3);
    await connection.run(`INSERT INTO schema_version VALUES (${SCHEMA_VERSION})`);
    await connection.run("COMMIT");
  } catch (error) {
    await connection.run("ROLLBACK").catch(() => undefined);
    throw error;
  }
}
