import {
  type JsonObject,
  keyIdOf,
  type PrivateKeyJwk,
  type PublicKeyJwk,
  parseCanonical,
  publicKeyOf,
} from "@husting/openness";
import { CompactSign, compactVerify, decodeProtectedHeader, errors } from "jose";

/** Fully specified algorithm name of Ed25519 (RFC 9864 §2.2); nothing else is taken, `none` least of all. */
const ALGORITHM = "Ed25519";

/** What may be sealed. It stands in the protected header (RFC 7515 §4.1.9), so that no kind can be passed off as another. */
export type SealedType = "husting-card" | "husting-document";

/** A longer one is not looked at. */
export const MOST_SEALED_CHARACTERS = 8 * 1024 * 1024;

/** Why a text is not something that a trusted city sealed. */
export type SealFault =
  /** No JSON Web Signature at all: cut off, or something else. */
  | { readonly code: "not-sealed" }
  | { readonly code: "too-long"; readonly characters: number }
  | { readonly code: "other-type"; readonly found: string }
  | { readonly code: "other-algorithm"; readonly found: string }
  /** Sealed, as it says, by a key that is not the partner's. */
  | { readonly code: "unknown-key"; readonly keyId: string }
  /** The seal is not over these bytes by this key: changed, cut or forged. */
  | { readonly code: "seal-broken"; readonly keyId: string }
  /** Sealed, but its bytes are not the one spelling of what they say. */
  | { readonly code: "not-canonical" };

export type Opened =
  | { readonly ok: true; readonly keyId: string; readonly bytes: Uint8Array; readonly value: JsonObject }
  | { readonly ok: false; readonly reason: SealFault };

/**
 * Seals bytes as they are: a JSON Web Signature in compact form (RFC 7515 §7.1) by an Ed25519 key (RFC 8037). The same bytes
 * always get the same seal.
 */
export async function seal(bytes: Uint8Array, type: SealedType, key: PrivateKeyJwk): Promise<string> {
  return new CompactSign(bytes)
    .setProtectedHeader({ alg: ALGORITHM, kid: keyIdOf(key), typ: type })
    .sign({ ...key, alg: ALGORITHM });
}

/** Opens what one of these keys sealed; its bytes must be canonical JSON (RFC 8785) of an object. Never rejects. */
export async function openSealed(
  sealed: string,
  type: SealedType,
  keys: readonly PublicKeyJwk[],
): Promise<Opened> {
  if (sealed.length > MOST_SEALED_CHARACTERS) return no({ code: "too-long", characters: sealed.length });
  const header = headerOf(sealed);
  if (header === undefined) return no({ code: "not-sealed" });
  const { alg, kid, typ } = header;
  if (alg !== ALGORITHM) return no({ code: "other-algorithm", found: String(alg) });
  if (typ !== type) return no({ code: "other-type", found: String(typ) });
  const keyId = String(kid);
  const key = keys.find((candidate) => keyIdOf(candidate) === keyId);
  if (key === undefined) return no({ code: "unknown-key", keyId });
  let bytes: Uint8Array;
  try {
    const checked = await compactVerify(
      sealed,
      { ...publicKeyOf(key), alg: ALGORITHM },
      { algorithms: [ALGORITHM] },
    );
    bytes = checked.payload;
  } catch (error) {
    return no(
      error instanceof errors.JWSSignatureVerificationFailed
        ? { code: "seal-broken", keyId }
        : { code: "not-sealed" },
    );
  }
  const value = objectIn(bytes);
  return value === undefined ? no({ code: "not-canonical" }) : { ok: true, keyId, bytes, value };
}

function headerOf(sealed: string): { alg?: unknown; kid?: unknown; typ?: unknown } | undefined {
  if (!/^[\w-]+\.[\w-]+\.[\w-]+$/.test(sealed)) return undefined;
  try {
    return decodeProtectedHeader(sealed);
  } catch {
    return undefined;
  }
}

function objectIn(bytes: Uint8Array): JsonObject | undefined {
  let text: string;
  try {
    text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
  const parsed = parseCanonical(text);
  if (!parsed.ok) return undefined;
  const { value } = parsed;
  return typeof value === "object" && value !== null && !Array.isArray(value)
    ? (value as JsonObject)
    : undefined;
}

function no(reason: SealFault): Opened {
  return { ok: false, reason };
}
