import { type PublicKeyJwk, readPublicKeyJwk } from "./keys.ts";

/** The keys that lie beside a copy of a log, and the city they say they are of. */
export type LogKeys = { readonly city: string; readonly keys: readonly PublicKeyJwk[] };

/**
 * Reads the file of keys that a node serves beside its log. Nothing is forgiven: whatever is not exactly what a node writes was
 * changed on its way. That the keys are the city's own only somebody can say who has them from elsewhere.
 */
export function readLogKeys(
  text: string,
): { ok: true; value: LogKeys } | { ok: false; reason: { code: "keys-malformed" } } {
  const malformed = { ok: false, reason: { code: "keys-malformed" } } as const;
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return malformed;
  }
  if (JSON.stringify(value) !== text.replace(/\n$/, "")) return malformed;
  if (typeof value !== "object" || value === null || Object.keys(value).join() !== "city,keys")
    return malformed;
  const { city, keys: listed } = value as { city: unknown; keys: unknown };
  if (typeof city !== "string" || !Array.isArray(listed)) return malformed;
  const keys: PublicKeyJwk[] = [];
  for (const candidate of listed) {
    const read = readPublicKeyJwk(candidate);
    if (!read.ok || Object.keys(candidate).sort().join() !== "crv,kty,x") return malformed;
    keys.push(read.key);
  }
  return { ok: true, value: { city, keys } };
}
