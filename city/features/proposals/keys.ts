import { createHash, createHmac, timingSafeEqual } from "node:crypto";
import { CODE_SIGNS } from "./check-sign.ts";

/** Signs on an author's slip. */
const PROOF_SIGNS = 12;

/**
 * Everything that is proved with a secret: the author's page, the stop link, and that one address counts once. Each is a
 * keyed hash under the node's secret, so that nothing that opens a page lies in the database.
 */
export class ProposalKeys {
  readonly #secret: string;

  constructor(secret: string) {
    this.#secret = secret;
  }

  /** What leads the author to their proposal. */
  authorKey(proposalId: number): string {
    return `${proposalId}-${this.#sign("author", String(proposalId))}`;
  }

  /** The proposal whose author has this key; undefined for a key that was made up. */
  proposalOfAuthor(key: string): number | undefined {
    return this.#opened("author", key);
  }

  /** The same for paper: signs that can be typed, sixty bits of them. A proposal's number stands beside. */
  authorProof(proposalId: number): string {
    const digest = createHmac("sha256", this.#secret).update(`proposals/slip/${proposalId}`).digest();
    return [...digest.subarray(0, PROOF_SIGNS)].map((byte) => CODE_SIGNS[byte % 32]).join("");
  }

  /** Whether a slip's signs are those of a proposal. */
  isAuthorProof(proposalId: number, proof: string): boolean {
    const [expected, given] = [Buffer.from(this.authorProof(proposalId)), Buffer.from(proof)];
    return expected.length === given.length && timingSafeEqual(expected, given);
  }

  /** What ends the letters to one follower. */
  stopKey(followerId: number): string {
    return `${followerId}-${this.#sign("stop", String(followerId))}`;
  }

  followerOfStop(key: string): number | undefined {
    return this.#opened("stop", key);
  }

  /**
   * What is kept of whoever endorses. Another proposal gives another trace: who endorses what cannot be put together, not by
   * who has the database.
   */
  endorserTrace(proposalId: number, who: string): string {
    return this.#sign("endorser", JSON.stringify([proposalId, who]));
  }

  #sign(purpose: string, of: string): string {
    return createHmac("sha256", this.#secret)
      .update(`proposals/${purpose}/${of}`)
      .digest("base64url")
      .slice(0, 27);
  }

  #opened(purpose: string, key: string): number | undefined {
    const found = /^([1-9]\d{0,8})-([\w-]{27})$/.exec(key);
    if (found === null) return undefined;
    const expected = this.#sign(purpose, found[1]!);
    return timingSafeEqual(Buffer.from(expected), Buffer.from(found[2]!)) ? Number(found[1]) : undefined;
  }
}

/** What is kept of a code; `beside` keeps equal codes apart. */
export function codeHash(code: string, beside = ""): string {
  return createHash("sha256").update(`${beside}/${code}`).digest("hex");
}
