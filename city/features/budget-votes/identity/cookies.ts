import { createCipheriv, createDecipheriv, createHash, hkdfSync, randomBytes } from "node:crypto";
import type { Language } from "../../../web/language/index.ts";
import type { ActivationFault } from "../activation.ts";
import type { Asked } from "./issuer.ts";

/** Where somebody was when they went to sign in. */
export interface Place {
  readonly budget: number;
  readonly language: Language;
}

/** What came of signing in: what a token can be taken with, or why none can. */
export type SignedIn =
  | { readonly ok: true; readonly activation: string; readonly code: string }
  | { readonly ok: false; readonly fault: ActivationFault };

/** What is sealed, by its kind: one kind cannot be shown as another. */
interface Sealed {
  state: Place;
  begun: {
    readonly stateHash: string;
    readonly nonce: string;
    readonly verifier: string;
    readonly atMs: number;
  };
  outcome: { readonly place: Place; readonly signedIn: SignedIn; readonly atMs: number };
}

const BEGUN = "husting.identity";
/** Goes to the way back alone, never along with a ballot. */
const BEGUN_PATH = "/identity";
/** So long may signing in take. */
const BEGUN_MS = 10 * 60_000;
const OUTCOME = "husting.identity-outcome";
const OUTCOME_MS = 2 * 60_000;
const MOST_SPENT = 50_000;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/**
 * What lies with the browser while somebody signs in, sealed: nothing can be read from it or made up. The service is told
 * none of it; the state it hands back is sealed too, so that it does not say which budget it was.
 */
export class IdentityCookies {
  readonly #key: Buffer;
  readonly #attributes: string;
  readonly #nowMs: () => number;
  /** Hashes of states that somebody has come back with, until they would have run out anyway. */
  readonly #spent = new Map<string, number>();

  constructor(secret: string, isSecure: boolean, nowMs: () => number) {
    this.#key = Buffer.from(hkdfSync("sha256", secret, "", "husting budgets identity", 32));
    // Lax: the way back begins at the service's own page.
    this.#attributes = `HttpOnly; SameSite=Lax${isSecure ? "; Secure" : ""}`;
    this.#nowMs = nowMs;
  }

  /** What the service hands back, by which whoever comes back stands where they began. */
  newState({ budget, language }: Place): string {
    return this.#seal("state", { budget, language });
  }

  /** Undefined for a state that was not made here. One that has run out still says where it began. */
  placeOf(state: string): Place | undefined {
    return this.#open("state", state);
  }

  begun({ state, nonce, verifier }: Asked): string {
    const value = this.#seal("begun", { stateHash: hashOf(state), nonce, verifier, atMs: this.#nowMs() });
    return this.#cookie(BEGUN, value, BEGUN_PATH, BEGUN_MS);
  }

  get noBegun(): string {
    return this.#cookie(BEGUN, "", BEGUN_PATH, 0);
  }

  /**
   * What was asked with a state, where this browser began it, within the time, and nobody has come back with it before. It can
   * be had once.
   */
  spend(cookies: string | undefined, state: string): Asked | undefined {
    const begun = this.#open("begun", valueIn(cookies, BEGUN));
    const nowMs = this.#nowMs();
    const hash = hashOf(state);
    if (begun?.stateHash !== hash || begun.atMs + BEGUN_MS <= nowMs) return undefined;
    for (const [spent, untilMs] of this.#spent) {
      if (untilMs > nowMs && this.#spent.size < MOST_SPENT) break;
      this.#spent.delete(spent);
    }
    if (this.#spent.has(hash)) return undefined;
    this.#spent.set(hash, nowMs + BEGUN_MS);
    return { state, nonce: begun.nonce, verifier: begun.verifier };
  }

  /** Goes to the one page that shows it. */
  outcome(place: Place, signedIn: SignedIn): string {
    const value = this.#seal("outcome", { place, signedIn, atMs: this.#nowMs() });
    return this.#cookie(OUTCOME, value, pathOf(place), OUTCOME_MS);
  }

  /** What came of signing in, for the page it belongs to; undefined where nobody has. */
  outcomeOf(cookies: string | undefined, place: Place): SignedIn | undefined {
    const held = this.#open("outcome", valueIn(cookies, OUTCOME));
    if (held === undefined || held.atMs + OUTCOME_MS <= this.#nowMs()) return undefined;
    return pathOf(held.place) === pathOf(place) ? held.signedIn : undefined;
  }

  /** Takes it away again, once it has been shown; undefined where there is none. */
  noOutcome(cookies: string | undefined, path: string): string | undefined {
    return valueIn(cookies, OUTCOME) === "" ? undefined : this.#cookie(OUTCOME, "", path, 0);
  }

  #cookie(name: string, value: string, path: string, forMs: number): string {
    return `${name}=${value}; Path=${path}; Max-Age=${forMs / 1000}; ${this.#attributes}`;
  }

  #seal<Kind extends keyof Sealed>(kind: Kind, value: Sealed[Kind]): string {
    const nonce = randomBytes(NONCE_BYTES);
    const cipher = createCipheriv("aes-256-gcm", this.#key, nonce);
    cipher.setAAD(Buffer.from(kind));
    const sealed = [cipher.update(JSON.stringify(value)), cipher.final()];
    return Buffer.concat([nonce, ...sealed, cipher.getAuthTag()]).toString("base64url");
  }

  #open<Kind extends keyof Sealed>(kind: Kind, text: string): Sealed[Kind] | undefined {
    const bytes = Buffer.from(text, "base64url");
    if (bytes.length < NONCE_BYTES + TAG_BYTES) return undefined;
    try {
      const decipher = createDecipheriv("aes-256-gcm", this.#key, bytes.subarray(0, NONCE_BYTES));
      decipher.setAAD(Buffer.from(kind));
      decipher.setAuthTag(bytes.subarray(-TAG_BYTES));
      const opened = [decipher.update(bytes.subarray(NONCE_BYTES, -TAG_BYTES)), decipher.final()];
      return JSON.parse(Buffer.concat(opened).toString("utf8"));
    } catch {
      return undefined;
    }
  }
}

/** The one page that a place's outcome is sent to. */
export function pathOf({ budget, language }: Place): string {
  return `/${language}/ballot/${budget}`;
}

function valueIn(cookies: string | undefined, name: string): string {
  for (const pair of (cookies ?? "").split(";")) {
    const [key, value = ""] = pair.trim().split("=");
    if (key === name) return value;
  }
  return "";
}

function hashOf(state: string): string {
  return createHash("sha256").update(state).digest("base64url");
}
