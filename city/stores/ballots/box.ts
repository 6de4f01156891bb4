import type { DatabaseSync, StatementSync } from "node:sqlite";
import { emptyLog, openApart, together } from "../apart.ts";

/** A ballot as it lies in the box: sealed, under the hash of the token it was cast with. */
export interface SealedBallot {
  readonly budget: number;
  readonly tokenHash: Uint8Array;
  /** Counts how often the token was used: the highest stands. */
  readonly version: number;
  /** Tells a ballot that is sent again from another one, and nothing to whoever does not hold the token. */
  readonly digest: Uint8Array;
  readonly sealed: Uint8Array;
}

export type BoxOutcome =
  | { readonly kind: "taken" }
  /** The very same ballot again. */
  | { readonly kind: "same" }
  /** One of this or a later version lies there already. */
  | { readonly kind: "older"; readonly version: number };

const steps = [
  `CREATE TABLE ballot (
     budget INTEGER NOT NULL, token_hash BLOB NOT NULL, version INTEGER NOT NULL, digest BLOB NOT NULL,
     sealed BLOB NOT NULL, PRIMARY KEY (budget, token_hash)) STRICT, WITHOUT ROWID`,
];

/**
 * The ballot box: a file of its own, because the civic database writes who took a token into a write-ahead log that tells
 * times. Rows are in the order of their hashes, all are of one length within a budget, and none holds a time. The file is
 * rewritten and its log emptied again and again, so that neither cells nor pages keep the order of arrival.
 */
export class BallotBox {
  readonly #db: DatabaseSync;
  readonly #put: StatementSync;
  readonly #find: StatementSync;

  /** @throws when the file is of a later version of Husting. */
  constructor(path: string) {
    this.#db = openApart(path, steps);
    this.#find = this.#db.prepare("SELECT version, digest FROM ballot WHERE budget = ? AND token_hash = ?");
    this.#put = this.#db.prepare("INSERT OR REPLACE INTO ballot VALUES (?, ?, ?, ?, ?)");
  }

  /**
   * Puts ballots in, in one durable transaction: when it returns, all of them survive `kill -9`. A later version takes the
   * place of an earlier one.
   * @returns what became of each, in the order they were given.
   */
  put(ballots: readonly SealedBallot[]): BoxOutcome[] {
    const outcomes: BoxOutcome[] = new Array(ballots.length);
    // Written by their hashes: the order of arrival ends here. Equal ones keep theirs, so that the last version stands.
    const order = ballots.map((_, index) => index);
    order.sort((a, b) => Buffer.compare(ballots[a]!.tokenHash, ballots[b]!.tokenHash) || a - b);
    together(this.#db, () => {
      for (const index of order) outcomes[index] = this.#putOne(ballots[index]!);
    });
    return outcomes;
  }

  #putOne({ budget, tokenHash, version, digest, sealed }: SealedBallot): BoxOutcome {
    const known = this.#find.get(budget, tokenHash) as { version: number; digest: Uint8Array } | undefined;
    if (known !== undefined && known.version >= version) {
      const isSame = known.version === version && Buffer.compare(known.digest, digest) === 0;
      return isSame ? { kind: "same" } : { kind: "older", version: known.version };
    }
    this.#put.run(budget, tokenHash, version, digest, sealed);
    return { kind: "taken" };
  }

  /** Every ballot of a budget, by the hash of its token. */
  *ballots(budget: number): Generator<Pick<SealedBallot, "tokenHash" | "sealed">> {
    const rows = this.#db
      .prepare("SELECT token_hash, sealed FROM ballot WHERE budget = ? ORDER BY token_hash")
      .iterate(budget);
    for (const row of rows)
      yield { tokenHash: row.token_hash as Uint8Array, sealed: row.sealed as Uint8Array };
  }

  /** Empties the box of one budget, whose ballots have been published. */
  empty(budget: number): void {
    const { changes } = this.#db.prepare("DELETE FROM ballot WHERE budget = ?").run(budget);
    if (changes !== 0) this.forgetOrder();
  }

  /**
   * Rewrites the file and empties its write-ahead log. Within a page SQLite leaves cells where they were put first, and the
   * log keeps pages in the order they were written; afterwards all stand in the order of their keys.
   */
  forgetOrder(): void {
    this.#db.exec("VACUUM");
    emptyLog(this.#db);
  }

  close(): void {
    this.forgetOrder();
    this.#db.close();
  }
}
