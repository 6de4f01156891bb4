import { createHmac, randomBytes } from "node:crypto";

/** Sixty random bits for a code on paper, more for a browser. */
const KEY_PATTERN = /^[A-Za-z0-9_-]{8,64}$/;

/** The cookie in which a browser keeps its key to a conversation. */
const COOKIE = "husting-conversation";
const KEPT_SECONDS = 180 * 86_400;

/**
 * Who takes part is whoever has a key: one that their browser keeps, or the code they were given. What is kept of it is a
 * hash under the node's secret, another in every conversation, so that nobody can put together what one person said in two.
 */
export class Participants {
  readonly #secret: string;

  constructor(secret: string) {
    this.#secret = secret;
  }

  traceOf(conversationId: number, key: string): string {
    return createHmac("sha256", this.#secret)
      .update(`conversations/participant/${conversationId}/${key}`)
      .digest("base64url")
      .slice(0, 27);
  }

  /** What is kept of a paper that was entered, so that it counts once. */
  paperHash(conversationId: number, paper: string): string {
    return createHmac("sha256", this.#secret)
      .update(`conversations/paper/${conversationId}/${paper}`)
      .digest("base64url");
  }

  /** What is kept of a code that lets somebody in. */
  codeHash(conversationId: number, code: string): string {
    return createHmac("sha256", this.#secret)
      .update(`conversations/code/${conversationId}/${code}`)
      .digest("base64url");
  }
}

export function newKey(): string {
  return randomBytes(18).toString("base64url");
}

/** The key a request carries; undefined where it has none, or one that nobody here has given. */
export function keyIn(headers: Headers, slug: string): string | undefined {
  const wanted = cookieName(slug);
  for (const pair of (headers.get("cookie") ?? "").split(";")) {
    const [name, value = ""] = pair.trim().split("=");
    if (name === wanted && KEY_PATTERN.test(value)) return value;
  }
  return undefined;
}

/** Gives a browser its key; no other page of the city gets it, and no script. */
export function keyCookie(slug: string, key: string, isSecure: boolean): string {
  return `${cookieName(slug)}=${key}; Path=/; Max-Age=${KEPT_SECONDS}; HttpOnly; SameSite=Lax${isSecure ? "; Secure" : ""}`;
}

/** Takes the key from a browser, as on a computer that others use. */
export function endKeyCookie(slug: string): string {
  return `${cookieName(slug)}=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax`;
}

/** A slug may have letters that a cookie's name may not. */
function cookieName(slug: string): string {
  return `${COOKIE}-${Buffer.from(slug).toString("base64url")}`;
}
