import { canonicalJson, type JsonObject } from "./canonical.ts";
import { fromHex, toHex, utf8 } from "./hash.ts";
import { type KeyFault, keyIdOf, type PublicKeyJwk, publicKeyOf } from "./keys.ts";

/** Length of an Ed25519 signature in bytes (RFC 8032 §5.1.6). */
export const SIGNATURE_BYTES = 64;

/**
 * Whoever holds the private key. Signing is a port, and synchronous: the log signs inside a database transaction, and
 * where the secret lies (a file, a security module) is no knowledge of this package. Ed25519 is deterministic
 * (RFC 8032 §5.1.6), so the same document always gets the same signature.
 */
export type Signer = {
  readonly publicKey: PublicKeyJwk;
  /** The 64-byte Ed25519 signature of the message. */
  readonly sign: (message: Uint8Array) => Uint8Array;
};

/** A document with its signer's key identifier and the signature, in hexadecimal, over everything but itself. */
export type Signed<Document extends JsonObject> = Document & {
  readonly keyId: string;
  readonly signature: string;
};

/** Public keys that somebody decided to trust, ready for checking. */
export type TrustedKeys = {
  readonly keyIds: readonly string[];
  /** Checks one signed document. Never rejects. */
  readonly check: (document: Signed<JsonObject>) => Promise<SignatureCheck>;
};

/** Why a signature does not hold. */
export type SignatureFault =
  | { code: "unknown-key"; keyId: string }
  | { code: "signature-invalid"; keyId: string };

/** Outcome of checking a signature. */
export type SignatureCheck = { ok: true; keyId: string } | { ok: false; reason: SignatureFault };

/**
 * Signs a document: Ed25519 (RFC 8032) over the UTF-8 bytes of its canonical JSON (RFC 8785), `keyId` included.
 * Documents of different kinds signed by one key must differ in a member, such as `kind`, so that none can be passed
 * off as another.
 * @throws RangeError when the signer gives anything but 64 bytes; CanonicalError when the document is not JSON.
 */
export function signDocument<Document extends JsonObject>(
  document: Document,
  signer: Signer,
): Signed<Document> {
  const identified = { ...document, keyId: keyIdOf(signer.publicKey) };
  const signature = signer.sign(utf8(canonicalJson(identified)));
  if (signature.length !== SIGNATURE_BYTES) {
    throw new RangeError(
      `An Ed25519 signature has ${SIGNATURE_BYTES} bytes, the signer gave ${signature.length}`,
    );
  }
  return { ...identified, signature: toHex(signature) };
}

/**
 * Makes public keys ready for checking signatures with Web Crypto, which Node and browsers have for Ed25519 (browsers
 * only on secure pages).
 */
export async function trustKeys(
  keys: readonly PublicKeyJwk[],
): Promise<{ ok: true; keys: TrustedKeys } | { ok: false; reason: KeyFault }> {
  const imported = new Map<string, CryptoKey>();
  for (const key of keys) {
    try {
      const jwk = { ...publicKeyOf(key) };
      imported.set(keyIdOf(key), await crypto.subtle.importKey("jwk", jwk, "Ed25519", false, ["verify"]));
    } catch (error) {
      // Web Crypto tells a key it will not take (DataError) from an algorithm or an interface that is not there.
      const refused = error instanceof DOMException && error.name === "DataError";
      return {
        ok: false,
        reason: refused ? { code: "not-an-ed25519-jwk", member: "x" } : { code: "ed25519-unavailable" },
      };
    }
  }
  return {
    ok: true,
    keys: { keyIds: [...imported.keys()], check: (document) => checkSignature(document, imported) },
  };
}

async function checkSignature(
  document: Signed<JsonObject>,
  keys: ReadonlyMap<string, CryptoKey>,
): Promise<SignatureCheck> {
  const { signature, ...signedPart } = document;
  const { keyId } = document;
  const key = keys.get(keyId);
  if (key === undefined) return { ok: false, reason: { code: "unknown-key", keyId } };
  const bytes = fromHex(signature);
  const holds =
    bytes?.length === SIGNATURE_BYTES &&
    (await crypto.subtle.verify("Ed25519", key, bytes, utf8(canonicalJson(signedPart))));
  return holds ? { ok: true, keyId } : { ok: false, reason: { code: "signature-invalid", keyId } };
}
