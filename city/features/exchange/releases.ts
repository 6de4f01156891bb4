import {
  documentHash,
  documentText,
  type ExchangeDocument,
  KINDS,
  type Kind,
  sealDocument,
  WITHDRAWAL,
  type Withdrawal,
} from "@husting/exchange";
import type { JsonObject, ReleaseRecord } from "@husting/openness";
import type { Selectable, Transaction } from "kysely";
import type { CivicTables, ExchangeDraftTable } from "../../stores/civic/tables.ts";
import type { Person } from "../people/index.ts";
import type { Partner } from "./partners.ts";
import type { ExchangeParts } from "./parts.ts";
import { faultOfReason, type ReasonFault } from "./reason.ts";

/** What is to be told, before it has a place among the documents. */
export interface Told {
  readonly kind: Kind;
  readonly subject: string;
  readonly body: JsonObject;
  /** What the disclosure guard has to remember of it once it is released; null where it has nothing to guard. */
  readonly guardRecord: string | null;
}

/** Bytes that wait for an official's eyes. */
export interface Draft {
  readonly id: number;
  readonly partnerId: number;
  readonly kind: string;
  readonly subject: string;
  /** Exactly what would leave. */
  readonly text: string;
  readonly sha256: string;
  readonly madeAtMs: number;
  readonly document: ExchangeDocument;
}

export interface Release {
  readonly partnerId: number;
  readonly sequence: number;
  readonly kind: string;
  readonly subject: string;
  readonly sha256: string;
  readonly releasedAtMs: number;
  readonly logEntry: number;
  /** Number of the document that withdrew it. */
  readonly withdrawnBy: number | null;
  /** Why it was released, in the words of who released it; null once those were erased. */
  readonly reason: string | null;
  /** Null when it was withdrawn. */
  readonly document: ExchangeDocument | null;
  readonly text: string | null;
  readonly sealed: string | null;
}

export type ReleaseFault =
  | "no-such-draft"
  | "no-such-release"
  | ReasonFault
  /** The box that says that the bytes were read is not ticked. */
  | "not-read"
  /** What was looked at is not what lies there now. */
  | "other-bytes"
  /** Something else was released meanwhile: number and chain of this draft no longer fit. */
  | "overtaken"
  | "not-paired"
  | "already-withdrawn"
  | "cannot-withdraw-a-withdrawal";

/** Makes a draft: the exact bytes that would leave, in the next place among this partner's documents. */
export async function prepare(
  parts: ExchangeParts,
  partner: Partner,
  told: Told,
  by: Person,
): Promise<number> {
  const { civic, nowMs } = parts;
  const { text } = await nextDocument(parts, civic, partner, told, by);
  const { id } = await civic
    .insertInto("exchange_draft")
    .values({
      partner_id: partner.id,
      kind: told.kind,
      subject: told.subject,
      text,
      sha256: documentHash(text),
      made_at_ms: nowMs(),
      guard_record: told.guardRecord,
    })
    .returning("id")
    .executeTakeFirstOrThrow();
  return id;
}

export async function drafts({ civic }: Pick<ExchangeParts, "civic">): Promise<Draft[]> {
  const rows = await civic.selectFrom("exchange_draft").selectAll().orderBy("id", "desc").execute();
  return rows.map(draftOf);
}

export async function findDraft(
  { civic }: Pick<ExchangeParts, "civic">,
  id: number,
): Promise<Draft | undefined> {
  const row = await civic.selectFrom("exchange_draft").selectAll().where("id", "=", id).executeTakeFirst();
  return row && draftOf(row);
}

export async function discardDraft({ civic }: Pick<ExchangeParts, "civic">, id: number): Promise<void> {
  await civic.deleteFrom("exchange_draft").where("id", "=", id).execute();
}

/**
 * Releases a draft as it was looked at: sealed byte for byte, on record with who did it and why. From then on the partner's node
 * gets it.
 * @param looked the hash of the bytes that were on the official's page.
 */
export async function release(
  parts: ExchangeParts,
  draft: Draft,
  looked: { readonly sha256: string; readonly read: boolean; readonly reason: string },
  by: Person,
): Promise<ReleaseFault | null> {
  const faulty = faultOfReason(looked.reason);
  if (faulty !== null) return faulty;
  if (!looked.read) return "not-read";
  if (looked.sha256 !== draft.sha256 || documentHash(draft.text) !== draft.sha256) return "other-bytes";
  const sealed = await sealDocument(draft.text, parts.key.privateKey);
  return parts.civic.transaction().execute(async (transaction) => {
    const row = await transaction
      .selectFrom("exchange_draft")
      .selectAll()
      .where("id", "=", draft.id)
      .executeTakeFirst();
    if (row === undefined) return "no-such-draft";
    const fault = await fitsNext(transaction, draft, row.guard_record !== null);
    if (fault !== null) return fault;
    await put(parts, transaction, draft, sealed, row.guard_record, looked.reason, by);
    await transaction.deleteFrom("exchange_draft").where("id", "=", draft.id).execute();
    return null;
  });
}

/**
 * Takes a release back: its content is erased here and, once the partner has seen this, there; number, hash and reason stay. The
 * withdrawal is a document of its own and leaves at once.
 */
export async function withdraw(
  parts: ExchangeParts,
  partner: Partner,
  sequence: number,
  said: { readonly reason: string; readonly language: Withdrawal["reason"]["language"] },
  by: Person,
): Promise<ReleaseFault | null> {
  const faulty = faultOfReason(said.reason);
  if (faulty !== null) return faulty;
  if (partner.state !== "paired") return "not-paired";
  return parts.civic.transaction().execute(async (transaction) => {
    const row = await transaction
      .selectFrom("exchange_release")
      .selectAll()
      .where("partner_id", "=", partner.id)
      .where("sequence", "=", sequence)
      .executeTakeFirst();
    if (row === undefined) return "no-such-release";
    if (row.withdrawn_by !== null) return "already-withdrawn";
    if (row.kind === WITHDRAWAL) return "cannot-withdraw-a-withdrawal";
    const body = {
      sequence,
      sha256: row.sha256,
      reason: { language: said.language, text: said.reason },
    } satisfies Withdrawal;
    const told = { kind: WITHDRAWAL, subject: row.subject, body } as const;
    const { text, sequence: next } = await nextDocument(parts, transaction, partner, told, by);
    const sealed = await sealDocument(text, parts.key.privateKey);
    const document = {
      kind: WITHDRAWAL,
      subject: row.subject,
      text,
      sha256: documentHash(text),
      partnerId: partner.id,
    };
    await put(parts, transaction, document, sealed, null, said.reason, by);
    await transaction
      .updateTable("exchange_release")
      .set({ withdrawn_by: next, text: null, sealed: null })
      .where("partner_id", "=", partner.id)
      .where("sequence", "=", sequence)
      .execute();
    return null;
  });
}

/** Everything released, newest first. */
export async function releases(
  { civic }: Pick<ExchangeParts, "civic">,
  partner: Partner,
): Promise<Release[]> {
  const rows = await civic
    .selectFrom("exchange_release")
    .leftJoin("log_opening", (join) =>
      join
        .onRef("log_opening.sequence", "=", "exchange_release.log_entry")
        .on("log_opening.name", "=", "reason"),
    )
    .selectAll("exchange_release")
    .select("log_opening.value as reason")
    .where("partner_id", "=", partner.id)
    .orderBy("exchange_release.sequence", "desc")
    .execute();
  return rows.map((row) => ({
    partnerId: row.partner_id,
    sequence: row.sequence,
    kind: row.kind,
    subject: row.subject,
    sha256: row.sha256,
    releasedAtMs: row.released_at_ms,
    logEntry: row.log_entry,
    withdrawnBy: row.withdrawn_by,
    reason: row.reason,
    document: row.text === null ? null : JSON.parse(row.text),
    text: row.text,
    sealed: row.sealed,
  }));
}

/** What the disclosure guard has to remember of everything ever released, whoever got it and whether it was withdrawn or not. */
export async function guardRecords({ civic }: Pick<ExchangeParts, "civic">): Promise<ReleaseRecord[]> {
  const rows = await civic
    .selectFrom("exchange_release")
    .select("guard_record")
    .where("guard_record", "is not", null)
    .orderBy("released_at_ms")
    .execute();
  return rows.flatMap(({ guard_record }) => (guard_record === null ? [] : JSON.parse(guard_record)));
}

/** Whether a draft could still be released as it is. */
export function isOvertaken({ civic }: Pick<ExchangeParts, "civic">, draft: Draft): Promise<boolean> {
  return civic.transaction().execute(async (transaction) => {
    const row = await transaction
      .selectFrom("exchange_draft")
      .select("guard_record")
      .where("id", "=", draft.id)
      .executeTakeFirst();
    return (await fitsNext(transaction, draft, row?.guard_record != null)) === "overtaken";
  });
}

async function fitsNext(
  transaction: Transaction<CivicTables>,
  draft: Draft,
  isGuarded: boolean,
): Promise<ReleaseFault | null> {
  const partner = await transaction
    .selectFrom("partner")
    .select("state")
    .where("id", "=", draft.partnerId)
    .executeTakeFirst();
  if (partner?.state !== "paired") return "not-paired";
  const last = await lastRelease(transaction, draft.partnerId);
  // What the guard weighed must still be all that was released: somebody else may have been told something meanwhile.
  const guardedSince =
    isGuarded &&
    (await transaction
      .selectFrom("exchange_release")
      .select("sequence")
      .where("guard_record", "is not", null)
      .where("released_at_ms", ">=", draft.madeAtMs)
      .executeTakeFirst());
  if (guardedSince) return "overtaken";
  const fits =
    draft.document.sequence === (last?.sequence ?? 0) + 1 &&
    draft.document.previous === (last?.sha256 ?? null);
  return fits ? null : "overtaken";
}

async function put(
  parts: ExchangeParts,
  transaction: Transaction<CivicTables>,
  draft: Pick<Draft, "partnerId" | "kind" | "subject" | "text" | "sha256">,
  sealed: string,
  guardRecord: string | null,
  reason: string,
  by: Person,
): Promise<void> {
  const { sequence, to } = JSON.parse(draft.text) as ExchangeDocument;
  const { entry } = await parts.log.append(transaction, {
    act: draft.kind === WITHDRAWAL ? "document.withdrawn" : "document.released",
    role: by.role,
    personId: by.id,
    subject: `partner/${to}`,
    facts: { number: sequence, kind: draft.kind, about: draft.subject, sha256: draft.sha256 },
    secret: { reason },
  });
  await transaction
    .insertInto("exchange_release")
    .values({
      partner_id: draft.partnerId,
      sequence,
      kind: draft.kind,
      subject: draft.subject,
      sha256: draft.sha256,
      text: draft.text,
      sealed,
      released_at_ms: parts.nowMs(),
      log_entry: entry.sequence,
      withdrawn_by: null,
      guard_record: guardRecord,
    })
    .execute();
}

/** A document in the next place among this partner's. */
async function nextDocument(
  { city, nowMs }: ExchangeParts,
  civic: ExchangeParts["civic"] | Transaction<CivicTables>,
  partner: Partner,
  { kind, subject, body }: Pick<Told, "kind" | "subject" | "body">,
  by: Person,
): Promise<{ readonly text: string; readonly sequence: number }> {
  const last = await lastRelease(civic, partner.id);
  const sequence = (last?.sequence ?? 0) + 1;
  const text = documentText({
    from: city.id,
    to: partner.city,
    sequence,
    previous: last?.sha256 ?? null,
    preparedAt: new Date(nowMs()).toISOString(),
    releasedBy: by.role,
    kind,
    kindVersion: KINDS[kind],
    subject,
    body: body as ExchangeDocument["body"],
  });
  return { text, sequence };
}

function lastRelease(
  civic: ExchangeParts["civic"] | Transaction<CivicTables>,
  partnerId: number,
): Promise<{ sequence: number; sha256: string } | undefined> {
  return civic
    .selectFrom("exchange_release")
    .select(["sequence", "sha256"])
    .where("partner_id", "=", partnerId)
    .orderBy("sequence", "desc")
    .executeTakeFirst();
}

function draftOf(row: Selectable<ExchangeDraftTable>): Draft {
  return {
    id: row.id,
    partnerId: row.partner_id,
    kind: row.kind,
    subject: row.subject,
    text: row.text,
    sha256: row.sha256,
    madeAtMs: row.made_at_ms,
    document: JSON.parse(row.text),
  };
}
