import type { Transaction } from "kysely";
import type { CivicTables } from "../../stores/civic/tables.ts";
import type { Language } from "../../web/language/index.ts";
import type { Person, Role } from "../people/index.ts";
import { findCase, type ModerationCase } from "./cases.ts";
import { forgetHeld, heldOf, hold } from "./held.ts";
import { type HouseRules, isRule, type RuleCode } from "./house-rules.ts";
import { doerOf, type KeptText, type ModerationParts } from "./keepers.ts";
import { type RedactFault, readPassages, withoutPassages } from "./redaction.ts";
import { markOf } from "./screening.ts";
import { standingOf } from "./standing.ts";
import { subjectName } from "./subjects.ts";
import { readText, type TextFault } from "./texts.ts";

/** What an official can do with a case, and who may. */
export const ACTING = {
  left: ["officer", "adviser"],
  redacted: ["officer", "adviser"],
  hidden: ["officer"],
  restored: ["officer"],
} as const satisfies Record<string, readonly Role[]>;
export type ModerationAct = keyof typeof ACTING;

export function isAct(said: string): said is ModerationAct {
  return Object.hasOwn(ACTING, said);
}

export function mayAct(act: ModerationAct, role: Role): boolean {
  return (ACTING[act] as readonly Role[]).includes(role);
}

/** What an official decided, as the form was sent. */
export interface SaidAct {
  readonly act: string;
  readonly rule: string;
  readonly reason: string;
  /** Of the page: reasons are read in it. */
  readonly language: Language;
  /** Of what was looked at. */
  readonly mark: string;
  /** Passages to take out, one a line. */
  readonly passages: string;
}

export type ActFault =
  | TextFault
  | RedactFault
  | { readonly code: "case-unknown" }
  | { readonly code: "act-unknown" }
  | { readonly code: "rule-unknown" }
  | { readonly code: "role-may-not" }
  /** The text, or what was decided of it, is not what was looked at any more. */
  | { readonly code: "changed-meanwhile" }
  | { readonly code: "act-not-open" };

export type ActOutcome = { readonly ok: true } | { readonly ok: false; readonly fault: ActFault };

const fail = (fault: ActFault): ActOutcome => ({ ok: false, fault });

/** A case with everything that is decided on. */
export interface OpenedCase {
  readonly kept: KeptText;
  /** What each field said before anything was kept back. */
  readonly originals: ReadonlyMap<string, string>;
  readonly isHidden: boolean;
  readonly open: readonly ModerationAct[];
  /** Goes along with each form. Reports are not in it: a flood of them must not keep officials from deciding. */
  readonly mark: string;
}

/** Undefined where the text is gone, with whoever it was. */
export async function openedCase(
  db: Transaction<CivicTables> | ModerationParts["civic"],
  { keepers }: Pick<ModerationParts, "keepers">,
  { id, subject, closedAtMs }: ModerationCase,
): Promise<OpenedCase | undefined> {
  const kept = await keepers[subject.kind].find(db, subject.ref);
  if (kept === undefined) return undefined;
  const [held, { tombstone }, newest] = await Promise.all([
    heldOf(db, subject),
    standingOf(db, subject),
    db
      .selectFrom("moderation_case")
      .select(({ fn }) => fn.max("id").as("id"))
      .where("subject", "=", subjectName(subject))
      .executeTakeFirst(),
  ]);
  const originals = new Map(
    kept.fields.flatMap(({ field, text }) => {
      const original = held.get(field) ?? text;
      return original === null ? [] : [[field, original] as const];
    }),
  );
  const isHidden = tombstone?.standing === "hidden";
  // What was decided before a later case was opened is that case's to change.
  const isNewest = newest?.id === id;
  const open: ModerationAct[] =
    closedAtMs === null
      ? isHidden
        ? ["restored", "redacted"]
        : ["left", "redacted", "hidden"]
      : isHidden && isNewest
        ? ["restored", "redacted"]
        : [];
  return {
    kept,
    originals,
    isHidden,
    open,
    mark: markOf([id, closedAtMs, tombstone?.actId ?? null, ...[...originals].flat()]),
  };
}

/** Carries out what an official decided: one transaction with its log entry, the author told. */
export async function act(
  parts: ModerationParts,
  house: HouseRules,
  caseId: number,
  said: SaidAct,
  by: Person,
): Promise<ActOutcome> {
  const outcome = await parts.civic
    .transaction()
    .execute((transaction) => decide(transaction, parts, house, caseId, said, by));
  if (outcome.ok) parts.changed();
  return outcome;
}

async function decide(
  transaction: Transaction<CivicTables>,
  parts: ModerationParts,
  house: HouseRules,
  caseId: number,
  said: SaidAct,
  by: Person,
): Promise<ActOutcome> {
  const found = await findCase(transaction, caseId);
  const opened = found && (await openedCase(transaction, parts, found));
  if (found === undefined || opened === undefined) return fail({ code: "case-unknown" });
  if (!isAct(said.act)) return fail({ code: "act-unknown" });
  // Whoever may not show a text again may not do so by redacting it.
  if (!mayAct(said.act, by.role) || (opened.isHidden && !mayAct("restored", by.role)))
    return fail({ code: "role-may-not" });
  if (said.mark !== opened.mark) return fail({ code: "changed-meanwhile" });
  if (!opened.open.includes(said.act)) return fail({ code: "act-not-open" });
  const rule = said.act === "redacted" || said.act === "hidden" ? said.rule : found.rule;
  if (!isRule(house, rule)) return fail({ code: "rule-unknown" });
  const reason = readText("reason", said.reason);
  if (!reason.ok) return reason;
  let redacted: ReadonlyMap<string, string> = new Map();
  if (said.act === "redacted") {
    const passages = readPassages(said.passages);
    if (!passages.ok) return passages;
    const without = withoutPassages(opened.originals, passages.passages);
    if (!without.ok) return without;
    redacted = without.texts;
  }
  await carryOut(transaction, parts, found, opened, {
    act: said.act,
    rule,
    reason: reason.text,
    language: said.language,
    by,
    redacted,
  });
  return { ok: true };
}

/** One act with its log entry; also what an upheld appeal brings about. */
export async function carryOut(
  transaction: Transaction<CivicTables>,
  parts: ModerationParts,
  { id, subject, closedAtMs, openedAtMs }: ModerationCase,
  { kept, originals }: OpenedCase,
  done: {
    readonly act: ModerationAct;
    readonly rule: RuleCode;
    readonly reason: string;
    readonly language: Language;
    readonly by: Person;
    readonly redacted: ReadonlyMap<string, string>;
    /** Whether the author is told by what brings it about, such as the answer to an appeal. */
    readonly isTold?: boolean;
  },
): Promise<void> {
  const { log, nowMs, keepers } = parts;
  const { act: what, rule, reason, language, by, redacted } = done;
  const keeper = keepers[subject.kind];
  // That a text was reported and left is nobody's to read on its page: the case stands for it.
  const facts = what === "left" ? { kind: subject.kind } : { kind: subject.kind, text: subjectName(subject) };
  const { entry } = await log.append(transaction, {
    act: `moderation.${what}`,
    role: by.role,
    personId: by.id,
    subject: `moderation/${id}`,
    facts: { rule, ...facts },
    secret: { reason, ...(what === "redacted" ? { text: standingText(kept, redacted) } : {}) },
  });
  const atMs = nowMs();
  const { id: actId } = await transaction
    .insertInto("moderation_act")
    .values({
      ...{ case_id: id, subject: subjectName(subject), act: what, rule, reason, language },
      ...{ role: by.role, person_id: by.id, at_ms: atMs, log_entry: entry.sequence },
    })
    .returning("id")
    .executeTakeFirstOrThrow();
  if (closedAtMs === null)
    await transaction
      .updateTable("moderation_case")
      .set({ closed_at_ms: Math.max(atMs, openedAtMs) })
      .where("id", "=", id)
      .execute();
  const told = {
    ...{ rule, reason, language, logEntry: entry.sequence, actId },
    ...doerOf(by),
  };
  if (what === "hidden") {
    for (const [field, text] of originals) await hold(transaction, subject, field, text);
    await keeper.write(
      transaction,
      subject.ref,
      new Map([...originals.keys()].map((field) => [field, null])),
    );
  } else {
    const untouched = new Map([...originals].filter(([field]) => !redacted.has(field)));
    await forgetHeld(transaction, subject);
    await keeper.write(transaction, subject.ref, untouched);
    if (what === "redacted") {
      await eraseOpenings(transaction, subjectName(subject), entry.sequence, kept, redacted);
      await keeper.redact(transaction, subject.ref, redacted, { event: "redacted", ...told });
    }
  }
  await transaction.deleteFrom("moderation_standing").where("subject", "=", subjectName(subject)).execute();
  if (what === "hidden" || what === "redacted")
    await transaction
      .insertInto("moderation_standing")
      .values({ subject: subjectName(subject), standing: what, act_id: actId })
      .execute();
  // What was left as it stood is nobody's news.
  if (what !== "left" && done.isTold !== true)
    await keeper.tell(transaction, subject.ref, { event: what, ...told });
}

/** What stands after a redaction, of the pieces that were changed. */
function standingText({ fields }: KeptText, redacted: ReadonlyMap<string, string>): string {
  return fields
    .flatMap(({ field, isStanding }) => (isStanding ? (redacted.get(field) ?? []) : []))
    .join("\n\n");
}

/** Erases what opens the log's commitments to what was taken out: of the texts, and of earlier redactions of them. */
async function eraseOpenings(
  transaction: Transaction<CivicTables>,
  subject: string,
  entry: number,
  { fields }: KeptText,
  redacted: ReadonlyMap<string, string>,
): Promise<void> {
  const earlier = await transaction
    .selectFrom("moderation_act")
    .select("log_entry")
    .where("subject", "=", subject)
    .where("act", "=", "redacted")
    .where("log_entry", "!=", entry)
    .execute();
  const openings = [
    ...fields.flatMap(({ field, opening }) => (redacted.has(field) && opening !== null ? [opening] : [])),
    ...earlier.map(({ log_entry: sequence }) => ({ sequence, name: "text" })),
  ];
  for (const { sequence, name } of openings)
    await transaction
      .deleteFrom("log_opening")
      .where("sequence", "=", sequence)
      .where("name", "=", name)
      .execute();
}
