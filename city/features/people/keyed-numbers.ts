import { createHmac, timingSafeEqual } from "node:crypto";

/** Signs of a key's proof: 162 bits. */
const PROOF_SIGNS = 27;

/**
 * Numbers that lead somewhere only with their proof: a keyed hash under the node's secret, so that nothing that opens a page lies
 * in the database. Keys of one area or purpose open nothing of another.
 */
export class KeyedNumbers {
  readonly #secret: string;
  readonly #area: string;

  constructor(secret: string, area: string) {
    this.#secret = secret;
    this.#area = area;
  }

  keyOf(purpose: string, number: number): string {
    return `${number}-${this.sign(purpose, String(number))}`;
  }

  /** The number a key is of; undefined for a key that was made up, or is of another purpose. */
  numberOf(purpose: string, key: string): number | undefined {
    const found = /^([1-9]\d{0,8})-([\w-]{27})$/.exec(key);
    if (found === null) return undefined;
    const expected = this.sign(purpose, found[1]!);
    return timingSafeEqual(Buffer.from(expected), Buffer.from(found[2]!)) ? Number(found[1]) : undefined;
  }

  sign(purpose: string, of: string): string {
    return createHmac("sha256", this.#secret)
      .update(`${this.#area}/${purpose}/${of}`)
      .digest("base64url")
      .slice(0, PROOF_SIGNS);
  }
}
