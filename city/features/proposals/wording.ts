import { sql, type Transaction } from "kysely";
import type { CivicTables } from "../../stores/civic/tables.ts";
import type { Language } from "../../web/language/index.ts";
import {
  forgetHeld,
  forgetRedaction,
  heldOf,
  holdBack,
  isHidden,
  maskedText,
  type Subject,
} from "../moderation/index.ts";
import type { Doer, EntryParts } from "./entries.ts";
import { findProposal, textsOf } from "./proposals.ts";
import { indexLine } from "./similar.ts";
import { readText, type TextFault } from "./texts.ts";

export interface Written {
  readonly title: string;
  readonly body: string;
}

/** What was written beside a wording that somebody had before them. */
export interface WrittenBeside extends Written {
  /** Version of that wording: who writes beside one that has changed meanwhile is told so. Undefined where nobody looked at one. */
  readonly seen?: number | undefined;
}

export type WordingFault =
  | TextFault
  | { readonly code: "proposal-unknown" }
  | { readonly code: "review-has-begun" }
  | { readonly code: "nothing-changed" }
  /** Somebody else has worded it anew since it was looked at. */
  | { readonly code: "wording-changed" }
  /** It is hidden by a house rule: it is looked at again first. */
  | { readonly code: "is-hidden" }
  /** Reworded so often that it has to rest. */
  | { readonly code: "too-many" }
  | { readonly code: "same-language" }
  | { readonly code: "version-stands" };

/** Null when it is done. */
export type WordingOutcome = WordingFault | null;

/** The version that stands in a form. */
export function seenVersion(said: string): number | undefined {
  return /^[1-9]\d{0,8}$/.test(said) ? Number(said) : undefined;
}

/** The words of a proposal, with whatever was written beside them. */
export function wordingSubject(proposalId: number): Subject {
  return { kind: "proposal", ref: String(proposalId) };
}

/** A wording's pieces, by the names under which they are kept back. */
export function wordingFields(textId: number, { title, body }: Written): Readonly<Record<string, string>> {
  return { [`${textId}.title`]: title, [`${textId}.body`]: body };
}

/** Title and body as they may be kept. */
export function readWritten(
  said: Written,
): { readonly ok: true; readonly value: Written } | { readonly ok: false; readonly fault: TextFault } {
  const title = readText("title", said.title);
  if (!title.ok) return title;
  const body = readText("body", said.body);
  if (!body.ok) return body;
  return { ok: true, value: { title: title.text, body: body.text } };
}

/** The author words it anew, until the review has begun: what is decided on must stand still. */
export async function editByAuthor(
  transaction: Transaction<CivicTables>,
  parts: EntryParts,
  proposalId: number,
  said: WrittenBeside,
  by: Doer,
): Promise<WordingOutcome> {
  const proposal = await findProposal(transaction, proposalId);
  if (proposal === undefined) return { code: "proposal-unknown" };
  if (proposal.state !== "received") return { code: "review-has-begun" };
  return newWording(transaction, parts, proposalId, said, null, by);
}

/** The staff corrects a wording, such as one that names a person, with a reason that everybody may read. */
export async function correct(
  transaction: Transaction<CivicTables>,
  parts: EntryParts,
  proposalId: number,
  said: WrittenBeside & { readonly reason: string },
  by: Doer,
): Promise<WordingOutcome> {
  const reason = readText("reason", said.reason);
  if (!reason.ok) return reason.fault;
  return newWording(transaction, parts, proposalId, said, reason.text, by);
}

async function newWording(
  transaction: Transaction<CivicTables>,
  parts: EntryParts,
  proposalId: number,
  written: WrittenBeside,
  reason: string | null,
  by: Doer,
): Promise<WordingOutcome> {
  const read = readWritten(written);
  if (!read.ok) return read.fault;
  const { log, nowMs } = parts;
  const subject = wordingSubject(proposalId);
  const standing = (await textsOf(transaction, proposalId)).findLast(({ kind }) => kind === "wording");
  if (standing === undefined) return { code: "proposal-unknown" };
  if (await isHidden(transaction, subject)) return { code: "is-hidden" };
  if (isOutdated(written, standing)) return { code: "wording-changed" };
  const { title, body } = read.value;
  const held = await heldOf(transaction, subject);
  const said = (of: "title" | "body"): string | null => held.get(`${standing.id}.${of}`) ?? standing[of];
  if (said("title") === title && said("body") === body) return { code: "nothing-changed" };
  const version = standing.version + 1;
  // An official who words it anew has looked; what an author writes, one looks at.
  const isByAuthor = reason === null;
  const shown = isByAuthor ? { title: maskedText(title), body: maskedText(body) } : { title, body };
  const { entry } = await log.append(transaction, {
    act: reason === null ? "proposal.edited" : "proposal.corrected",
    role: by.role,
    personId: by.personId,
    subject: `proposal/${proposalId}`,
    facts: { version },
    secret: { title, text: body, ...(reason === null ? {} : { reason }) },
  });
  const { id: textId } = await transaction
    .insertInto("proposal_text")
    .values({
      ...{ proposal_id: proposalId, kind: "wording", version, language: standing.language, ...shown },
      ...{ reason, role: by.role, at_ms: nowMs(), log_entry: entry.sequence },
    })
    .returning("id")
    .executeTakeFirstOrThrow();
  await transaction
    .updateTable("proposal_search")
    .set({ grams: indexLine(shown.title, shown.body) })
    .where("rowid", "=", proposalId)
    .execute();
  await forgetRedaction(transaction, subject);
  if (isByAuthor) await holdBack(transaction, parts, subject, wordingFields(textId, read.value));
  return null;
}

function isOutdated({ seen }: WrittenBeside, standing: { readonly version: number } | undefined): boolean {
  return seen !== undefined && seen !== standing?.version;
}

/** What a person wrote in another language, or in easy words, of the wording as it stands; a newer one takes its place. */
export async function writeBeside(
  transaction: Transaction<CivicTables>,
  { log, nowMs }: EntryParts,
  proposalId: number,
  said: WrittenBeside & { readonly kind: "translation" | "easy"; readonly language: Language },
  by: Doer,
): Promise<WordingOutcome> {
  const proposal = await findProposal(transaction, proposalId);
  if (proposal === undefined) return { code: "proposal-unknown" };
  if (await isHidden(transaction, wordingSubject(proposalId))) return { code: "is-hidden" };
  const { kind, language } = said;
  if (kind === "translation" && language === proposal.language) return { code: "same-language" };
  const title = kind === "translation" ? readText("title", said.title) : ({ ok: true, text: "" } as const);
  if (!title.ok) return title.fault;
  const body = readText("body", said.body);
  if (!body.ok) return body.fault;
  const texts = await textsOf(transaction, proposalId);
  const standing = texts.findLast((text) => text.kind === "wording");
  if (isOutdated(said, standing)) return { code: "wording-changed" };
  const before = texts.findLast((text) => text.kind === kind && text.language === language);
  // The button pressed twice.
  if (before?.version === standing?.version && before?.title === title.text && before?.body === body.text)
    return null;
  const { entry } = await log.append(transaction, {
    act: kind === "translation" ? "proposal.translated" : "proposal.put-easily",
    role: by.role,
    personId: by.personId,
    subject: `proposal/${proposalId}`,
    facts: { language, version: standing?.version ?? 1 },
    secret: { title: title.text, text: body.text },
  });
  const { id } = await transaction
    .insertInto("proposal_text")
    .values({
      proposal_id: proposalId,
      kind,
      version: standing?.version ?? 1,
      language,
      title: title.text,
      body: body.text,
      reason: null,
      role: by.role,
      at_ms: nowMs(),
      log_entry: entry.sequence,
    })
    .returning("id")
    .executeTakeFirstOrThrow();
  // What it takes the place of is found no more.
  await sql`DELETE FROM proposal_beside_search WHERE rowid IN (SELECT id FROM proposal_text
    WHERE proposal_id = ${proposalId} AND kind = ${kind} AND language = ${language})`.execute(transaction);
  await transaction
    .insertInto("proposal_beside_search")
    .values({ rowid: id, grams: indexLine(title.text, body.text) })
    .execute();
  return null;
}

/**
 * Erases what an earlier text said, and what opens the log's commitment to it; that there was one, when and by whom, stays.
 * The wording that stands is corrected first.
 */
export async function eraseText(
  transaction: Transaction<CivicTables>,
  { log }: EntryParts,
  proposalId: number,
  textId: number,
  reason: string,
  by: Doer,
): Promise<WordingOutcome> {
  const read = readText("reason", reason);
  if (!read.ok) return read.fault;
  const texts = await textsOf(transaction, proposalId);
  const text = texts.find(({ id }) => id === textId);
  if (text === undefined) return { code: "proposal-unknown" };
  if (texts.findLast(({ kind }) => kind === "wording")?.id === textId) return { code: "version-stands" };
  await transaction
    .updateTable("proposal_text")
    .set({ title: null, body: null })
    .where("id", "=", textId)
    .execute();
  await forgetHeld(transaction, wordingSubject(proposalId), [`${textId}.title`, `${textId}.body`]);
  await transaction.deleteFrom("proposal_beside_search").where("rowid", "=", textId).execute();
  await transaction
    .deleteFrom("log_opening")
    .where("sequence", "=", text.logEntry)
    .where("name", "in", ["title", "text"])
    .execute();
  await log.append(transaction, {
    act: "proposal.text-erased",
    role: by.role,
    personId: by.personId,
    subject: `proposal/${proposalId}`,
    facts: { version: text.version },
    secret: { reason: read.text },
  });
  return null;
}
