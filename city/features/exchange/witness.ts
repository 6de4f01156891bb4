import { followLog, type GrowthFault, isRewriting, type LogCopy, type LogGrowth } from "@husting/exchange";
import {
  canonicalJson,
  coSignHead,
  hashLeaf,
  type JsonValue,
  readHeadLine,
  readWitnessedHeadLine,
  toHex,
  trustKeys,
  utf8,
} from "@husting/openness";
import type { Way } from "./intake.ts";
import type { Partner } from "./partners.ts";
import type { ExchangeParts } from "./parts.ts";

export type WitnessedFault =
  | { readonly code: "witnessed-malformed" }
  | { readonly code: "witness-seal-broken" }
  /** A head that our own key signed and our own log does not have: our log was rewritten, or is an older copy. */
  | { readonly code: "own-log-differs"; readonly size: number };

/** How a partner's log contradicts what it signed before, as the page tells it. */
export interface LogContradiction {
  readonly fault: GrowthFault;
  readonly atMs: number;
}

/** How far a partner's log has been seen. */
export async function seenOfLog({ civic }: ExchangeParts, partner: Partner): Promise<LogCopy | null> {
  const row = await civic
    .selectFrom("partner")
    .select("log_copy")
    .where("id", "=", partner.id)
    .executeTakeFirst();
  return row?.log_copy == null ? null : JSON.parse(row.log_copy);
}

/**
 * Follows a partner's log to a newer head and co-signs it. A head that does not follow from what was signed before is not
 * co-signed: it stays as a contradiction until a head comes that does.
 */
export async function watchLog(
  parts: ExchangeParts,
  partner: Partner,
  growth: LogGrowth,
  way: Way,
): Promise<{ readonly coSigned: boolean; readonly fault: GrowthFault | null }> {
  const copy = await seenOfLog(parts, partner);
  const followed = await followLog(copy, growth, { id: partner.city, keys: [partner.key] });
  const atMs = parts.nowMs();
  if (!followed.ok) {
    const { reason } = followed;
    // A file may be older than what was seen since; the city's node itself may not.
    if (reason.code === "log-shrank" && way === "file") return { coSigned: false, fault: null };
    if (isRewriting(reason)) {
      const contradiction: LogContradiction = { fault: reason, atMs };
      await parts.civic
        .updateTable("partner")
        .set({ log_fault: JSON.stringify(contradiction) })
        .where("id", "=", partner.id)
        .execute();
    }
    return { coSigned: false, fault: reason };
  }
  const isNews = followed.copy.head.size > (copy?.head.size ?? 0);
  await parts.civic.transaction().execute(async (transaction) => {
    await transaction
      .updateTable("partner")
      .set({ log_copy: JSON.stringify(followed.copy), log_seen_at_ms: atMs, log_fault: null })
      .where("id", "=", partner.id)
      .execute();
    if (!isNews) return;
    const witnessed = coSignHead(followed.copy.head, new Date(atMs).toISOString(), parts.key.signer);
    await transaction
      .insertInto("co_signature")
      .values({
        partner_id: partner.id,
        whose: "theirs",
        size: witnessed.head.size,
        line: canonicalJson(witnessed as unknown as JsonValue),
      })
      .onConflict((conflict) => conflict.doNothing())
      .execute();
  });
  return { coSigned: isNews, fault: null };
}

/** Keeps a head of our own log that a partner co-signed, if it is ours. */
export async function takeWitnessed(
  { civic, key, city }: ExchangeParts,
  partner: Partner,
  line: string,
): Promise<WitnessedFault | null> {
  const read = readWitnessedHeadLine(line);
  if (!read.ok) return { code: "witnessed-malformed" };
  const { witnessed } = read;
  const [witness, own] = await Promise.all([trustKeys([partner.key]), trustKeys([key.signer.publicKey])]);
  if (!witness.ok || !own.ok) return { code: "witness-seal-broken" };
  const [byWitness, byUs] = await Promise.all([
    witness.keys.check(witnessed),
    own.keys.check(witnessed.head),
  ]);
  if (!byWitness.ok || !byUs.ok || witnessed.head.city !== city.id) return { code: "witness-seal-broken" };
  const { size, root } = witnessed.head;
  await civic
    .insertInto("co_signature")
    .values({ partner_id: partner.id, whose: "ours", size, line })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  const row = await civic
    .selectFrom("log_entry")
    .select("head_line")
    .where("sequence", "=", size)
    .executeTakeFirst();
  const head = row === undefined ? undefined : readHeadLine(row.head_line);
  return head?.ok && head.head.root === root ? null : { code: "own-log-differs", size };
}

/** How our own log has grown since a partner last saw it; null while nothing is in it. */
export async function ownGrowth(
  { civic }: Pick<ExchangeParts, "civic">,
  after: number,
): Promise<LogGrowth | null> {
  const last = await civic
    .selectFrom("log_entry")
    .select(["sequence", "head_line"])
    .orderBy("sequence", "desc")
    .executeTakeFirst();
  const head = last && readHeadLine(last.head_line);
  if (last === undefined || !head?.ok) return null;
  const from = Math.min(after, last.sequence);
  const rows = await civic
    .selectFrom("log_entry")
    .select("line")
    .where("sequence", ">", from)
    .where("sequence", "<=", last.sequence)
    .orderBy("sequence")
    .execute();
  return { after: from, leaves: rows.map(({ line }) => toHex(hashLeaf(utf8(line)))), head: head.head };
}

/** Heads of a partner's log that we co-signed, or of ours that it did; the newest first. */
export async function coSignatures(
  { civic }: Pick<ExchangeParts, "civic">,
  partner: Partner,
  whose: "ours" | "theirs",
  most: number,
): Promise<readonly { readonly size: number; readonly line: string }[]> {
  return civic
    .selectFrom("co_signature")
    .select(["size", "line"])
    .where("partner_id", "=", partner.id)
    .where("whose", "=", whose)
    .orderBy("size", "desc")
    .limit(most)
    .execute();
}
