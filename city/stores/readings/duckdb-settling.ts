import type { DuckDBConnection } from "@duckdb/node-api";
import { rowsOf } from "./duckdb-vectors.ts";

/** Rows put in order at once: under a second of work, during which nobody else writes. */
export const SETTLING_ROWS = 2_000_000;

/**
 * Puts readings that came in by time, a few of every point in each commit, next to one another by point. DuckDB skips
 * the row groups that hold nothing of a point; without order each of them holds something of each point, and reading one
 * of three thousand meters reads all of them.
 *
 * One transaction: what can be read is the same before, during and after, and after a crash.
 * @param leastRows fewer than this are left until more have come.
 * @returns whether there was enough to put in order.
 */
export async function settleReadings(connection: DuckDBConnection, leastRows: number): Promise<boolean> {
  const [mark] = await rowsOf(connection, "SELECT coalesce(max(commit_id), 0) FROM settled");
  const after = Number(mark?.[0]);
  const [waiting] = await rowsOf(connection, "SELECT count(*) FROM reading WHERE commit_id > $after", {
    after,
  });
  if (Number(waiting?.[0]) < leastRows) return false;
  const commits = await rowsOf(
    connection,
    "SELECT commit_id, count(*) FROM reading WHERE commit_id > $after GROUP BY commit_id ORDER BY commit_id",
    { after },
  );
  let upTo = after;
  for (let rows = 0, i = 0; i < commits.length && rows < leastRows; i++) {
    upTo = Number(commits[i]![0]);
    rows += Number(commits[i]![1]);
  }
  const batch = `commit_id > ${after} AND commit_id <= ${upTo}`;
  await connection.run("BEGIN TRANSACTION");
  try {
    await connection.run(
      `CREATE OR REPLACE TEMP TABLE settling AS SELECT * FROM reading WHERE ${batch} ORDER BY point_id, at_ms, version`,
    );
    await connection.run(`DELETE FROM reading WHERE ${batch}`);
    await connection.run("INSERT INTO reading SELECT * FROM settling");
    await connection.run("DROP TABLE settling");
    await connection.run(`INSERT INTO settled VALUES (${upTo})`);
    await connection.run("COMMIT");
  } catch (error) {
    await connection.run("ROLLBACK").catch(() => undefined);
    throw error;
  }
  return true;
}
