import {
  canonicalJson,
  type JsonObject,
  keyIdOf,
  type PrivateKeyJwk,
  publicKeyOf,
  readPublicKeyJwk,
  utf8,
} from "@husting/openness";
import { z } from "zod";
import { openSealed, type SealFault, seal } from "./seal.ts";
import { cityId, country, instant, language, misfitOf, names } from "./shapes.ts";

/** The newest form of a card that this program reads. */
const CARD_VERSION = 1;

const cardSchema = z.strictObject({
  format: z.literal("husting.card"),
  version: z.literal(CARD_VERSION),
  city: cityId,
  names,
  country,
  language,
  key: z.strictObject({ kty: z.literal("OKP"), crv: z.literal("Ed25519"), x: z.string() }),
  /** Where its node answers; null where the network is closed and files are carried. */
  address: z.string().max(300).nullable(),
  madeAt: instant,
});

/**
 * How a city introduces itself to another: who it is, its public key, where its node answers. Sealed with the very key it
 * shows, which proves only that the sender holds it: whose it is, two people find out by reading its fingerprint to each other.
 */
export type CityCard = z.infer<typeof cardSchema>;

export type CardFault =
  | SealFault
  | { readonly code: "malformed"; readonly member: string }
  | { readonly code: "newer-format"; readonly version: number };

/** Makes a card and seals it. */
export function makeCard(
  city: Omit<CityCard, "format" | "version" | "key">,
  key: PrivateKeyJwk,
): Promise<string> {
  const card: CityCard = { format: "husting.card", version: CARD_VERSION, ...city, key: publicKeyOf(key) };
  return seal(utf8(canonicalJson(card as JsonObject)), "husting-card", key);
}

/** Reads a card that somebody sent. Never rejects. */
export async function readCard(
  sealed: string,
): Promise<
  { readonly ok: true; readonly card: CityCard } | { readonly ok: false; readonly reason: CardFault }
> {
  const key = readPublicKeyJwk(claimedKey(sealed));
  if (!key.ok) return { ok: false, reason: { code: "not-sealed" } };
  const opened = await openSealed(sealed, "husting-card", [key.key]);
  if (!opened.ok) return opened;
  const { version } = opened.value;
  if (typeof version === "number" && version > CARD_VERSION)
    return { ok: false, reason: { code: "newer-format", version } };
  const parsed = cardSchema.safeParse(opened.value);
  if (!parsed.success) return { ok: false, reason: { code: "malformed", member: misfitOf(parsed.error) } };
  if (keyIdOf(parsed.data.key) !== opened.keyId)
    return { ok: false, reason: { code: "malformed", member: "key" } };
  return { ok: true, card: parsed.data };
}

/** The key a card shows, before anything of it has been checked. */
export function claimedKey(sealed: string): unknown {
  try {
    const payload = sealed.split(".")[1] ?? "";
    const bytes = Uint8Array.from(atob(payload.replaceAll("-", "+").replaceAll("_", "/")), (character) =>
      character.charCodeAt(0),
    );
    return JSON.parse(new TextDecoder().decode(bytes))?.key;
  } catch {
    return undefined;
  }
}
