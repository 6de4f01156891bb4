import type { Language } from "../../../web/language/index.ts";
import { valueIn, WayCookies } from "../../identity/index.ts";
import type { ActivationFault } from "../activation.ts";

/** Where somebody was when they went to sign in. */
export interface Place {
  readonly budget: number;
  readonly language: Language;
}

/** What came of signing in: what a token can be taken with, or why none can. */
export type SignedIn =
  | { readonly ok: true; readonly activation: string; readonly code: string }
  | { readonly ok: false; readonly fault: ActivationFault };

interface Outcome {
  readonly place: Place;
  readonly signedIn: SignedIn;
  readonly atMs: number;
}

const OUTCOME = "husting.identity-outcome";
const OUTCOME_MS = 2 * 60_000;

/** What lies with the browser while a voter signs in, and what came of it. */
export class IdentityCookies extends WayCookies<Place> {
  readonly #nowMs: () => number;

  constructor(secret: string, isSecure: boolean, nowMs: () => number) {
    // The path of the way back alone: the cookie never goes along with a ballot.
    super({
      ...{ secret, isSecure, nowMs, purpose: "husting budgets identity" },
      ...{ cookie: "husting.identity", path: "/identity" },
    });
    this.#nowMs = nowMs;
  }

  override newState({ budget, language }: Place): string {
    return super.newState({ budget, language });
  }

  /** Goes to the one page that shows it. */
  outcome(place: Place, signedIn: SignedIn): string {
    const held: Outcome = { place, signedIn, atMs: this.#nowMs() };
    return this.cookie(OUTCOME, this.seal("outcome", held), pathOf(place), OUTCOME_MS);
  }

  /** What came of signing in, for the page it belongs to; undefined where nobody has. */
  outcomeOf(cookies: string | undefined, place: Place): SignedIn | undefined {
    const held = this.open<Outcome>("outcome", valueIn(cookies, OUTCOME));
    if (held === undefined || held.atMs + OUTCOME_MS <= this.#nowMs()) return undefined;
    return pathOf(held.place) === pathOf(place) ? held.signedIn : undefined;
  }

  /** Takes it away again, once it has been shown; undefined where there is none. */
  noOutcome(cookies: string | undefined, path: string): string | undefined {
    return valueIn(cookies, OUTCOME) === "" ? undefined : this.cookie(OUTCOME, "", path, 0);
  }
}

/** The one page that a place's outcome is sent to. */
export function pathOf({ budget, language }: Place): string {
  return `/${language}/ballot/${budget}`;
}
