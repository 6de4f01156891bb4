import {
  type ExchangeDocument,
  readBody,
  readWithdrawal,
  WITHDRAWAL,
  type Withdrawal,
} from "@husting/exchange";
import type { Names } from "../buildings/index.ts";
import type { CityFactors } from "../carbon/index.ts";
import type { Viewer } from "../people/index.ts";
import { type Content, contentOf } from "./content.ts";
import { headOf, type Partner, type PartnerHead } from "./partners.ts";
import type { ExchangeParts } from "./parts.ts";
import { type ReceivedDocument, receivedDocuments } from "./received.ts";
import { type Release, type ReleaseFault, releases } from "./releases.ts";

/** One document in a list. */
export interface ListedDocument {
  readonly sequence: number;
  readonly sha256: string;
  readonly kind: string;
  readonly subject: string;
  /** Of what it is about, where it has one of its own: a measure's, a year. */
  readonly title: Names | null;
  readonly state: "waiting" | "accepted" | "withdrawn";
  /** When it was released here, or came here. */
  readonly atMs: number;
  /** Hash of a newer one of the same kind about the same. */
  readonly replacedBy: string | null;
}

export interface ReceivedPage {
  readonly partner: PartnerHead;
  readonly own: Names;
  readonly listed: ListedDocument;
  /** By the sender's clock. */
  readonly preparedAtMs: number | null;
  readonly receivedAtMs: number;
  readonly nowMs: number;
  readonly way: string;
  readonly content: Content | null;
  /** Why it was withdrawn, in the words of who did it. */
  readonly withdrawal: Withdrawn | null;
  readonly sealed: string | null;
}

/** How a document was taken back. */
export interface Withdrawn {
  readonly reason: Withdrawal["reason"];
  /** By the clock of who withdrew it. */
  readonly atMs: number;
  readonly sequence: number;
}

export interface ReleasedPage {
  readonly partner: PartnerHead;
  readonly own: Names;
  readonly listed: ListedDocument;
  readonly logEntry: number;
  readonly reason: string | null;
  readonly content: Content | null;
  readonly text: string | null;
  readonly sealed: string | null;
  readonly withdrawal: Withdrawn | null;
  readonly canWithdraw: boolean;
  readonly said: string;
  readonly fault: ReleaseFault | null;
}

/** A document of a partner by its hash: from the local copy, its seal checked now. */
export async function receivedPage(
  parts: ExchangeParts & { readonly factors: CityFactors },
  sha256: string,
): Promise<ReceivedPage | undefined> {
  const found = await withHash(parts, sha256, "exchange_received");
  if (found === undefined) return undefined;
  const { partner } = found;
  const all = await receivedDocuments(parts, partner);
  const one = all.find((document) => document.sha256 === sha256);
  if (one === undefined) return undefined;
  const { document } = one;
  return {
    partner: headOf(partner),
    own: parts.city.names,
    listed: listReceived(all).find((listed) => listed.sequence === one.sequence)!,
    preparedAtMs: document === null ? null : Date.parse(document.preparedAt),
    receivedAtMs: one.receivedAtMs,
    nowMs: parts.nowMs(),
    way: one.way,
    content: document === null || one.state === "waiting" ? null : contentOf(document, parts.factors),
    withdrawal: withdrawalOf(all, one.withdrawnBy),
    sealed: one.sealed,
  };
}

/** A document this city released, by its hash. */
export async function releasedPage(
  parts: ExchangeParts,
  sha256: string,
  viewer: Viewer,
  attempt: { readonly said: string; readonly fault: ReleaseFault | null } = { said: "", fault: null },
): Promise<ReleasedPage | undefined> {
  const found = await withHash(parts, sha256, "exchange_release");
  if (found === undefined) return undefined;
  const { partner } = found;
  const all = await releases(parts, partner);
  const one = all.find((release) => release.sha256 === sha256);
  if (one === undefined) return undefined;
  const canWithdraw =
    viewer === "international" &&
    partner.state === "paired" &&
    one.withdrawnBy === null &&
    one.kind !== WITHDRAWAL;
  return {
    partner: headOf(partner),
    own: parts.city.names,
    listed: listReleased(all).find((listed) => listed.sequence === one.sequence)!,
    logEntry: one.logEntry,
    reason: one.reason,
    content: one.document === null ? null : contentOf(one.document, null),
    text: one.text,
    sealed: one.sealed,
    withdrawal: withdrawalOf(all, one.withdrawnBy),
    canWithdraw,
    ...attempt,
  };
}

/** @param all newest first. */
export function listReceived(all: readonly ReceivedDocument[]): ListedDocument[] {
  return all.map((one) => listed(all, one, one.receivedAtMs, one.state));
}

/** @param all newest first. */
export function listReleased(all: readonly Release[]): ListedDocument[] {
  return all.map((one) =>
    listed(all, one, one.releasedAtMs, one.withdrawnBy === null ? "accepted" : "withdrawn"),
  );
}

interface Listable {
  readonly sequence: number;
  readonly sha256: string;
  readonly kind: string;
  readonly subject: string;
  readonly withdrawnBy: number | null;
  readonly document: ExchangeDocument | null;
}

function listed(
  all: readonly Listable[],
  one: Listable,
  atMs: number,
  state: ListedDocument["state"],
): ListedDocument {
  const { sequence, sha256, kind, subject, document } = one;
  const newer = all.find(
    (other) =>
      other.sequence > sequence &&
      other.withdrawnBy === null &&
      other.kind === kind &&
      other.subject === subject &&
      kind !== WITHDRAWAL,
  );
  return {
    sequence,
    sha256,
    kind,
    subject,
    title: document === null ? null : titleOf(document),
    state,
    atMs,
    replacedBy: newer?.sha256 ?? null,
  };
}

/** What a document is about, by the name of that; null where it has none of its own. */
export function titleOf(document: ExchangeDocument): Names | null {
  const read = readBody(document);
  if (!read.ok) return null;
  const { content } = read;
  if (content.kind === "measure-verdict") return content.body.measure.titles;
  if (content.kind === "portfolio-year") {
    const year = String(content.body.year);
    return { sv: year, zh: year, en: year };
  }
  return null;
}

function withdrawalOf(all: readonly Listable[], withdrawnBy: number | null): Withdrawn | null {
  const by = all.find(({ sequence }) => sequence === withdrawnBy)?.document;
  const withdrawal = by && readWithdrawal(by);
  return by === undefined || by === null || withdrawal === undefined || withdrawal === null
    ? null
    : { reason: withdrawal.reason, atMs: Date.parse(by.preparedAt), sequence: by.sequence };
}

async function withHash(
  { civic, partners }: ExchangeParts,
  sha256: string,
  table: "exchange_received" | "exchange_release",
): Promise<{ readonly partner: Partner } | undefined> {
  if (!/^[0-9a-f]{64}$/.test(sha256)) return undefined;
  const row = await civic
    .selectFrom(table)
    .select("partner_id")
    .where("sha256", "=", sha256)
    .executeTakeFirst();
  const partner = row && (await partners.all()).find(({ id }) => id === row.partner_id);
  return partner && { partner };
}
