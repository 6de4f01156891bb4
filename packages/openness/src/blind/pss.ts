import { sha384 } from "@noble/hashes/sha2.js";

/** Length of SHA-384 in bytes. */
const HASH_BYTES = 48;
/** Length of the salt in bytes: that of the hash (RFC 9474 §5, RSABSSA-SHA384-PSS). */
export const PSS_SALT_BYTES = HASH_BYTES;

const TRAILER = 0xbc;

/** Mask generation function MGF1 with SHA-384 (RFC 8017 appendix B.2.1), applied to `target` in place. */
function mask(target: Uint8Array, seed: Uint8Array): void {
  const counted = new Uint8Array(seed.length + 4);
  counted.set(seed);
  const counter = new DataView(counted.buffer, seed.length);
  for (let at = 0, block = 0; at < target.length; at += HASH_BYTES, block++) {
    counter.setUint32(0, block);
    const bytes = sha384(counted);
    const length = Math.min(HASH_BYTES, target.length - at);
    for (let index = 0; index < length; index++) target[at + index]! ^= bytes[index]!;
  }
}

/** The hash over eight zero bytes, the message's hash and the salt (RFC 8017 §9.1.1, steps 5 and 6). */
function saltedHash(message: Uint8Array, salt: Uint8Array): Uint8Array {
  return sha384.create().update(new Uint8Array(8)).update(sha384(message)).update(salt).digest();
}

/**
 * EMSA-PSS-ENCODE with SHA-384 and MGF1-SHA-384 (RFC 8017 §9.1.1).
 * @param salt 48 bytes.
 * @param bits length of the encoded message: one less than the modulus has.
 * @throws RangeError when so few bits cannot hold hash and salt.
 */
export function encodePss(message: Uint8Array, salt: Uint8Array, bits: number): Uint8Array {
  const length = Math.ceil(bits / 8);
  const hash = saltedHash(message, salt);
  const encoded = new Uint8Array(length);
  const block = encoded.subarray(0, length - HASH_BYTES - 1);
  if (block.length < salt.length + 1) throw new RangeError(`${bits} bits are too few for EMSA-PSS`);
  block[block.length - salt.length - 1] = 1;
  block.set(salt, block.length - salt.length);
  mask(block, hash);
  block[0]! &= 0xff >> (8 * length - bits);
  encoded.set(hash, block.length);
  encoded[length - 1] = TRAILER;
  return encoded;
}

/** EMSA-PSS-VERIFY with SHA-384, MGF1-SHA-384 and a salt of 48 bytes (RFC 8017 §9.1.2). */
export function isPssOf(message: Uint8Array, encoded: Uint8Array, bits: number): boolean {
  const length = Math.ceil(bits / 8);
  const blockLength = length - HASH_BYTES - 1;
  if (encoded.length !== length || blockLength < PSS_SALT_BYTES + 1 || encoded[length - 1] !== TRAILER)
    return false;
  const block = encoded.slice(0, blockLength);
  const hash = encoded.subarray(blockLength, length - 1);
  const unused = 8 * length - bits;
  if (block[0]! >> (8 - unused) !== 0) return false;
  mask(block, hash);
  block[0]! &= 0xff >> unused;
  const saltAt = blockLength - PSS_SALT_BYTES;
  for (let at = 0; at < saltAt - 1; at++) if (block[at] !== 0) return false;
  if (block[saltAt - 1] !== 1) return false;
  const expected = saltedHash(message, block.subarray(saltAt));
  return hash.every((byte, at) => byte === expected[at]);
}
