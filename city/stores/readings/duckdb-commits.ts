import { type DuckDBConnection, INTEGER, LIST, listValue } from "@duckdb/node-api";
import type { ChangedRange } from "./contract.ts";
import { rowsOf } from "./duckdb-vectors.ts";

/** Numbers the commits that change readings, and knows the newest of each point. */
export class CommitBook {
  #last: number;
  /** What the file held when it was first asked. */
  #held: Promise<ReadonlyMap<number, number>> | undefined;
  /** Newest commit of each point that was changed since the file was opened: later than any held. */
  readonly #done = new Map<number, number>();

  private constructor(last: number) {
    this.#last = last;
  }

  static async open(connection: DuckDBConnection): Promise<CommitBook> {
    const [row] = await rowsOf(connection, "SELECT coalesce(max(commit_id), 0) FROM reading");
    return new CommitBook(Number(row?.[0]));
  }

  /** The number for what is being written now. */
  get next(): number {
    return this.#last + 1;
  }

  /** The commit of number `next` is durable and changed these points. */
  done(pointIds: Iterable<number>): void {
    this.#last++;
    for (const pointId of pointIds) this.#done.set(pointId, this.#last);
  }

  /** As it is now; later commits do not change what was given. */
  async newest(connection: DuckDBConnection): Promise<ReadonlyMap<number, number>> {
    this.#held ??= held(connection).catch((error: unknown) => {
      this.#held = undefined;
      throw error;
    });
    return new Map([...(await this.#held), ...this.#done]);
  }

  async changesSince(
    connection: DuckDBConnection,
    seen: ReadonlyMap<number, number>,
  ): Promise<Map<number, ChangedRange>> {
    if (seen.size === 0) return new Map();
    // The least commit by itself lets DuckDB pass over everything older without looking at points.
    const rows = await rowsOf(
      connection,
      `SELECT r.point_id, min(r.at_ms), max(r.at_ms)
       FROM reading r JOIN (SELECT unnest($points) AS point_id, unnest($commits) AS commit_id) s USING (point_id)
       WHERE r.commit_id > $least AND r.commit_id > s.commit_id GROUP BY r.point_id`,
      {
        points: listValue([...seen.keys()]),
        commits: listValue([...seen.values()]),
        least: Math.min(...seen.values()),
      },
      { points: LIST(INTEGER), commits: LIST(INTEGER) },
    );
    return new Map(
      rows.map(([pointId, from, to]) => [Number(pointId), { fromMs: Number(from), toMs: Number(to) }]),
    );
  }
}

async function held(connection: DuckDBConnection): Promise<ReadonlyMap<number, number>> {
  const rows = await rowsOf(connection, "SELECT point_id, max(commit_id) FROM reading GROUP BY point_id");
  return new Map(rows.map(([point, commit]) => [Number(point), Number(commit)]));
}
