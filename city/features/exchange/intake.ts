import { createHash } from "node:crypto";
import {
  type BundleLineFault,
  type CardFault,
  type DocumentFault,
  type GrowthFault,
  type OpenedDocument,
  openDocument,
  readBundle,
  readCard,
  type StreamFault,
} from "@husting/exchange";
import { keyIdOf } from "@husting/openness";
import type { Partner } from "./partners.ts";
import type { ExchangeParts } from "./parts.ts";
import { takeDocuments } from "./received.ts";
import { takeWitnessed, type WitnessedFault, watchLog } from "./witness.ts";

/** How something came: fetched from the partner's node, or as a file that somebody brought. */
export type Way = "fetched" | "file";

export type RefusalReason =
  | BundleLineFault
  | CardFault
  | DocumentFault
  | StreamFault
  | GrowthFault
  | WitnessedFault
  /** A file that says it is from or for somebody else. */
  | { readonly code: "bundle-from-another"; readonly found: string }
  | { readonly code: "bundle-for-another"; readonly found: string }
  /** A card of the partner with another key than the one that was compared. */
  | { readonly code: "other-key"; readonly keyId: string };

export interface Refusal {
  /** Line of the file. */
  readonly line: number;
  readonly reason: RefusalReason;
}

/** What became of all that came at once. */
export interface IntakeReport {
  /** Numbers of the documents that were accepted, and of those whose places their withdrawals filled. */
  readonly accepted: readonly number[];
  /** How many came before, the very same. */
  readonly known: number;
  /** Numbers of those that wait for one before them, and that one's number. */
  readonly waiting: readonly number[];
  readonly missing: number | null;
  readonly refused: readonly Refusal[];
  /** Whether a newer head of the partner's log was seen and co-signed. */
  readonly coSigned: boolean;
}

/** So far may a clock be off before the officer is told. */
export const CLOCK_TOLERANCE_MS = 5 * 60_000;

/** Longest text of a refused line that is kept as evidence. */
const MOST_KEPT_CHARACTERS = 256 * 1024;
/** So many refusals are kept of a partner; the oldest go. */
const MOST_REFUSALS = 500;

/**
 * Takes in what came from a paired partner, by whatever way: the one path for what is fetched and what is carried. What is wrong
 * is named and the rest is kept.
 */
export async function takeBundle(
  parts: ExchangeParts,
  partner: Partner,
  text: string,
  way: Way,
): Promise<IntakeReport> {
  const refused: (Refusal & { readonly text: string })[] = [];
  const refuse = (line: number, reason: RefusalReason, what: string) =>
    refused.push({ line, reason, text: what });
  const { items, faults } = readBundle(text);
  for (const { line, reason, text: what } of faults) refuse(line, reason, what);
  const head = items.find(({ item }) => item.type === "bundle");
  if (head?.item.type === "bundle") {
    const { from, to, madeAt } = head.item;
    if (from !== partner.city)
      refuse(head.line, { code: "bundle-from-another", found: from }, text.slice(0, 200));
    else if (to !== parts.city.id)
      refuse(head.line, { code: "bundle-for-another", found: to }, text.slice(0, 200));
    else if (way === "fetched") await noteClock(parts, partner, Date.parse(madeAt) - parts.nowMs());
  }
  const opened: (OpenedDocument & { readonly line: number })[] = [];
  let coSigned = false;
  for (const { line, item } of items) {
    if (item.type === "document") {
      const expected = { from: partner.city, to: parts.city.id, keys: [partner.key] };
      const read = await openDocument(item.sealed, expected);
      if (read.ok) opened.push({ ...read.opened, line });
      else refuse(line, read.reason, item.sealed);
    } else if (item.type === "card") {
      const reason = await takeCard(parts, partner, item.sealed);
      if (reason !== null) refuse(line, reason, item.sealed);
    } else if (item.type === "log") {
      const seen = await watchLog(parts, partner, item, way);
      if (seen.fault !== null) refuse(line, seen.fault, JSON.stringify(item.head));
      coSigned ||= seen.coSigned;
    } else if (item.type === "witnessed") {
      const reason = await takeWitnessed(parts, partner, item.line);
      if (reason !== null) refuse(line, reason, item.line);
    }
  }
  const taken = await takeDocuments(parts, partner, opened, way);
  for (const { opened: contradicting, reason } of taken.refused) {
    const { line } = opened.find(({ sha256 }) => sha256 === contradicting.sha256) ?? { line: 0 };
    refuse(line, reason, contradicting.sealed);
  }
  await keepRefusals(parts, partner, refused, way);
  return {
    accepted: taken.accepted,
    known: taken.known,
    waiting: taken.waiting,
    missing: taken.missing,
    refused: refused.map(({ line, reason }) => ({ line, reason })),
    coSigned,
  };
}

async function noteClock({ civic }: ExchangeParts, partner: Partner, aheadMs: number): Promise<void> {
  await civic.updateTable("partner").set({ clock_ahead_ms: aheadMs }).where("id", "=", partner.id).execute();
}

/** @returns why it is not the partner's card, or null. */
async function takeCard(
  parts: ExchangeParts,
  partner: Partner,
  sealed: string,
): Promise<RefusalReason | null> {
  const read = await readCard(sealed);
  if (!read.ok) return read.reason;
  if (read.card.city !== partner.city) return { code: "from-another-city", found: read.card.city };
  const keyId = keyIdOf(read.card.key);
  if (keyId !== keyIdOf(partner.key)) return { code: "other-key", keyId };
  await parts.partners.moved(partner, read.card, sealed);
  return null;
}

/** Keeps what was not taken as evidence, each once however often it comes. */
async function keepRefusals(
  { civic, nowMs }: ExchangeParts,
  partner: Partner,
  refused: readonly (Refusal & { readonly text: string })[],
  way: Way,
): Promise<void> {
  if (refused.length === 0) return;
  const atMs = nowMs();
  await civic.transaction().execute(async (transaction) => {
    for (const { text, reason } of refused.slice(0, MOST_REFUSALS)) {
      const sha256 = createHash("sha256").update(`${reason.code}\n${text}`).digest("hex");
      await transaction
        .insertInto("exchange_refused")
        .values({
          partner_id: partner.id,
          sha256,
          text: text.slice(0, MOST_KEPT_CHARACTERS),
          reason: JSON.stringify(reason),
          way,
          first_at_ms: atMs,
          last_at_ms: atMs,
        })
        .onConflict((conflict) =>
          conflict
            .columns(["partner_id", "sha256"])
            .doUpdateSet((of) => ({ last_at_ms: atMs, times: of("exchange_refused.times", "+", 1) })),
        )
        .execute();
    }
    await transaction
      .deleteFrom("exchange_refused")
      .where("partner_id", "=", partner.id)
      .where("id", "not in", (of) =>
        of
          .selectFrom("exchange_refused")
          .select("id")
          .where("partner_id", "=", partner.id)
          .orderBy("last_at_ms", "desc")
          .orderBy("id", "desc")
          .limit(MOST_REFUSALS),
      )
      .execute();
  });
}
