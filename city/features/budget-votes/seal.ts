import {
  createCipheriv,
  createDecipheriv,
  createPrivateKey,
  createPublicKey,
  diffieHellman,
  generateKeyPairSync,
  hkdfSync,
  type KeyObject,
} from "node:crypto";
import { randomCode, readCode } from "../votes/index.ts";

/**
 * Ballots are sealed as they come, to a key whose private half the node does not have: it follows from the closing code,
 * which two people of the city keep on paper until the end of voting. Until then nobody can count, with the database, its
 * backups and the node's secrets in hand. X25519 (RFC 7748) with an ephemeral key each, HKDF-SHA-256 and AES-256-GCM.
 */

/** 140 random bits. */
const CODE_SIGNS = 28;
/** Heads of DER (RFC 8410) before the 32 bytes of an X25519 key. */
const PRIVATE_HEAD = Buffer.from("302e020100300506032b656e04220420", "hex");
const PUBLIC_HEAD = Buffer.from("302a300506032b656e032100", "hex");
const KEY_BYTES = 32;
const TAG_BYTES = 16;
/** A key is used once, so that its nonce may be the same. */
const NONCE = Buffer.alloc(12);

export function makeClosingCode(): string {
  return randomCode(CODE_SIGNS);
}

/** The private half that follows from a closing code as it was typed. */
export function boxSecret(closingCode: string): KeyObject {
  const seed = hkdfSync("sha256", readCode(closingCode), "", "husting budget closing code", KEY_BYTES);
  const key = Buffer.concat([PRIVATE_HEAD, Buffer.from(seed)]);
  return createPrivateKey({ key, format: "der", type: "pkcs8" });
}

/** The public half of a box's key, as it is kept and published. */
export function boxKeyOf(secret: KeyObject): string {
  return rawPublic(createPublicKey(secret)).toString("base64url");
}

export function readBoxKey(boxKey: string): KeyObject {
  const key = Buffer.concat([PUBLIC_HEAD, Buffer.from(boxKey, "base64url")]);
  return createPublicKey({ key, format: "der", type: "spki" });
}

/**
 * Seals a text, filled up to `length` bytes so that how long it is tells nothing.
 * @param beside what it belongs to: it cannot be opened as anything else's.
 * @throws RangeError where the text is longer.
 */
export function seal(box: KeyObject, text: string, length: number, beside: Uint8Array): Uint8Array {
  const filled = Buffer.alloc(length, " ");
  if (Buffer.byteLength(text) > length) throw new RangeError(`a text does not fit into ${length} bytes`);
  filled.write(text);
  const once = generateKeyPairSync("x25519");
  const head = rawPublic(once.publicKey);
  const shared = diffieHellman({ privateKey: once.privateKey, publicKey: box });
  const cipher = createCipheriv("aes-256-gcm", keyFrom(shared, head), NONCE);
  cipher.setAAD(beside);
  return Buffer.concat([head, cipher.update(filled), cipher.final(), cipher.getAuthTag()]);
}

/** Undefined for what was not sealed to this key, or belongs to something else. */
export function unseal(secret: KeyObject, sealed: Uint8Array, beside: Uint8Array): string | undefined {
  if (sealed.length < KEY_BYTES + TAG_BYTES) return undefined;
  const bytes = Buffer.from(sealed);
  const head = bytes.subarray(0, KEY_BYTES);
  try {
    const publicKey = readBoxKey(head.toString("base64url"));
    const shared = diffieHellman({ privateKey: secret, publicKey });
    const decipher = createDecipheriv("aes-256-gcm", keyFrom(shared, head), NONCE);
    decipher.setAAD(beside);
    decipher.setAuthTag(bytes.subarray(-TAG_BYTES));
    return Buffer.concat([decipher.update(bytes.subarray(KEY_BYTES, -TAG_BYTES)), decipher.final()])
      .toString("utf8")
      .trimEnd();
  } catch {
    return undefined;
  }
}

function keyFrom(shared: Uint8Array, head: Uint8Array): Buffer {
  return Buffer.from(hkdfSync("sha256", shared, head, "husting sealed ballot", KEY_BYTES));
}

function rawPublic(key: KeyObject): Buffer {
  return key.export({ format: "raw-public" });
}
