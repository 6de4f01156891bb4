import { ClientLimiter } from "../votes/index.ts";
import { clientNet, FairShare } from "./fair-share.ts";

const WINDOW_MS = 600_000;
const DAY_MS = 86_400_000;

/** What the public does that leaves something behind. */
export type FloodAct = "propose" | "edit" | "name" | "appeal" | "ask" | "confirm" | "report";

/** How often, in ten minutes. A library asks from one address for all of its visitors. */
export interface FloodLimits {
  /** Letters one client may cause. */
  readonly letters: number;
  /** Letters that one client may cause to one address, */
  readonly lettersTo: number;
  /** and all together: a stranger in one network cannot use up what may be sent to somebody. */
  readonly lettersToFromAll: number;
  /** Codes of a desk that one client may try in vain. */
  readonly wrongCodes: number;
  /** What one client may do of each kind. */
  readonly acts: Readonly<Record<FloodAct, number>>;
  /** How often one proposal may be worded anew or its name shown and hidden, by whomever. */
  readonly changesOf: number;
  /** What all may do together in a minute before each gets an equal share. */
  readonly together: number;
}

export const USUAL_LIMITS: FloodLimits = {
  letters: 60,
  lettersTo: 6,
  lettersToFromAll: 18,
  wrongCodes: 30,
  acts: { propose: 60, edit: 40, name: 40, appeal: 20, ask: 40, confirm: 200, report: 30 },
  changesOf: 20,
  together: 1200,
};

/**
 * Holds floods back without knowing anybody: counts are keyed hashes under a key that is thrown away every day, in memory
 * only (`ClientLimiter`). One trace a place in a queue: who has filled the queue waits. When much comes from everywhere at once,
 * each gets an equal share of the minute (`FairShare`): whoever sends most is held back first.
 */
export class FloodGate {
  readonly #limits: FloodLimits;
  readonly #letters: ClientLimiter;
  readonly #lettersTo: ClientLimiter;
  readonly #lettersToFromAll: ClientLimiter;
  readonly #wrongCodes: ClientLimiter;
  readonly #acts: ClientLimiter;
  readonly #changes: ClientLimiter;
  readonly #firsts: ClientLimiter;
  readonly #share: FairShare;

  constructor(nowMs: () => number, limits: FloodLimits = USUAL_LIMITS) {
    this.#limits = limits;
    this.#letters = new ClientLimiter(nowMs, WINDOW_MS);
    this.#lettersTo = new ClientLimiter(nowMs, WINDOW_MS);
    this.#lettersToFromAll = new ClientLimiter(nowMs, WINDOW_MS);
    this.#wrongCodes = new ClientLimiter(nowMs, WINDOW_MS);
    this.#acts = new ClientLimiter(nowMs, WINDOW_MS);
    this.#changes = new ClientLimiter(nowMs, WINDOW_MS);
    this.#firsts = new ClientLimiter(nowMs, DAY_MS);
    this.#share = new FairShare(nowMs, limits.together);
  }

  /** Whether a client may do this now; then it is counted. */
  admits(act: FloodAct, client: string): boolean {
    const net = clientNet(client);
    return hasPlace(this.#acts, this.#limits.acts[act], net, act) && this.#share.admits(net);
  }

  /** Whether a proposal may be changed once more, whoever has its key. */
  admitsChange(proposalId: number): boolean {
    return hasPlace(this.#changes, this.#limits.changesOf, String(proposalId));
  }

  /** Whether a letter may be sent because this client asks for it. */
  admitsLetter(client: string, address: string): boolean {
    const net = clientNet(client);
    return (
      this.#share.admits(net) &&
      hasPlace(this.#letters, this.#limits.letters, net) &&
      hasPlace(this.#lettersTo, this.#limits.lettersTo, net, address) &&
      hasPlace(this.#lettersToFromAll, this.#limits.lettersToFromAll, address)
    );
  }

  /** Counts a code that was not one. @returns whether this client may try again. */
  admitsWrongCode(client: string): boolean {
    return hasPlace(this.#wrongCodes, this.#limits.wrongCodes, clientNet(client));
  }

  /** Whether it is the first time today that this client says something of a text. */
  isFirst(subject: string, client: string): boolean {
    return hasPlace(this.#firsts, 1, clientNet(client), subject);
  }
}

/** Whether one of so many places in a window is free for somebody; then it is taken. */
export function hasPlace(limiter: ClientLimiter, places: number, who: string, what = ""): boolean {
  return takePlace(limiter, places, who, what) !== undefined;
}

/** Takes one of so many places in a window. @returns what gives it back; undefined where none is free. */
export function takePlace(
  limiter: ClientLimiter,
  places: number,
  who: string,
  what = "",
): (() => void) | undefined {
  for (let place = 0; place < places; place++) {
    const giveBack = limiter.admit(place, who, what);
    if (giveBack !== undefined) return giveBack;
  }
  return undefined;
}
