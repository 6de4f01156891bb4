import { createHash, createHmac, randomBytes, timingSafeEqual } from "node:crypto";
import { KeyedNumbers } from "../people/index.ts";
import { randomDigits } from "../votes/index.ts";
import { CODE_SIGNS } from "./check-sign.ts";

/** Signs on an author's slip. */
const PROOF_SIGNS = 12;

/**
 * Everything that is proved with a secret: the author's page, the stop link, and that one address counts once. Each is a
 * keyed hash under the node's secret, so that nothing that opens a page lies in the database.
 */
export class ProposalKeys {
  readonly #secret: string;
  readonly #keyed: KeyedNumbers;

  constructor(secret: string) {
    this.#secret = secret;
    this.#keyed = new KeyedNumbers(secret, "proposals");
  }

  /** What leads the author to their proposal. */
  authorKey(proposalId: number): string {
    return this.#keyed.keyOf("author", proposalId);
  }

  /** The proposal whose author has this key; undefined for a key that was made up. */
  proposalOfAuthor(key: string): number | undefined {
    return this.#keyed.numberOf("author", key);
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
    return this.#keyed.keyOf("stop", followerId);
  }

  followerOfStop(key: string): number | undefined {
    return this.#keyed.numberOf("stop", key);
  }

  /**
   * What is kept of whoever endorses. Another proposal gives another trace: who endorses what cannot be put together, not by
   * who has the database.
   */
  endorserTrace(proposalId: number, who: string): string {
    return this.#keyed.sign("endorser", JSON.stringify([proposalId, who]));
  }
}

/** What is kept of a code; `beside` keeps equal codes apart. */
export function codeHash(code: string, beside = ""): string {
  return createHash("sha256").update(`${beside}/${code}`).digest("hex");
}

/** A code that goes out by mail, with the id of what waits for it and what is kept of the code. */
export function mailedCode(): { readonly id: string; readonly code: string; readonly hash: string } {
  const id = randomBytes(16).toString("base64url");
  const code = randomDigits(6);
  return { id, code, hash: codeHash(code, id) };
}

/** Whether a code as somebody typed it is the one that was mailed. */
export function isMailedCode(
  typed: string,
  { id, hash }: { readonly id: string; readonly hash: string },
): boolean {
  return hash === codeHash(typed.replaceAll(/\D/gu, ""), id);
}
