import type { DatabaseSync, StatementSync } from "node:sqlite";
import { emptyLog, openApart, together } from "../apart.ts";
import { changesOf } from "../changes.ts";

/**
 * How often something was said. A tally holds no votes, only counts of equal ones: there is no row that could be
 * somebody's, no number of arrival and no time finer than half a day.
 */
export interface Counted {
  /** Who is counted together: `rooms:3`, `rooms:3,4,9`. */
  readonly group: string;
  /** Local half-day, as `2026-11-24/am`. */
  readonly halfDay: string;
  /** ASHRAE's thermal sensation, −3 to +3. */
  readonly sensation: number;
  /** Bits of what was ticked beside it. */
  readonly marks: number;
  readonly channel: "tap" | "device";
}

export interface Count extends Counted {
  readonly votes: number;
}

/** An answer of an invited round, with the code that lets it in. */
export interface CodedAnswer {
  readonly codeHash: string;
  /** As of a vote: `rooms:3`, or of rooms together. */
  readonly group: string;
  readonly halfDay: string;
  readonly sensation: number;
  readonly marks: number;
}

export interface RoundCount {
  readonly group: string;
  readonly halfDay: string;
  readonly sensation: number;
  readonly marks: number;
  readonly answers: number;
}

export type CodeOutcome = "taken" | "used" | "unknown";

/** What one commit writes. */
export interface TallyBatch {
  readonly votes: readonly Counted[];
  readonly answers: readonly CodedAnswer[];
}

const steps = [
  `CREATE TABLE vote_count (
     group_key TEXT NOT NULL, half_day TEXT NOT NULL, sensation INTEGER NOT NULL CHECK (sensation BETWEEN -3 AND 3),
     marks INTEGER NOT NULL, channel TEXT NOT NULL CHECK (channel IN ('tap', 'device')), votes INTEGER NOT NULL,
     PRIMARY KEY (group_key, half_day, sensation, marks, channel)) STRICT, WITHOUT ROWID;
   CREATE TABLE round_code (
     hash TEXT PRIMARY KEY, round INTEGER NOT NULL, used INTEGER NOT NULL DEFAULT 0) STRICT, WITHOUT ROWID;
   CREATE INDEX round_code_by_round ON round_code (round, used);
   CREATE TABLE round_count (
     round INTEGER NOT NULL, group_key TEXT NOT NULL, half_day TEXT NOT NULL,
     sensation INTEGER NOT NULL CHECK (sensation BETWEEN -3 AND 3), marks INTEGER NOT NULL, answers INTEGER NOT NULL,
     PRIMARY KEY (round, group_key, half_day, sensation, marks)) STRICT, WITHOUT ROWID`,
];

/**
 * The file in which answers about comfort are counted. It is a file of its own, because the civic database writes other
 * acts with their exact times into the same write-ahead log, and the order of its pages there would tell when an answer
 * came and, of a round, which code it came with. Here the log is emptied again and again.
 */
export class Tally {
  readonly #db: DatabaseSync;
  readonly #count: StatementSync;
  readonly #useCode: StatementSync;
  readonly #knownCode: StatementSync;
  readonly #answer: StatementSync;
  /** Another text once anything in it has changed. */
  readonly changes: () => string;

  /** @throws when the file is of a later version of Husting. */
  constructor(path: string) {
    this.#db = openApart(path, steps);
    this.changes = changesOf(this.#db);
    this.#count = this.#db.prepare(
      `INSERT INTO vote_count VALUES (?, ?, ?, ?, ?, ?)
       ON CONFLICT DO UPDATE SET votes = votes + excluded.votes`,
    );
    this.#useCode = this.#db.prepare("UPDATE round_code SET used = 1 WHERE hash = ? AND used = 0");
    this.#knownCode = this.#db.prepare("SELECT round FROM round_code WHERE hash = ?");
    this.#answer = this.#db.prepare(
      `INSERT INTO round_count VALUES (?, ?, ?, ?, ?, 1) ON CONFLICT DO UPDATE SET answers = answers + 1`,
    );
  }

  /**
   * Counts a batch in one durable transaction: when it returns, all of it survives `kill -9`.
   * @returns for each coded answer, in order, whether it was taken.
   */
  take({ votes, answers }: TallyBatch): CodeOutcome[] {
    // Prepared before the transaction: a batch is counted by kind, so that the order of arrival ends here.
    const kinds = Map.groupBy(votes, (vote) =>
      JSON.stringify([vote.group, vote.halfDay, vote.sensation, vote.marks, vote.channel]),
    );
    return together(this.#db, () => {
      for (const [, same] of [...kinds].sort(([a], [b]) => (a < b ? -1 : 1))) {
        const { group, halfDay, sensation, marks, channel } = same[0]!;
        this.#count.run(group, halfDay, sensation, marks, channel, same.length);
      }
      return answers.map((answer): CodeOutcome => {
        const known = this.#knownCode.get(answer.codeHash) as { round: number } | undefined;
        if (known === undefined) return "unknown";
        if (this.#useCode.run(answer.codeHash).changes === 0) return "used";
        const { group, halfDay, sensation, marks } = answer;
        this.#answer.run(known.round, group, halfDay, sensation, marks);
        return "taken";
      });
    });
  }

  /** Empties the write-ahead log, which keeps pages in the order they were written. */
  forgetOrder(): void {
    emptyLog(this.#db);
  }

  /** What was counted of a group, by half-day. */
  counts(group: string): Count[] {
    const rows = this.#db
      .prepare("SELECT * FROM vote_count WHERE group_key = ? ORDER BY half_day, sensation, marks")
      .all(group);
    return (rows as unknown as CountRow[]).map(countOf);
  }

  /** The groups that anything was counted of. */
  groups(): string[] {
    const rows = this.#db.prepare("SELECT DISTINCT group_key FROM vote_count").all();
    return (rows as unknown as { group_key: string }[]).map((row) => row.group_key);
  }

  /** Lets codes of a round in, by their hashes. */
  addCodes(round: number, hashes: readonly string[]): void {
    const add = this.#db.prepare("INSERT INTO round_code (hash, round) VALUES (?, ?)");
    together(this.#db, () => {
      for (const hash of hashes) add.run(hash, round);
    });
  }

  /** The round a code belongs to, and whether it has been used. */
  code(hash: string): { readonly round: number; readonly used: boolean } | undefined {
    const row = this.#db.prepare("SELECT round, used FROM round_code WHERE hash = ?").get(hash);
    return row && { round: Number(row.round), used: row.used === 1 };
  }

  /** How many codes of a round were made, and how many have been used. */
  codes(round: number): { readonly made: number; readonly used: number } {
    const row = this.#db
      .prepare("SELECT count(*) AS made, coalesce(sum(used), 0) AS used FROM round_code WHERE round = ?")
      .get(round)!;
    return { made: Number(row.made), used: Number(row.used) };
  }

  roundCounts(round: number): RoundCount[] {
    const rows = this.#db
      .prepare("SELECT * FROM round_count WHERE round = ? ORDER BY group_key, half_day, sensation, marks")
      .all(round);
    return (rows as unknown as RoundRow[]).map((row) => ({
      group: row.group_key,
      halfDay: row.half_day,
      sensation: row.sensation,
      marks: row.marks,
      answers: row.answers,
    }));
  }

  close(): void {
    this.forgetOrder();
    this.#db.close();
  }
}

interface CountRow {
  group_key: string;
  half_day: string;
  sensation: number;
  marks: number;
  channel: "tap" | "device";
  votes: number;
}

interface RoundRow {
  group_key: string;
  half_day: string;
  sensation: number;
  marks: number;
  answers: number;
}

function countOf(row: CountRow): Count {
  return {
    group: row.group_key,
    halfDay: row.half_day,
    sensation: row.sensation,
    marks: row.marks,
    channel: row.channel,
    votes: row.votes,
  };
}
