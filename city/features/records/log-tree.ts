import { hashLeaf, MerkleTree, utf8 } from "@husting/openness";
import type { CivicDatabase } from "../../stores/civic/database.ts";

/** So many entries are read at a time; between two lots, others have their turn. */
const AT_A_TIME = 2_000;

/** Where an entry stands in the log, as anybody can check it against a signed head (RFC 6962 audit path). */
export interface EntryProof {
  readonly sequence: number;
  readonly proof: readonly string[];
}

/** The log's Merkle tree in memory, two hashes an entry: it is built once and then grows with the log. */
export class LogTree {
  readonly #db: CivicDatabase;
  readonly #tree = new MerkleTree();
  #growing: Promise<void> = Promise.resolve();

  constructor(db: CivicDatabase) {
    this.#db = db;
  }

  /** The newest signed head, and proofs of entries against it; null for a log without entries. */
  async prove(
    sequences: readonly number[],
  ): Promise<{ readonly headLine: string; readonly proofs: readonly EntryProof[] } | null> {
    const newest = await this.#db
      .selectFrom("log_entry")
      .select(["sequence", "head_line"])
      .orderBy("sequence", "desc")
      .limit(1)
      .executeTakeFirst();
    if (newest === undefined) return null;
    // One after the other: two that grow the tree at once would append an entry twice.
    const grow = (): Promise<void> => this.#grow(newest.sequence);
    this.#growing = this.#growing.then(grow, grow);
    await this.#growing;
    const proofs = sequences
      .filter((sequence) => sequence <= newest.sequence)
      .map((sequence) => {
        const path = this.#tree.inclusionProof(sequence - 1, newest.sequence);
        if (!path.ok) throw new Error(`no proof of entry ${sequence}: ${path.reason.code}`);
        return { sequence, proof: path.proof };
      });
    return { headLine: newest.head_line, proofs };
  }

  async #grow(size: number): Promise<void> {
    while (this.#tree.size < size) {
      const rows = await this.#db
        .selectFrom("log_entry")
        .select("line")
        .where("sequence", ">", this.#tree.size)
        .orderBy("sequence")
        .limit(AT_A_TIME)
        .execute();
      for (const { line } of rows) this.#tree.append(hashLeaf(utf8(line)));
      await new Promise(setImmediate);
    }
  }
}
