import {
  advance,
  type ExchangeDocument,
  type OpenedDocument,
  openDocument,
  placeDocument,
  type StreamEnd,
  type StreamFault,
  withdrawnBy,
} from "@husting/exchange";
import { keyIdOf } from "@husting/openness";
import type { Selectable, Transaction } from "kysely";
import type { CivicTables, ExchangeReceivedTable } from "../../stores/civic/tables.ts";
import type { Partner } from "./partners.ts";
import type { ExchangeParts } from "./parts.ts";

/** A document of a partner as the local copy has it. */
export interface ReceivedDocument {
  readonly sequence: number;
  readonly sha256: string;
  readonly kind: string;
  readonly subject: string;
  readonly state: "waiting" | "accepted" | "withdrawn";
  readonly way: string;
  readonly receivedAtMs: number;
  /** Number of the document that withdrew it. */
  readonly withdrawnBy: number | null;
  /** Null when it was withdrawn. */
  readonly document: ExchangeDocument | null;
  readonly sealed: string | null;
}

export interface Taken {
  readonly accepted: readonly number[];
  readonly known: number;
  readonly waiting: readonly number[];
  readonly missing: number | null;
  readonly refused: readonly { readonly opened: OpenedDocument; readonly reason: StreamFault }[];
}

/** Takes documents whose seals hold into the local copy: in their order, each once, in one transaction with its log entries. */
export function takeDocuments(
  parts: ExchangeParts,
  partner: Partner,
  opened: readonly OpenedDocument[],
  way: string,
): Promise<Taken> {
  return parts.civic.transaction().execute(async (transaction) => {
    const rows = await transaction
      .selectFrom("exchange_received")
      .selectAll()
      .where("partner_id", "=", partner.id)
      .orderBy("sequence")
      .execute();
    const accepted = new Map<number, string>();
    const waiting = new Map<number, OpenedDocument>();
    for (const row of rows) {
      if (row.state !== "waiting") accepted.set(row.sequence, row.sha256);
      else {
        const again = await openOwn(parts, partner, row.sealed);
        if (again !== undefined) waiting.set(row.sequence, again);
      }
    }
    let end: StreamEnd = { sequence: accepted.size, sha256: accepted.get(accepted.size) ?? null };
    const taken: number[] = [];
    const refused: { opened: OpenedDocument; reason: StreamFault }[] = [];
    let known = 0;
    for (const one of opened) {
      const placing = placeDocument({ end, waiting, acceptedHash: (at) => accepted.get(at) }, one);
      if (placing.place === "known") known += 1;
      else if (placing.place === "refused") refused.push({ opened: one, reason: placing.reason });
      else {
        waiting.set(one.document.sequence, one);
        await put(transaction, partner, one, way, parts.nowMs());
      }
    }
    // What does not follow is taken away, and what then follows may be waiting behind nothing any more.
    const step = advance({ end, waiting });
    for (const one of step.steps) {
      if (one.kind === "document") await accept(parts, transaction, partner, one.opened);
      else await fillVacancy(parts, transaction, partner, one, way);
      taken.push(one.kind === "document" ? one.opened.document.sequence : one.sequence);
      if (one.kind === "document") waiting.delete(one.opened.document.sequence);
    }
    end = step.end;
    if (step.refused !== null) {
      refused.push(step.refused);
      const { sequence } = step.refused.opened.document;
      waiting.delete(sequence);
      await transaction
        .deleteFrom("exchange_received")
        .where("partner_id", "=", partner.id)
        .where("sequence", "=", sequence)
        .where("state", "=", "waiting")
        .execute();
    }
    const left = [...waiting.keys()].filter((sequence) => sequence > end.sequence).sort((a, b) => a - b);
    return {
      accepted: taken,
      known,
      waiting: left,
      missing: left.length === 0 ? null : end.sequence + 1,
      refused,
    };
  });
}

/** How many documents of a partner have been accepted without a gap. */
export async function acceptedUntil({ civic }: ExchangeParts, partner: Partner): Promise<number> {
  const row = await civic
    .selectFrom("exchange_received")
    .select((of) => of.fn.countAll<number>().as("count"))
    .where("partner_id", "=", partner.id)
    .where("state", "!=", "waiting")
    .executeTakeFirstOrThrow();
  return Number(row.count);
}

/** Newest first. Each is opened anew: what a page shows has a seal that holds now, not only when it came. */
export async function receivedDocuments(parts: ExchangeParts, partner: Partner): Promise<ReceivedDocument[]> {
  const rows = await parts.civic
    .selectFrom("exchange_received")
    .selectAll()
    .where("partner_id", "=", partner.id)
    .orderBy("sequence", "desc")
    .execute();
  return Promise.all(rows.map((row) => receivedOf(parts, partner, row)));
}

export async function receivedOf(
  parts: ExchangeParts,
  partner: Partner,
  row: Selectable<ExchangeReceivedTable>,
): Promise<ReceivedDocument> {
  const opened = await openOwn(parts, partner, row.sealed);
  return {
    sequence: row.sequence,
    sha256: row.sha256,
    kind: row.kind,
    subject: row.subject,
    state: row.state,
    way: row.way,
    receivedAtMs: row.received_at_ms,
    withdrawnBy: row.withdrawn_by,
    document: opened?.sha256 === row.sha256 ? opened.document : null,
    sealed: row.sealed,
  };
}

/** Seals that were checked in this process, by the text they are of: a page that lists many need not check each anew. */
const checkedSeals = new Map<string, OpenedDocument>();
const MOST_CHECKED = 500;

async function openOwn(
  parts: ExchangeParts,
  partner: Partner,
  sealed: string | null,
): Promise<OpenedDocument | undefined> {
  if (sealed === null) return undefined;
  const keys = [partner.key, ...partner.oldKeys];
  const [from, to] = [partner.city, parts.city.id];
  const of = [from, to, ...keys.map(keyIdOf), sealed].join(" ");
  const before = checkedSeals.get(of);
  if (before !== undefined) return before;
  const read = await openDocument(sealed, { from, to, keys });
  if (!read.ok) return undefined;
  if (checkedSeals.size >= MOST_CHECKED) checkedSeals.delete(checkedSeals.keys().next().value ?? "");
  checkedSeals.set(of, read.opened);
  return read.opened;
}

async function put(
  transaction: Transaction<CivicTables>,
  partner: Partner,
  { document, sha256, sealed }: OpenedDocument,
  way: string,
  atMs: number,
): Promise<void> {
  await transaction
    .insertInto("exchange_received")
    .values({
      partner_id: partner.id,
      sequence: document.sequence,
      sha256,
      kind: document.kind,
      subject: document.subject,
      sealed,
      state: "waiting",
      way,
      received_at_ms: atMs,
      log_entry: null,
      withdrawn_by: null,
    })
    .execute();
}

async function accept(
  parts: ExchangeParts,
  transaction: Transaction<CivicTables>,
  partner: Partner,
  { document, sha256 }: OpenedDocument,
): Promise<void> {
  const { entry } = await parts.log.append(transaction, {
    act: "document.received",
    role: "node",
    personId: null,
    subject: `partner/${partner.city}`,
    facts: { number: document.sequence, kind: document.kind, about: document.subject, sha256 },
  });
  await transaction
    .updateTable("exchange_received")
    .set({ state: "accepted", log_entry: entry.sequence })
    .where("partner_id", "=", partner.id)
    .where("sequence", "=", document.sequence)
    .execute();
  const withdrawn = withdrawnBy(document);
  if (withdrawn === undefined) return;
  // Its content goes; number, hash and reason stay.
  await transaction
    .updateTable("exchange_received")
    .set({ state: "withdrawn", sealed: null, withdrawn_by: document.sequence })
    .where("partner_id", "=", partner.id)
    .where("sequence", "=", withdrawn.sequence)
    .where("sha256", "=", withdrawn.sha256)
    .execute();
}

async function fillVacancy(
  parts: ExchangeParts,
  transaction: Transaction<CivicTables>,
  partner: Partner,
  vacancy: { readonly sequence: number; readonly sha256: string; readonly withdrawnBy: OpenedDocument },
  way: string,
): Promise<void> {
  await transaction
    .insertInto("exchange_received")
    .values({
      partner_id: partner.id,
      sequence: vacancy.sequence,
      sha256: vacancy.sha256,
      // What it was is not known any more; what it was about, the withdrawal says.
      kind: "withdrawn",
      subject: vacancy.withdrawnBy.document.subject,
      sealed: null,
      state: "withdrawn",
      way,
      received_at_ms: parts.nowMs(),
      log_entry: null,
      withdrawn_by: vacancy.withdrawnBy.document.sequence,
    })
    .execute();
}
