import { type CanonicalFault, canonicalize } from "./canonical.ts";
import { sha256, toHex, utf8 } from "./hash.ts";

/**
 * Length of a commitment's salt in bytes. Fixed, because the salt stands directly before the value: were its length
 * free, a salt that takes over the value's first characters would open the same commitment to another value.
 */
export const SALT_BYTES = 32;

/** Keeps a commitment from being read as any other hash of this product. */
const domain = utf8("husting commitment v1\n");

/** Why no commitment can be made. */
export type CommitmentFault =
  | { code: "salt-length"; have: number; need: number }
  | { code: "no-canonical-form"; fault: CanonicalFault };

/** A commitment in hexadecimal, or why there is none. */
export type CommitmentResult = { ok: true; commitment: string } | { ok: false; reason: CommitmentFault };

/**
 * Commitment to a JSON value: `SHA-256("husting commitment v1\n" || salt || canonical JSON of the value)`, in
 * hexadecimal. It can stand in public: without the salt nobody can test a guess, and once the salt is erased nobody
 * ever will, while the commitment and every proof over it stay as they were.
 * @param salt 32 bytes from a cryptographic source of randomness, new for every commitment; the caller draws it and
 *   keeps it beside the value, in a row that can be erased.
 */
export function commitTo(value: unknown, salt: Uint8Array): CommitmentResult {
  if (salt.length !== SALT_BYTES) {
    return { ok: false, reason: { code: "salt-length", have: salt.length, need: SALT_BYTES } };
  }
  const canonical = canonicalize(value);
  if (!canonical.ok) return { ok: false, reason: { code: "no-canonical-form", fault: canonical.reason } };
  return { ok: true, commitment: toHex(sha256(domain, salt, utf8(canonical.text))) };
}

/** Whether a commitment (hexadecimal) was made to this value with this salt. */
export function opensTo(commitment: string, value: unknown, salt: Uint8Array): boolean {
  const made = commitTo(value, salt);
  return made.ok && made.commitment === commitment;
}
