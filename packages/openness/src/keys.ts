import { canonicalJson } from "./canonical.ts";
import { sha256, toHex, utf8 } from "./hash.ts";

/** An Ed25519 public key as a JSON Web Key (RFC 7517, RFC 8037 §2). `x` is the key's 32 bytes in base64url. */
export type PublicKeyJwk = { readonly kty: "OKP"; readonly crv: "Ed25519"; readonly x: string };

/** An Ed25519 private key as a JSON Web Key (RFC 8037 §2). `d` is the secret's 32 bytes in base64url. */
export type PrivateKeyJwk = PublicKeyJwk & { readonly d: string };

/** Why a value is not the key it should be. */
export type KeyFault =
  | { code: "not-an-ed25519-jwk"; member: string }
  | { code: "private-key-shown" }
  | { code: "ed25519-unavailable" };

/** 32 bytes in base64url without padding: 43 characters, the last of which carries four bits. */
const thirtyTwoBytes = /^[A-Za-z0-9_-]{42}[AEIMQUYcgkosw048]$/;

/**
 * Reads a public key from a parsed JWK; members other than `kty`, `crv`, `x` are left behind. A JWK with the secret
 * `d` is refused: whoever sends it as a public key has to be told, and replace the key.
 */
export function readPublicKeyJwk(
  value: unknown,
): { ok: true; key: PublicKeyJwk } | { ok: false; reason: KeyFault } {
  const x = readPublicMember(value);
  if (!x.ok) return x;
  if (typeof value === "object" && value !== null && "d" in value) {
    return { ok: false, reason: { code: "private-key-shown" } };
  }
  return { ok: true, key: { kty: "OKP", crv: "Ed25519", x: x.x } };
}

/** Reads a private key from a parsed JWK; members other than `kty`, `crv`, `x`, `d` are left behind. */
export function readPrivateKeyJwk(
  value: unknown,
): { ok: true; key: PrivateKeyJwk } | { ok: false; reason: KeyFault } {
  const x = readPublicMember(value);
  if (!x.ok) return x;
  const d = typeof value === "object" && value !== null && "d" in value ? value.d : undefined;
  if (typeof d !== "string" || !thirtyTwoBytes.test(d)) return notAKey("d");
  return { ok: true, key: { kty: "OKP", crv: "Ed25519", x: x.x, d } };
}

/** The public half of a key pair: what may be published. */
export function publicKeyOf(key: PublicKeyJwk): PublicKeyJwk {
  return { kty: "OKP", crv: "Ed25519", x: key.x };
}

/**
 * Identifier of a key: its JWK thumbprint with SHA-256 in base64url (RFC 7638 §3, RFC 8037 §2), which other software
 * computes alike.
 */
export function keyIdOf(key: PublicKeyJwk): string {
  return btoa(String.fromCharCode(...thumbprint(key)))
    .replaceAll("+", "-")
    .replaceAll("/", "_")
    .replaceAll("=", "");
}

/**
 * What two people read to each other to be sure that they hold the same public key: the thumbprint modulo 10^60 as
 * twelve groups of five digits, about 199 bits. Digits, because they are read aloud alike in every language.
 */
export function fingerprint(key: PublicKeyJwk): string {
  const digits = (BigInt(`0x${toHex(thumbprint(key))}`) % 10n ** 60n).toString().padStart(60, "0");
  return digits.match(/.{5}/g)?.join(" ") ?? digits;
}

function thumbprint(key: PublicKeyJwk): Uint8Array {
  return sha256(utf8(canonicalJson(publicKeyOf(key))));
}

function readPublicMember(value: unknown): { ok: true; x: string } | { ok: false; reason: KeyFault } {
  if (typeof value !== "object" || value === null) return notAKey("");
  if (!("kty" in value) || value.kty !== "OKP") return notAKey("kty");
  if (!("crv" in value) || value.crv !== "Ed25519") return notAKey("crv");
  if (!("x" in value) || typeof value.x !== "string" || !thirtyTwoBytes.test(value.x)) return notAKey("x");
  return { ok: true, x: value.x };
}

function notAKey(member: string): { ok: false; reason: KeyFault } {
  return { ok: false, reason: { code: "not-an-ed25519-jwk", member } };
}
