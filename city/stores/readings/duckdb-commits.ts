import type { DuckDBConnection } from "@duckdb/node-api";
import type { ChangedRange } from "./contract.ts";
import { rowsOf } from "./duckdb-vectors.ts";

/** Numbers the commits that change readings, and remembers the newest of each point once it has been asked for. */
export class CommitBook {
  #last: number;
  #newest: Map<number, number> | undefined;

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
    for (const pointId of pointIds) this.#newest?.set(pointId, this.#last);
  }

  async newest(connection: DuckDBConnection): Promise<ReadonlyMap<number, number>> {
    if (this.#newest === undefined) {
      // What is committed while the question is being answered is told through `done`; the later number holds.
      const arriving = new Map<number, number>();
      this.#newest = arriving;
      const rows = await rowsOf(connection, "SELECT point_id, max(commit_id) FROM reading GROUP BY point_id");
      for (const [point, commit] of rows) {
        arriving.set(Number(point), Math.max(Number(commit), arriving.get(Number(point)) ?? 0));
      }
    }
    return this.#newest;
  }

  async changedSince(
    connection: DuckDBConnection,
    pointId: number,
    commit: number,
  ): Promise<ChangedRange | undefined> {
    const [row] = await rowsOf(
      connection,
      "SELECT min(at_ms), max(at_ms) FROM reading WHERE point_id = $point AND commit_id > $commit",
      { point: pointId, commit },
    );
    return row?.[0] == null ? undefined : { fromMs: Number(row[0]), toMs: Number(row[1]) };
  }
}
