import { ClientLimiter } from "../votes/index.ts";

const WINDOW_MS = 600_000;

/** How often, in ten minutes. A library asks from one address for all of its visitors. */
export interface FloodLimits {
  /** Letters one client may cause. */
  readonly letters: number;
  /** Letters to one address. */
  readonly lettersTo: number;
  /** Codes of a desk that one client may try in vain. */
  readonly wrongCodes: number;
}

export const USUAL_LIMITS: FloodLimits = { letters: 60, lettersTo: 6, wrongCodes: 30 };

/**
 * Holds floods back without knowing anybody: counts are keyed hashes under a key that is thrown away every day, in memory
 * only (`ClientLimiter`). One trace a place in a queue: who has filled the queue waits.
 */
export class FloodGate {
  readonly #limits: FloodLimits;
  readonly #letters: ClientLimiter;
  readonly #lettersTo: ClientLimiter;
  readonly #wrongCodes: ClientLimiter;

  constructor(nowMs: () => number, limits: FloodLimits = USUAL_LIMITS) {
    this.#limits = limits;
    this.#letters = new ClientLimiter(nowMs, WINDOW_MS);
    this.#lettersTo = new ClientLimiter(nowMs, WINDOW_MS);
    this.#wrongCodes = new ClientLimiter(nowMs, WINDOW_MS);
  }

  /** Whether a letter may be sent because this client asks for it. */
  admitsLetter(client: string, address: string): boolean {
    return (
      hasPlace(this.#letters, this.#limits.letters, client) &&
      hasPlace(this.#lettersTo, this.#limits.lettersTo, address)
    );
  }

  /** Counts a code that was not one. @returns whether this client may try again. */
  admitsWrongCode(client: string): boolean {
    return hasPlace(this.#wrongCodes, this.#limits.wrongCodes, client);
  }
}

function hasPlace(limiter: ClientLimiter, places: number, who: string): boolean {
  for (let place = 0; place < places; place++) if (limiter.admit(place, who, "") !== undefined) return true;
  return false;
}
