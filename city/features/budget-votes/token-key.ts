import {
  constants,
  createPrivateKey,
  createPublicKey,
  generateKeyPair,
  type KeyObject,
  privateDecrypt,
  publicEncrypt,
  verify,
} from "node:crypto";
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
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
 * The keys that sign tokens blindly, one per budget. Each lies in a file beside the log's key, readable by the node's own user
 * only, and is destroyed when the budget is closed.
 */
export class TokenKeys {
  readonly #folder: string;
  readonly #secrets = new Map<number, KeyObject>();

  constructor(folder: string) {
    this.#folder = folder;
  }

  /** Makes a budget's key, in the place of one that was made before. */
  async make(budget: number): Promise<TokenKeyJwk> {
    const { privateKey } = await promisify(generateKeyPair)("rsa", { modulusLength: MODULUS_BITS });
    mkdirSync(this.#folder, { recursive: true, mode: 0o700 });
    const path = this.#path(budget);
    rmSync(path, { force: true });
    const text = JSON.stringify(privateKey.export({ format: "jwk" }));
    writeFileSync(path, text, { mode: 0o600, flag: "wx", flush: true });
    this.#secrets.set(budget, privateKey);
    const { n, e } = createPublicKey(privateKey).export({ format: "jwk" });
    return { kty: "RSA", n: n!, e: e! };
  }

  destroy(budget: number): void {
    this.#secrets.delete(budget);
    rmSync(this.#path(budget), { force: true });
  }

  /**
   * Signs a blinded message: the raw private operation of OpenSSL, in constant time (BlindSign, RFC 9474 §4.3).
   * @returns undefined where the message is none of this key's size.
   */
  sign(budget: number, blinded: Uint8Array): Uint8Array | undefined {
    const key = this.#secret(budget);
    let signature: Buffer;
    try {
      signature = privateDecrypt({ key, padding: constants.RSA_NO_PADDING }, blinded);
    } catch {
      return undefined;
    }
    // A fault in the calculation could give the key away (RFC 9474 §4.3, step 4).
    const again = publicEncrypt({ key: createPublicKey(key), padding: constants.RSA_NO_PADDING }, signature);
    return again.equals(Buffer.from(blinded)) ? signature : undefined;
  }

  #secret(budget: number): KeyObject {
    const known = this.#secrets.get(budget);
    if (known !== undefined) return known;
    const path = this.#path(budget);
    if (!existsSync(path)) throw new Error(`${path} is missing: restore it from a backup.`);
    const key = createPrivateKey({ key: JSON.parse(readFileSync(path, "utf8")), format: "jwk" });
    this.#secrets.set(budget, key);
    return key;
  }

  #path(budget: number): string {
    return join(this.#folder, `budget-${budget}-key.json`);
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
