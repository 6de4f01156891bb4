import type { DuckDBConnection } from "@duckdb/node-api";
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

async function held(connection: DuckDBConnection): Promise<ReadonlyMap<number, number>> {
  const rows = await rowsOf(connection, "SELECT point_id, max(commit_id) FROM reading GROUP BY point_id");
  return new Map(rows.map(([point, commit]) => [Number(point), Number(commit)]));
}
