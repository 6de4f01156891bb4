import { createHmac, randomBytes } from "node:crypto";

const DAY_MS = 86_400_000;
/** The third time is a sign of advertising. */
const MANY = 3;
const MOST_KEPT = 50_000;
/** What is shorter many people write by themselves, such as "Yes, please". In letters and digits. */
const LEAST_SIGNS = 30;

/**
 * Knows a text again that was sent before, from wherever. What is kept of one is a keyed hash under a key of the day, in memory
 * only; of senders nothing is.
 */
export class RepeatWatch {
  readonly #nowMs: () => number;
  #key = randomBytes(32);
  #untilMs: number;
  #times = new Map<string, number>();

  constructor(nowMs: () => number) {
    this.#nowMs = nowMs;
    this.#untilMs = nowMs() + DAY_MS;
  }

  /** Counts a text. @returns whether it has come so often that a person should look. */
  isRepeated(texts: readonly string[]): boolean {
    if (this.#nowMs() >= this.#untilMs || this.#times.size >= MOST_KEPT) {
      this.#key = randomBytes(32);
      this.#untilMs = this.#nowMs() + DAY_MS;
      this.#times = new Map();
    }
    const letters = texts
      .join("\n")
      .normalize("NFKC")
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N}]+/gu, "");
    if (letters.length < LEAST_SIGNS) return false;
    const print = createHmac("sha256", this.#key).update(letters).digest("base64url").slice(0, 22);
    const times = (this.#times.get(print) ?? 0) + 1;
    this.#times.set(print, times);
    return times >= MANY;
  }
}
