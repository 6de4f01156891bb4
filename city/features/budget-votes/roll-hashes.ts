import { createHmac } from "node:crypto";

/**
 * What is kept of whoever may vote: keyed hashes of reference, address and identity, under the budget. Without the node's secret nobody
 * can try references out, and another budget gives other hashes.
 */
export class RollHashes {
  readonly #secret: string;

  constructor(secret: string) {
    this.#secret = secret;
  }

  /** @param reference as people write it: small letters, spaces and hyphens do not matter. */
  reference(budget: number, reference: string): string {
    return this.#hash(budget, "reference", reference.toUpperCase().replaceAll(/[\s-]/gu, ""));
  }

  /** @param address as `readAddress` gives it. */
  address(budget: number, address: string): string {
    return this.#hash(budget, "address", address);
  }

  /**
   * @param identity as an e-identity service tells it. In national numbers, which files write with hyphens and services without,
   * these and spaces do not matter; everything else is compared sign by sign.
   */
  identity(budget: number, identity: string): string {
    const isNumber = /^[\d\s-]+[Xx]?$/u.test(identity);
    const compared = isNumber ? identity.toUpperCase().replaceAll(/[\s-]/gu, "") : identity.trim();
    return this.#hash(budget, "identity", compared);
  }

  /** What is kept of a code: without the node's secret, digits cannot be tried out on a copy of the database. */
  code(budget: number, activation: string, code: string): string {
    return this.#hash(budget, `code/${activation}`, code);
  }

  #hash(budget: number, kind: string, text: string): string {
    return createHmac("sha256", this.#secret).update(`budgets/${budget}/${kind}/${text}`).digest("base64url");
  }
}
