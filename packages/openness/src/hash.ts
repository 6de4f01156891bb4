import { sha256 as nobleSha256 } from "@noble/hashes/sha2.js";

/** Length of every hash in this package, in bytes: SHA-256, FIPS 180-4. */
export const HASH_BYTES = 32;

const encoder = new TextEncoder();
const hashHexPattern = /^[0-9a-f]{64}$/;
const hexPairs = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, "0"));

/**
 * SHA-256 (FIPS 180-4) of the given parts read as one message.
 * Synchronous on purpose: the log appends inside one database transaction, and Web Crypto can only promise.
 */
export function sha256(...parts: readonly Uint8Array[]): Uint8Array {
  const only = parts[0];
  if (parts.length === 1 && only !== undefined) return nobleSha256(only);
  const hash = nobleSha256.create();
  for (const part of parts) hash.update(part);
  return hash.digest();
}

/** UTF-8 bytes of a text. */
export function utf8(text: string): Uint8Array<ArrayBuffer> {
  return encoder.encode(text);
}

/** Lower-case hexadecimal of the bytes, two digits each. */
export function toHex(bytes: Uint8Array): string {
  let hex = "";
  for (const byte of bytes) hex += hexPairs[byte];
  return hex;
}

/**
 * Bytes of a hexadecimal text, or undefined when it is not whole bytes in lower-case hexadecimal.
 * Upper case is refused so that a hash has one spelling: two spellings would be two byte strings for one fact.
 */
export function fromHex(hex: string): Uint8Array<ArrayBuffer> | undefined {
  if (hex.length % 2 !== 0 || !/^[0-9a-f]*$/.test(hex)) return undefined;
  const bytes = new Uint8Array(hex.length / 2);
  for (let index = 0; index < bytes.length; index += 1) {
    bytes[index] = Number.parseInt(hex.slice(index * 2, index * 2 + 2), 16);
  }
  return bytes;
}

/** Whether a value is one SHA-256 hash in lower-case hexadecimal. */
export function isHashHex(value: unknown): value is string {
  return typeof value === "string" && hashHexPattern.test(value);
}
