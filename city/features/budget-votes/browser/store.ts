/** What the browser keeps of one budget, on this device only. Bytes are base64url. */
export interface Kept {
  /** Modulus of the key the token is for: after another preparation an old token is worth nothing. */
  readonly modulus: string;
  /** What was sent to be signed, until the signature is here: sent again it costs nobody their vote. */
  readonly asked?: { readonly prepared: string; readonly blinded: string; readonly inverse: string };
  readonly token?: { readonly prepared: string; readonly signature: string };
  /** Of the newest vote that was sent. */
  readonly version?: number;
  readonly vote?: {
    readonly choices: Readonly<Record<string, number>>;
    readonly nonce: string;
    readonly receipt: string;
  };
}

export class Store {
  readonly #name: string;
  readonly #modulus: string;
  /** Where the browser keeps nothing, as in some private windows: what is known lasts as long as the page. */
  #unkept: Kept | undefined;

  constructor(budget: string, modulus: string) {
    this.#name = `husting-budget-${budget}`;
    this.#modulus = modulus;
  }

  get(): Kept {
    if (this.#unkept !== undefined) return this.#unkept;
    try {
      const kept = JSON.parse(localStorage.getItem(this.#name) ?? "null");
      if (kept?.modulus === this.#modulus) return kept;
    } catch {
      // What cannot be read is as good as nothing.
    }
    return { modulus: this.#modulus };
  }

  put(kept: Omit<Kept, "modulus">): void {
    const all = { ...kept, modulus: this.#modulus };
    try {
      localStorage.setItem(this.#name, JSON.stringify(all));
      this.#unkept = undefined;
    } catch {
      this.#unkept = all;
    }
  }

  forget(): void {
    this.#unkept = undefined;
    try {
      localStorage.removeItem(this.#name);
    } catch {
      // Nothing is kept there.
    }
  }
}

export function toBase64Url(bytes: Uint8Array): string {
  let binary = "";
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return btoa(binary).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

/** Empty for what is no base64url. */
export function fromBase64Url(text: string): Uint8Array<ArrayBuffer> {
  try {
    const binary = atob(text.replaceAll("-", "+").replaceAll("_", "/"));
    return Uint8Array.from(binary, (sign) => sign.charCodeAt(0));
  } catch {
    return new Uint8Array(0);
  }
}
