import type { DatabaseSync, StatementSync } from "node:sqlite";
import { emptyLog, openApart, together } from "../apart.ts";
import { changesOf } from "../changes.ts";

/** Disagree, pass, agree. */
export type OpinionVote = -1 | 0 | 1;

/** What somebody says of a statement. Who it is stands here as a keyed hash, another in every conversation. */
export interface CastOpinion {
  readonly conversation: number;
  readonly participant: string;
  readonly statement: number;
  readonly vote: OpinionVote;
}

/** All votes of a conversation as columns, by participant. */
export interface OpinionColumns {
  /** How many have voted. */
  readonly participants: number;
  /** Indices from 0, in no order that tells anything. */
  readonly participant: Uint32Array;
  /** Numbers of statements. */
  readonly statement: Uint32Array;
  readonly vote: Int8Array;
}

const steps = [
  `CREATE TABLE opinion_vote (
     conversation INTEGER NOT NULL, participant TEXT NOT NULL, statement INTEGER NOT NULL,
     vote INTEGER NOT NULL CHECK (vote BETWEEN -1 AND 1),
     PRIMARY KEY (conversation, participant, statement)) STRICT, WITHOUT ROWID;
   CREATE TABLE invitation (
     hash TEXT NOT NULL, conversation INTEGER NOT NULL, PRIMARY KEY (conversation, hash)) STRICT, WITHOUT ROWID`,
  // Which papers were entered, and not what stood on which.
  `CREATE TABLE paper (
     conversation INTEGER NOT NULL, hash TEXT NOT NULL, PRIMARY KEY (conversation, hash)) STRICT, WITHOUT ROWID`,
];

/**
 * The file in which opinions lie, apart from who wrote what: no time, no number of arrival, and a write-ahead log that is
 * emptied again and again, for what somebody thinks of politics is theirs.
 */
export class OpinionStore {
  readonly #db: DatabaseSync;
  readonly #cast: StatementSync;
  /** Another text once anything in it has changed. */
  readonly changes: () => string;

  /** @throws when the file is of a later version of Husting. */
  constructor(path: string) {
    this.#db = openApart(path, steps);
    this.changes = changesOf(this.#db);
    this.#cast = this.#db.prepare(
      "INSERT INTO opinion_vote VALUES (?, ?, ?, ?) ON CONFLICT DO UPDATE SET vote = excluded.vote",
    );
  }

  /**
   * Takes a batch in one durable transaction; of several votes of one participant on one statement the last counts. What a
   * conversation has closed meanwhile is for its caller to have asked.
   */
  take(votes: readonly CastOpinion[]): void {
    const last = new Map(
      votes.map((vote) => [JSON.stringify([vote.conversation, vote.participant, vote.statement]), vote]),
    );
    together(this.#db, () => {
      // By key, so that the order of arrival ends here.
      for (const [, { conversation, participant, statement, vote }] of [...last].sort(([a], [b]) =>
        a < b ? -1 : 1,
      ))
        this.#cast.run(conversation, participant, statement, vote);
    });
  }

  /**
   * Takes what stood on a paper, all of it or nothing. What is kept of the paper is that it was entered: its answers lie under
   * `participant`, like anybody's.
   * @returns false where it was entered before.
   */
  takePaper(
    hash: string,
    conversation: number,
    participant: string,
    votes: ReadonlyMap<number, OpinionVote>,
  ): boolean {
    return together(this.#db, () => {
      const { changes } = this.#db
        .prepare("INSERT OR IGNORE INTO paper VALUES (?, ?)")
        .run(conversation, hash);
      if (Number(changes) === 0) return false;
      for (const [statement, vote] of [...votes].sort(([a], [b]) => a - b))
        this.#cast.run(conversation, participant, statement, vote);
      return true;
    });
  }

  hasPaper(conversation: number, hash: string): boolean {
    const found = this.#db
      .prepare("SELECT 1 FROM paper WHERE conversation = ? AND hash = ?")
      .get(conversation, hash);
    return found !== undefined;
  }

  /** How many papers were entered. */
  papers(conversation: number): number {
    const row = this.#db.prepare("SELECT count(*) AS n FROM paper WHERE conversation = ?").get(conversation);
    return Number(row?.n ?? 0);
  }

  /** Empties the write-ahead log, which keeps pages in the order they were written. */
  forgetOrder(): void {
    emptyLog(this.#db);
  }

  votesOf(conversation: number): OpinionColumns {
    const rows = this.#db
      .prepare("SELECT participant, statement, vote FROM opinion_vote WHERE conversation = ?")
      .all(conversation) as unknown as VoteRow[];
    const participant = new Uint32Array(rows.length);
    const statement = new Uint32Array(rows.length);
    const vote = new Int8Array(rows.length);
    let index = -1;
    let before = "";
    for (const [at, row] of rows.entries()) {
      if (row.participant !== before) index++;
      before = row.participant;
      participant[at] = index;
      statement[at] = row.statement;
      vote[at] = row.vote;
    }
    return { participants: index + 1, participant, statement, vote };
  }

  /** What one participant has said, by statement. */
  votesBy(conversation: number, participant: string): Map<number, OpinionVote> {
    const rows = this.#db
      .prepare("SELECT statement, vote FROM opinion_vote WHERE conversation = ? AND participant = ?")
      .all(conversation, participant) as unknown as Omit<VoteRow, "participant">[];
    return new Map(rows.map(({ statement, vote }) => [statement, vote]));
  }

  participants(conversation: number): number {
    const row = this.#db
      .prepare("SELECT count(DISTINCT participant) AS n FROM opinion_vote WHERE conversation = ?")
      .get(conversation);
    return Number(row?.n ?? 0);
  }

  /** Erases all that one participant has said. @returns how much it was. */
  forget(conversation: number, participant: string): number {
    const { changes } = this.#db
      .prepare("DELETE FROM opinion_vote WHERE conversation = ? AND participant = ?")
      .run(conversation, participant);
    return Number(changes);
  }

  /** Lets codes in, by their hashes. */
  invite(conversation: number, hashes: readonly string[]): void {
    const add = this.#db.prepare("INSERT OR IGNORE INTO invitation VALUES (?, ?)");
    together(this.#db, () => {
      for (const hash of hashes) add.run(hash, conversation);
    });
  }

  isInvited(conversation: number, hash: string): boolean {
    const found = this.#db
      .prepare("SELECT 1 FROM invitation WHERE conversation = ? AND hash = ?")
      .get(conversation, hash);
    return found !== undefined;
  }

  invited(conversation: number): number {
    const row = this.#db
      .prepare("SELECT count(*) AS n FROM invitation WHERE conversation = ?")
      .get(conversation);
    return Number(row?.n ?? 0);
  }

  close(): void {
    this.forgetOrder();
    this.#db.close();
  }
}

interface VoteRow {
  participant: string;
  statement: number;
  vote: OpinionVote;
}
