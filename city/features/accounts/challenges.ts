import { randomBytes } from "node:crypto";

/** What a challenge was given for: to sign somebody in, or to add a passkey to this one account. */
export type ChallengeFor = { readonly to: "sign-in" } | { readonly to: "add"; readonly userId: string };

const HELD_MS = 5 * 60_000;
/** So many wait at once; whoever came first is forgotten first. */
const MOST_WAITING = 20_000;

/** Challenges that authenticators are to sign: random, good once, for five minutes. They lie in memory only. */
export class Challenges {
  readonly #nowMs: () => number;
  readonly #waiting = new Map<string, { readonly what: ChallengeFor; readonly untilMs: number }>();

  constructor(nowMs: () => number) {
    this.#nowMs = nowMs;
  }

  give(what: ChallengeFor): string {
    const nowMs = this.#nowMs();
    for (const [old, { untilMs }] of this.#waiting) {
      if (untilMs > nowMs && this.#waiting.size < MOST_WAITING) break;
      this.#waiting.delete(old);
    }
    const challenge = randomBytes(32).toString("base64url");
    this.#waiting.set(challenge, { what, untilMs: nowMs + HELD_MS });
    return challenge;
  }

  /** What a challenge was given for; it is good no more from then on. Undefined for one that was not given, was used, or is too old. */
  take(challenge: string): ChallengeFor | undefined {
    const found = this.#waiting.get(challenge);
    this.#waiting.delete(challenge);
    return found !== undefined && found.untilMs > this.#nowMs() ? found.what : undefined;
  }
}
