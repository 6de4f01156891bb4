import { type BundleItem, makeCard, writeBundle } from "@husting/exchange";
import type { Partner } from "./partners.ts";
import type { ExchangeParts } from "./parts.ts";
import { coSignatures, ownGrowth } from "./witness.ts";

/** So many of our co-signatures of a partner's heads go with a bundle: the newest ones. */
const CO_SIGNATURES_SENT = 20;

/** This city's card, sealed now. */
export function ownCard({ city, key, address, nowMs }: ExchangeParts): Promise<string> {
  const { id, names, country, language } = city;
  const madeAt = new Date(nowMs()).toISOString();
  return makeCard({ city: id, names, country, language, address, madeAt }, key.privateKey);
}

/**
 * Everything for one partner, the same for its node and for a hand that carries it: card, the documents after the last it has, how
 * our log has grown since it last looked, and the heads of its log that we co-signed.
 * @param has what the partner has already: documents up to this number, our log up to this size.
 */
export async function bundleFor(
  parts: ExchangeParts,
  partner: Partner,
  has: { readonly documents: number; readonly logSize: number },
): Promise<string> {
  const [released, growth, signed, card] = await Promise.all([
    parts.civic
      .selectFrom("exchange_release")
      .select(["sequence", "sealed"])
      .where("partner_id", "=", partner.id)
      .where("sequence", ">", has.documents)
      .orderBy("sequence")
      .execute(),
    ownGrowth(parts, has.logSize),
    coSignatures(parts, partner, "theirs", CO_SIGNATURES_SENT),
    ownCard(parts),
  ]);
  const items: Exclude<BundleItem, { type: "bundle" | "end" }>[] = [{ type: "card", sealed: card }];
  for (const { sequence, sealed } of released)
    if (sealed !== null) items.push({ type: "document", sequence, sealed });
  if (growth !== null) items.push({ type: "log", ...growth, leaves: [...growth.leaves] });
  for (const { line } of signed) items.push({ type: "witnessed", line });
  const madeAt = new Date(parts.nowMs()).toISOString();
  return writeBundle({ from: parts.city.id, to: partner.city, madeAt }, items);
}
