import { bitLength, bytesOf, integerOf, inverseModulo, powerModulo } from "./integers.ts";
import { encodePss, isPssOf, PSS_SALT_BYTES } from "./pss.ts";

/**
 * Blind signatures RSABSSA-SHA384-PSS-Randomized (RFC 9474): whoever signs confirms that somebody may do something once,
 * and cannot recognise the signature when it is used. Here is what the one who asks for it does, and whoever checks it.
 * Signing itself is a raw RSA operation with a secret, and belongs to a library that does it in constant time.
 */

/** What is put before every message, in bytes, so that a signer who picks keys badly learns nothing (RFC 9474 §4.1). */
export const PREFIX_BYTES = 32;
/** Smallest modulus that is taken, in bits. */
export const FEWEST_MODULUS_BITS = 2048;
/** Greatest: what is larger would only hold up whoever reads it. */
export const MOST_MODULUS_BITS = 8192;

/** An RSA public key, ready for use. */
export interface BlindKey {
  readonly modulus: bigint;
  readonly exponent: bigint;
  /** Of the modulus: of a blinded message and of a signature. */
  readonly bytes: number;
  readonly bits: number;
}

/** A source of bytes that nobody can foretell, such as `crypto.getRandomValues`. */
export type RandomBytes = (length: number) => Uint8Array;

export type BlindKeyFault =
  | { readonly code: "not-an-rsa-jwk"; readonly member: "kty" | "n" | "e" }
  | { readonly code: "private-key-shown" }
  | { readonly code: "modulus-bits"; readonly have: number; readonly fewest: number; readonly most: number };

export type BlindFault =
  | { readonly code: "signature-length"; readonly have: number; readonly need: number }
  /** The signer signed something else, or with another key. */
  | { readonly code: "signature-invalid" };

type Fails<Fault> = { readonly ok: false; readonly reason: Fault };

/** Reads an RSA public key from a parsed JSON Web Key (RFC 7518 §6.3.1). One that shows a secret is refused. */
export function readBlindKey(
  value: unknown,
): { readonly ok: true; readonly key: BlindKey } | Fails<BlindKeyFault> {
  const jwk = (typeof value === "object" && value !== null ? value : {}) as Record<string, unknown>;
  if (jwk.kty !== "RSA") return { ok: false, reason: { code: "not-an-rsa-jwk", member: "kty" } };
  if ("d" in jwk || "p" in jwk || "q" in jwk) return { ok: false, reason: { code: "private-key-shown" } };
  const modulus = integerOfBase64Url(jwk.n);
  if (modulus === undefined || modulus % 2n === 0n)
    return { ok: false, reason: { code: "not-an-rsa-jwk", member: "n" } };
  const exponent = integerOfBase64Url(jwk.e);
  if (exponent === undefined || exponent < 3n || exponent % 2n === 0n || exponent >= 1n << 32n)
    return { ok: false, reason: { code: "not-an-rsa-jwk", member: "e" } };
  const bits = bitLength(modulus);
  if (bits < FEWEST_MODULUS_BITS || bits > MOST_MODULUS_BITS) {
    const bounds = { fewest: FEWEST_MODULUS_BITS, most: MOST_MODULUS_BITS };
    return { ok: false, reason: { code: "modulus-bits", have: bits, ...bounds } };
  }
  return { ok: true, key: { modulus, exponent, bits, bytes: Math.ceil(bits / 8) } };
}

/** What is signed: the message behind 32 random bytes (PrepareRandomize, RFC 9474 §4.1). */
export function prepareMessage(message: Uint8Array, random: RandomBytes): Uint8Array<ArrayBuffer> {
  const prepared = new Uint8Array(PREFIX_BYTES + message.length);
  prepared.set(random(PREFIX_BYTES));
  prepared.set(message, PREFIX_BYTES);
  return prepared;
}

/** What goes to the signer, and what stays with whoever asks until the signature comes back. */
export interface Blinded {
  readonly message: Uint8Array;
  /** Takes the blinding away. Whoever gets it and what was sent can join the two: it is never sent. */
  readonly inverse: bigint;
}

/** Blinds a prepared message under the signer's key (Blind, RFC 9474 §4.2). */
export function blindMessage(key: BlindKey, prepared: Uint8Array, random: RandomBytes): Blinded {
  const { modulus, exponent, bytes } = key;
  const encoded = integerOf(encodePss(prepared, random(PSS_SALT_BYTES), key.bits - 1));
  for (;;) {
    const factor = uniformBelow(key, random);
    const inverse = inverseModulo(factor, modulus);
    // A factor without an inverse would have found a divisor of the modulus.
    if (inverse === undefined) continue;
    const blinded = (encoded * powerModulo(factor, exponent, modulus)) % modulus;
    return { message: bytesOf(blinded, bytes), inverse };
  }
}

/**
 * Takes the blinding off what the signer gave back, and checks that it is a signature of the prepared message (Finalize,
 * RFC 9474 §4.4).
 */
export function finalizeSignature(
  key: BlindKey,
  prepared: Uint8Array,
  blindSignature: Uint8Array,
  inverse: bigint,
): { readonly ok: true; readonly signature: Uint8Array } | Fails<BlindFault> {
  if (blindSignature.length !== key.bytes)
    return { ok: false, reason: { code: "signature-length", have: blindSignature.length, need: key.bytes } };
  const signature = bytesOf((integerOf(blindSignature) * inverse) % key.modulus, key.bytes);
  return isSignedBy(key, prepared, signature)
    ? { ok: true, signature }
    : { ok: false, reason: { code: "signature-invalid" } };
}

/** Whether a signature is the key's under the prepared message: an ordinary RSASSA-PSS-VERIFY (RFC 8017 §8.1.2). */
export function isSignedBy(key: BlindKey, prepared: Uint8Array, signature: Uint8Array): boolean {
  if (signature.length !== key.bytes) return false;
  const value = integerOf(signature);
  if (value >= key.modulus) return false;
  const encoded = powerModulo(value, key.exponent, key.modulus);
  const bits = key.bits - 1;
  if (bitLength(encoded) > bits) return false;
  return isPssOf(prepared, bytesOf(encoded, Math.ceil(bits / 8)), bits);
}

/** Uniform among 1 … modulus − 1 by drawing again what is too large. */
function uniformBelow({ modulus, bits, bytes }: BlindKey, random: RandomBytes): bigint {
  for (;;) {
    const drawn = Uint8Array.from(random(bytes));
    drawn[0]! &= 0xff >> (8 * bytes - bits);
    const value = integerOf(drawn);
    if (value > 0n && value < modulus) return value;
  }
}

function integerOfBase64Url(text: unknown): bigint | undefined {
  if (typeof text !== "string" || text.length > 2 * MOST_MODULUS_BITS || !/^[A-Za-z0-9_-]+$/.test(text))
    return undefined;
  try {
    const binary = atob(text.replaceAll("-", "+").replaceAll("_", "/"));
    return integerOf(Uint8Array.from(binary, (sign) => sign.charCodeAt(0)));
  } catch {
    return undefined;
  }
}
