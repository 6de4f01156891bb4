import { createHmac, randomBytes } from "node:crypto";

const DAY_MS = 86_400_000;

/**
 * One counted answer per room and client in half an hour. A client is its address and its browser's name, and stands here
 * only as an HMAC under a key that is made at random, held in memory and thrown away every day: nothing of it is stored, and
 * after that nobody can work out again who a trace was.
 *
 * Phones of one kind behind one address are one client. Whoever sends many names of browsers is many; what comes of it is
 * context, never the sample of a verdict.
 */
export class ClientLimiter {
  readonly #nowMs: () => number;
  readonly #windowMs: number;
  readonly #most: number;
  #key = randomBytes(32);
  #keyUntilMs: number;
  /** Oldest first, as it was counted. */
  #countedAtMs = new Map<string, number>();

  /** @param most traces held at once; beyond it the oldest is forgotten, so that memory is bounded. */
  constructor(nowMs: () => number, windowMs = 30 * 60_000, most = 500_000) {
    this.#nowMs = nowMs;
    this.#windowMs = windowMs;
    this.#most = most;
    this.#keyUntilMs = nowMs() + DAY_MS;
  }

  /**
   * Whether this one may be counted; then it is remembered as counted.
   * @returns what takes the memory back, where it could not be counted after all; undefined where it may not be.
   */
  admit(room: number, address: string, browser: string): (() => void) | undefined {
    const nowMs = this.#nowMs();
    if (nowMs >= this.#keyUntilMs) {
      this.#key = randomBytes(32);
      this.#keyUntilMs = nowMs + DAY_MS;
      this.#countedAtMs = new Map();
    }
    for (const [trace, atMs] of this.#countedAtMs) {
      if (nowMs - atMs < this.#windowMs && this.#countedAtMs.size < this.#most) break;
      this.#countedAtMs.delete(trace);
    }
    const said = JSON.stringify([room, address, browser.slice(0, 1000)]);
    const trace = createHmac("sha256", this.#key).update(said).digest("base64url").slice(0, 22);
    if (this.#countedAtMs.has(trace)) return undefined;
    this.#countedAtMs.set(trace, nowMs);
    return () => this.#countedAtMs.delete(trace);
  }
}
