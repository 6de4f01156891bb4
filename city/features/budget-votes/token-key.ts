import {
  constants,
  createHash,
  createPrivateKey,
  createPublicKey,
  generateKeyPair,
  type KeyObject,
  privateDecrypt,
  publicEncrypt,
  verify,
} from "node:crypto";
import { existsSync, globSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";

const MODULUS_BITS = 2048;

/** Public half of a key that signs tokens, as JSON Web Key. */
export interface TokenKeyJwk {
  readonly kty: "RSA";
  readonly n: string;
  readonly e: string;
}

/**
 * The keys that sign tokens blindly. Each lies in a file of its own, readable by the node's own user only, and is destroyed when
 * its budget is closed. A file is called by its key, so that preparing a budget again never touches the key in use.
 */
export class TokenKeys {
  readonly #folder: string;
  readonly #secrets = new Map<string, KeyObject>();

  constructor(folder: string) {
    this.#folder = folder;
  }

  /** Makes another key for a budget. */
  async make(budget: number): Promise<TokenKeyJwk> {
    const { privateKey } = await promisify(generateKeyPair)("rsa", { modulusLength: MODULUS_BITS });
    const { n, e } = createPublicKey(privateKey).export({ format: "jwk" });
    const key: TokenKeyJwk = { kty: "RSA", n: n!, e: e! };
    mkdirSync(this.#folder, { recursive: true, mode: 0o700 });
    const text = JSON.stringify(privateKey.export({ format: "jwk" }));
    writeFileSync(this.#path(budget, key), text, { mode: 0o600, flag: "wx", flush: true });
    return key;
  }

  /** Destroys every key that was made for a budget. */
  destroy(budget: number): void {
    for (const file of globSync(`budget-${budget}-*.json`, { cwd: this.#folder })) {
      const path = join(this.#folder, file);
      this.#secrets.delete(path);
      rmSync(path, { force: true });
    }
  }

  /**
   * Signs a blinded message: the raw private operation of OpenSSL, in constant time (BlindSign, RFC 9474 §4.3).
   * @returns undefined where the message is none of this key's size.
   */
  sign(budget: number, jwk: TokenKeyJwk, blinded: Uint8Array): Uint8Array | undefined {
    const key = this.#secret(this.#path(budget, jwk));
    let signature: Buffer;
    try {
      signature = privateDecrypt({ key, padding: constants.RSA_NO_PADDING }, blinded);
    } catch {
      return undefined;
    }
    // A fault in the calculation could give the key away (RFC 9474 §4.3, step 4).
    const padding = constants.RSA_NO_PADDING;
    const again = publicEncrypt({ key: createPublicKey(key), padding }, signature);
    return again.equals(Buffer.from(blinded)) ? signature : undefined;
  }

  #secret(path: string): KeyObject {
    const known = this.#secrets.get(path);
    if (known !== undefined) return known;
    if (!existsSync(path)) throw new Error(`${path} is missing: restore it from a backup.`);
    const key = createPrivateKey({ key: JSON.parse(readFileSync(path, "utf8")), format: "jwk" });
    this.#secrets.set(path, key);
    return key;
  }

  #path(budget: number, { n }: TokenKeyJwk): string {
    const name = createHash("sha256").update(n).digest("hex").slice(0, 16);
    return join(this.#folder, `budget-${budget}-${name}.json`);
  }
}

/** Whether a token is signed with a key (RSASSA-PSS, SHA-384, salt of 48 bytes: RFC 9474 §5). */
export function isToken(key: KeyObject, prepared: Uint8Array, signature: Uint8Array): boolean {
  const pss = { padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: 48 };
  return verify("sha384", prepared, { key, ...pss }, signature);
}

export function tokenKeyObject(jwk: TokenKeyJwk): KeyObject {
  return createPublicKey({ key: { ...jwk }, format: "jwk" });
}
