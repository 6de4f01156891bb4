import type { DatabaseSync } from "node:sqlite";
import { emptyLog, openApart, together } from "../apart.ts";
import { changesOf } from "../changes.ts";

/** What somebody said of themselves in one respect. The three respects are counted apart. */
export interface Stated {
  /** Number of the process in the civic database. */
  readonly process: number;
  /** `2026-q4` */
  readonly quarter: string;
  /** `sex`, `age` or `district` */
  readonly dimension: string;
  readonly category: string;
  readonly times: number;
}

/** How often people took part in a process. */
export interface TookPart {
  readonly process: number;
  readonly quarter: string;
  readonly times: number;
}

/** A ticket that has been used; `day` is the last on which it could have been. */
export interface SpentTicket {
  readonly hash: string;
  readonly day: string;
}

const steps = [
  `CREATE TABLE stated (
     process INTEGER NOT NULL, quarter TEXT NOT NULL, dimension TEXT NOT NULL, category TEXT NOT NULL,
     times INTEGER NOT NULL CHECK (times > 0), PRIMARY KEY (process, quarter, dimension, category)) STRICT, WITHOUT ROWID;
   CREATE TABLE took_part (
     process INTEGER NOT NULL, quarter TEXT NOT NULL, times INTEGER NOT NULL,
     PRIMARY KEY (process, quarter)) STRICT, WITHOUT ROWID;
   CREATE TABLE spent_ticket (hash TEXT PRIMARY KEY, day TEXT NOT NULL) STRICT, WITHOUT ROWID`,
];

/**
 * The file in which is counted who was heard: numbers by quarter, and nothing that is somebody's. It is a file of its own, for
 * the civic database's write-ahead log tells in which order acts were written, and what somebody said could be joined to what
 * they say they are. Sex, age and district are not joined to each other either: nobody can learn from it that the woman and the
 * eighty-year-old are one.
 */
export class HeardCounts {
  readonly #db: DatabaseSync;
  /** Another text once anything in it has changed. */
  readonly changes: () => string;

  /** @throws when the file is of a later version of Husting. */
  constructor(path: string) {
    this.#db = openApart(path, steps);
    this.changes = changesOf(this.#db);
  }

  /** Adds to the counts, and marks the tickets of whoever stated it as used: all of it, durably, or nothing. */
  add(stated: readonly Stated[], spent: readonly SpentTicket[] = []): void {
    const count = this.#db.prepare(
      "INSERT INTO stated VALUES (?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET times = times + excluded.times",
    );
    const use = this.#db.prepare("INSERT INTO spent_ticket VALUES (?, ?) ON CONFLICT DO NOTHING");
    this.#write(() => {
      // By their keys, so that the order in which people came ends here.
      for (const [, same] of [...Map.groupBy(stated, keyOf)].sort(([a], [b]) => (a < b ? -1 : 1))) {
        const { process, quarter, dimension, category } = same[0]!;
        count.run(
          process,
          quarter,
          dimension,
          category,
          same.reduce((sum, { times }) => sum + times, 0),
        );
      }
      for (const { hash, day } of spent.toSorted((a, b) => (a.hash < b.hash ? -1 : 1))) use.run(hash, day);
    });
  }

  addTakingPart(took: readonly TookPart[]): void {
    const count = this.#db.prepare(
      "INSERT INTO took_part VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET times = times + excluded.times",
    );
    this.#write(() => {
      for (const { process, quarter, times } of took) count.run(process, quarter, times);
    });
  }

  isSpent(hash: string): boolean {
    return this.#db.prepare("SELECT 1 FROM spent_ticket WHERE hash = ?").get(hash) !== undefined;
  }

  /** Forgets used tickets that could not be used again anyway. */
  forgetSpentBefore(day: string): void {
    this.#db.prepare("DELETE FROM spent_ticket WHERE day < ?").run(day);
    emptyLog(this.#db);
  }

  stated(process: number): Stated[] {
    const rows = this.#db
      .prepare("SELECT * FROM stated WHERE process = ? ORDER BY quarter, dimension, category")
      .all(process);
    return rows.map((row) => ({ ...row })) as unknown as Stated[];
  }

  takingPart(process: number): TookPart[] {
    const rows = this.#db.prepare("SELECT * FROM took_part WHERE process = ? ORDER BY quarter").all(process);
    return rows.map((row) => ({ ...row })) as unknown as TookPart[];
  }

  close(): void {
    emptyLog(this.#db);
    this.#db.close();
  }

  #write(work: () => void): void {
    together(this.#db, work);
    emptyLog(this.#db);
  }
}

function keyOf({ process, quarter, dimension, category }: Stated): string {
  return JSON.stringify([process, quarter, dimension, category]);
}
