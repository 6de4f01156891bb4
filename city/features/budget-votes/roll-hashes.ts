import { createHmac } from "node:crypto";

/**
 * What is kept of whoever may vote: keyed hashes of reference and address, under the budget. Without the node's secret nobody
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

  /** What is kept of a code: without the node's secret, digits cannot be tried out on a copy of the database. */
  code(budget: number, activation: string, code: string): string {
    return this.#hash(budget, `code/${activation}`, code);
  }

  #hash(budget: number, kind: string, text: string): string {
    return createHmac("sha256", this.#secret).update(`budgets/${budget}/${kind}/${text}`).digest("base64url");
  }
}
