import { createCipheriv, createDecipheriv, createHash, hkdfSync, randomBytes } from "node:crypto";
import type { Asked } from "./issuer.ts";

/** What is sealed of an attempt to sign in. */
interface Begun {
  readonly stateHash: string;
  readonly nonce: string;
  readonly verifier: string;
  readonly atMs: number;
}

/** One way to a service and back: its own key and its own cookie. */
export interface WaySettings {
  /** The node's secret; what the key is made of it for. */
  readonly secret: string;
  readonly purpose: string;
  readonly isSecure: boolean;
  readonly nowMs: () => number;
  /** The cookie that waits for the way back, and the path below which it is sent. */
  readonly cookie: string;
  readonly path: string;
}

/** So long may signing in take. */
const BEGUN_MS = 10 * 60_000;
const MOST_SPENT = 50_000;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/**
 * What lies with the browser while somebody signs in, sealed: nothing can be read from it or made up. The service is told
 * none of it; the state it hands back is sealed too, so that it does not say where somebody was.
 */
export class WayCookies<Place extends object> {
  readonly #key: Buffer;
  readonly #attributes: string;
  readonly #settings: WaySettings;
  /** Hashes of states that somebody has come back with, until they would have run out anyway. */
  readonly #spent = new Map<string, number>();

  constructor(settings: WaySettings) {
    this.#settings = settings;
    this.#key = Buffer.from(hkdfSync("sha256", settings.secret, "", settings.purpose, 32));
    // Lax: the way back begins at the service's own page.
    this.#attributes = `HttpOnly; SameSite=Lax${settings.isSecure ? "; Secure" : ""}`;
  }

  /** What the service hands back, by which whoever comes back stands where they began. */
  newState(place: Place): string {
    return this.seal("state", place);
  }

  /** Undefined for a state that was not made here. One that has run out still says where it began. */
  placeOf(state: string): Place | undefined {
    return this.open<Place>("state", state);
  }

  begun({ state, nonce, verifier }: Asked): string {
    const begun: Begun = { stateHash: hashOf(state), nonce, verifier, atMs: this.#settings.nowMs() };
    const { cookie, path } = this.#settings;
    return this.cookie(cookie, this.seal("begun", begun), path, BEGUN_MS);
  }

  get noBegun(): string {
    return this.cookie(this.#settings.cookie, "", this.#settings.path, 0);
  }

  /**
   * What was asked with a state, where this browser began it, within the time, and nobody has come back with it before. It can
   * be had once.
   */
  spend(cookies: string | undefined, state: string): Asked | undefined {
    const begun = this.open<Begun>("begun", valueIn(cookies, this.#settings.cookie));
    const nowMs = this.#settings.nowMs();
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

  protected cookie(name: string, value: string, path: string, forMs: number): string {
    return `${name}=${value}; Path=${path}; Max-Age=${forMs / 1000}; ${this.#attributes}`;
  }

  /** One kind cannot be shown as another. */
  protected seal(kind: string, value: object): string {
    const nonce = randomBytes(NONCE_BYTES);
    const cipher = createCipheriv("aes-256-gcm", this.#key, nonce);
    cipher.setAAD(Buffer.from(kind));
    const sealed = [cipher.update(JSON.stringify(value)), cipher.final()];
    return Buffer.concat([nonce, ...sealed, cipher.getAuthTag()]).toString("base64url");
  }

  /** What `seal` made of the same kind; undefined for anything else. */
  protected open<Value>(kind: string, text: string): Value | undefined {
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

/** The value of one cookie in a request's header; empty where there is none. */
export function valueIn(cookies: string | undefined, name: string): string {
  for (const pair of (cookies ?? "").split(";")) {
    const [key, value = ""] = pair.trim().split("=");
    if (key === name) return value;
  }
  return "";
}

function hashOf(state: string): string {
  return createHash("sha256").update(state).digest("base64url");
}
