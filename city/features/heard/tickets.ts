import { createHash, createHmac, randomBytes, timingSafeEqual } from "node:crypto";
import type { HeardCounts, SpentTicket } from "../../stores/heard/counts.ts";

/** A ticket that may still be used. */
export interface OpenTicket {
  readonly process: number;
  readonly spent: SpentTicket;
}

/**
 * What lets somebody say once who they are. It names the process and the last day on which it can be used, and is random
 * beyond that: neither the proposal nor the person is in it, nothing is kept when it is made, and of a used one only a hash
 * until it would have run out.
 */
export class Tickets {
  readonly #secret: string;
  readonly #counts: HeardCounts;
  readonly #today: () => string;
  /** Used by answers that wait to be counted. */
  readonly #inUse = new Set<string>();

  constructor(secret: string, counts: HeardCounts, today: () => string) {
    this.#secret = secret;
    this.#counts = counts;
    this.#today = today;
  }

  make(process: number): string {
    const until = Temporal.PlainDate.from(this.#today()).add({ days: 1 }).toString();
    const body = `${process}.${until}.${randomBytes(18).toString("base64url")}`;
    return `${body}.${this.#sign(body)}`;
  }

  /** Undefined for one that was made up, has run out or was used. */
  open(ticket: string): OpenTicket | undefined {
    const found = /^(([1-9]\d{0,8})\.(\d{4}-\d\d-\d\d)\.[\w-]{24})\.([\w-]{43})$/u.exec(ticket);
    if (found === null) return undefined;
    const [, body = "", process, day = "", seal = ""] = found;
    if (!timingSafeEqual(Buffer.from(this.#sign(body)), Buffer.from(seal))) return undefined;
    if (day < this.#today()) return undefined;
    const hash = createHash("sha256").update(ticket).digest("hex");
    if (this.#inUse.has(hash) || this.#counts.isSpent(hash)) return undefined;
    return { process: Number(process), spent: { hash, day } };
  }

  /** From now on it opens nothing, whether or not what came with it is counted yet. */
  use({ spent }: OpenTicket): void {
    this.#inUse.add(spent.hash);
  }

  /** They are in the file now. */
  counted(spent: readonly SpentTicket[]): void {
    for (const { hash } of spent) this.#inUse.delete(hash);
  }

  #sign(body: string): string {
    return createHmac("sha256", this.#secret).update(`heard/ticket/${body}`).digest("base64url");
  }
}
