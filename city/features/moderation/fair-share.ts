import { createHmac, randomBytes } from "node:crypto";

const MINUTE_MS = 60_000;
/** So many clients are told apart in a minute; all others count as one. */
const MOST_CLIENTS = 100_000;

/**
 * Shares a minute among whoever comes. As long as less than half of what can be taken has come, everybody is let in; beyond it
 * each client only up to an equal share, so that one who floods is held back and the others are not. Clients are keyed hashes
 * under a key of the minute, in memory only.
 */
export class FairShare {
  readonly #nowMs: () => number;
  readonly #together: number;
  #key = randomBytes(16);
  #beganMs: number;
  #admitted = new Map<string, number>();
  #all = 0;

  /** @param together what is taken in a minute. */
  constructor(nowMs: () => number, together: number) {
    this.#nowMs = nowMs;
    this.#together = together;
    this.#beganMs = nowMs();
  }

  admits(client: string): boolean {
    const nowMs = this.#nowMs();
    if (nowMs - this.#beganMs >= MINUTE_MS) {
      this.#key = randomBytes(16);
      this.#beganMs = nowMs;
      this.#admitted = new Map();
      this.#all = 0;
    }
    const trace = createHmac("sha256", this.#key).update(client).digest("base64url").slice(0, 16);
    const isKnown = this.#admitted.has(trace);
    const who = isKnown || this.#admitted.size < MOST_CLIENTS ? trace : "";
    const own = this.#admitted.get(who) ?? 0;
    const clients = this.#admitted.size + (isKnown ? 0 : 1);
    const share = Math.max(1, Math.floor(this.#together / 2 / clients));
    const isAdmitted = this.#all < this.#together / 2 || own < share;
    // Whoever is held back is a client all the same: the share of the others does not grow by it.
    this.#admitted.set(who, own + (isAdmitted ? 1 : 0));
    if (isAdmitted) this.#all += 1;
    return isAdmitted;
  }
}

/**
 * What is taken for one client: an IPv4 address, or the network of an IPv6 address (its first 64 bits), of which one household
 * has more addresses than there are people.
 */
export function clientNet(address: string): string {
  const plain = address.replace(/%.*$/u, "").toLowerCase();
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/u.exec(plain)?.[1];
  if (mapped !== undefined) return mapped;
  if (!/^[0-9a-f:]+$/u.test(plain) || !plain.includes(":")) return plain;
  const [before = "", after] = plain.split("::");
  const head = before === "" ? [] : before.split(":");
  const tail = after === undefined || after === "" ? [] : after.split(":");
  const gap =
    after === undefined ? [] : Array.from({ length: Math.max(0, 8 - head.length - tail.length) }, () => "0");
  const groups = [...head, ...gap, ...tail].slice(0, 4);
  return `${groups.map((group) => Number.parseInt(group, 16).toString(16)).join(":")}::/64`;
}
