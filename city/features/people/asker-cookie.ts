import { randomBytes } from "node:crypto";
import { CODE_MS } from "./sign-in-codes.ts";

/** Cookie by which a browser that asked for a code is known again while the code holds. */
const ASKER_COOKIE = "husting.asker";

/** The cookie of one node, with the prefix that binds it to this host where there is TLS. */
export class AskerCookie {
  readonly #name: string;
  readonly #isSecure: boolean;

  constructor(isSecure: boolean) {
    this.#isSecure = isSecure;
    this.#name = isSecure ? `__Host-${ASKER_COOKIE}` : ASKER_COOKIE;
  }

  /** The browser's secret; undefined where it has shown none. */
  read(headers: Headers): string | undefined {
    const found = (headers.get("cookie") ?? "")
      .split(";")
      .map((pair) => pair.trim())
      .find((pair) => pair.startsWith(`${this.#name}=`));
    const secret = found?.slice(this.#name.length + 1) ?? "";
    return /^[\w-]{43}$/.test(secret) ? secret : undefined;
  }

  /** 256 bits that nobody guesses. */
  newSecret(): string {
    return randomBytes(32).toString("base64url");
  }

  /** Sets it, for as long as a code holds. */
  set(secret: string): string {
    const secure = this.#isSecure ? "; Secure" : "";
    return `${this.#name}=${secret}; Max-Age=${CODE_MS / 1000}; Path=/; HttpOnly${secure}; SameSite=Lax`;
  }
}
