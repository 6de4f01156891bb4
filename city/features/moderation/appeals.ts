import type { Transaction } from "kysely";
import type { CivicDatabase } from "../../stores/civic/database.ts";
import type { CivicTables } from "../../stores/civic/tables.ts";
import type { Language } from "../../web/language/index.ts";
import type { Person, Role } from "../people/index.ts";
import { carryOut, openedCase } from "./acts.ts";
import { findCase } from "./cases.ts";
import { RULE_CODES, type RuleCode } from "./house-rules.ts";
import { doerOf, type ModerationParts } from "./keepers.ts";
import { languageIn, standingOf } from "./standing.ts";
import { readSubject, type Subject, subjectName } from "./subjects.ts";
import { readText, type TextFault } from "./texts.ts";

type Reads = CivicDatabase | Transaction<CivicTables>;

/** Who may answer an appeal, if it was another who acted. */
export const ANSWERING: readonly Role[] = ["officer", "elected"];

export type AppealFault =
  | TextFault
  | { readonly code: "no-appeal" }
  | { readonly code: "appealed-before" }
  | { readonly code: "too-many" }
  | { readonly code: "role-may-not" }
  | { readonly code: "same-official" }
  | { readonly code: "answer-missing" };

/** An appeal with what it is about, for whoever answers it. */
export interface Appeal {
  readonly actId: number;
  readonly caseId: number;
  readonly subject: Subject;
  readonly act: "hidden" | "redacted";
  readonly rule: RuleCode;
  readonly reason: string;
  readonly language: Language;
  readonly atMs: number;
  /** Whoever acted. */
  readonly actedBy: string;
  readonly isAnswered: boolean;
}

/** The author asks, once an act, that another official looks again. */
export async function appeal(
  parts: ModerationParts,
  subject: Subject,
  said: string,
  language: Language,
): Promise<AppealFault | null> {
  const { civic, log, nowMs, keepers } = parts;
  const read = readText("reason", said);
  if (!read.ok) return read.fault;
  const fault = await civic.transaction().execute(async (transaction): Promise<AppealFault | null> => {
    const { tombstone } = await standingOf(transaction, subject);
    const kept = await keepers[subject.kind].find(transaction, subject.ref);
    if (tombstone === null || kept?.canAppeal !== true) return { code: "no-appeal" };
    if (tombstone.appeal !== null) return { code: "appealed-before" };
    const { actId } = tombstone;
    const rule = ruleIn(tombstone.rule);
    const row = await transaction
      .selectFrom("moderation_act")
      .select("case_id")
      .where("id", "=", actId)
      .executeTakeFirstOrThrow();
    const { entry } = await log.append(transaction, {
      act: "moderation.appealed",
      role: "author",
      personId: null,
      subject: `moderation/${row.case_id}`,
      facts: { rule, kind: subject.kind, text: subjectName(subject) },
      secret: { reason: read.text },
    });
    await transaction
      .insertInto("moderation_appeal")
      .values({
        ...{ act_id: actId, reason: read.text, language, at_ms: nowMs(), log_entry: entry.sequence },
        ...{ upheld: null, answer: null, answer_language: null, answer_role: null },
        ...{ answered_at_ms: null, answer_log_entry: null },
      })
      .execute();
    await keepers[subject.kind].tell(transaction, subject.ref, {
      ...{ event: "appealed", rule, reason: null, language, role: "author", personId: null },
      ...{ logEntry: entry.sequence, actId },
    });
    return null;
  });
  if (fault === null) parts.changed();
  return fault;
}

/** Another official than the one who acted answers: what was hidden is shown again, or stays hidden. */
export async function answer(
  parts: ModerationParts,
  actId: number,
  said: { readonly answer: string; readonly reason: string; readonly language: Language },
  by: Person,
): Promise<AppealFault | null> {
  const { civic, log, nowMs, keepers } = parts;
  const read = readText("reason", said.reason);
  if (!read.ok) return read.fault;
  if (!ANSWERING.includes(by.role)) return { code: "role-may-not" };
  if (said.answer !== "upheld" && said.answer !== "rejected") return { code: "answer-missing" };
  const isUpheld = said.answer === "upheld";
  const { language } = said;
  const fault = await civic.transaction().execute(async (transaction): Promise<AppealFault | null> => {
    const waiting = await findAppeal(transaction, actId);
    const found = waiting && (await findCase(transaction, waiting.caseId));
    const opened = found && (await openedCase(transaction, parts, found));
    if (waiting === undefined || waiting.isAnswered || found === undefined || opened === undefined)
      return { code: "no-appeal" };
    if (waiting.actedBy === by.id) return { code: "same-official" };
    const { subject, rule } = waiting;
    const { tombstone } = await standingOf(transaction, subject);
    const { entry } = await log.append(transaction, {
      act: isUpheld ? "moderation.appeal-upheld" : "moderation.appeal-rejected",
      role: by.role,
      personId: by.id,
      subject: `moderation/${found.id}`,
      facts: { rule, kind: subject.kind, text: subjectName(subject) },
      secret: { reason: read.text },
    });
    await transaction
      .updateTable("moderation_appeal")
      .set({
        ...{ upheld: isUpheld ? 1 : 0, answer: read.text, answer_language: language },
        ...{ answer_role: by.role, answered_at_ms: nowMs(), answer_log_entry: entry.sequence },
      })
      .where("act_id", "=", actId)
      .execute();
    await keepers[subject.kind].tell(transaction, subject.ref, {
      ...{ event: isUpheld ? "appeal-upheld" : "appeal-rejected", rule, reason: read.text, language },
      ...{ logEntry: entry.sequence, actId, ...doerOf(by) },
    });
    // What was redacted is erased: it cannot be put back, and the answer says so.
    if (isUpheld && opened.isHidden && tombstone?.actId === actId)
      await carryOut(transaction, parts, found, opened, {
        ...{ act: "restored", rule, reason: read.text, language, by, redacted: new Map(), isTold: true },
      });
    return null;
  });
  if (fault === null) parts.changed();
  return fault;
}

/** Appeals that wait for an answer, the oldest first. */
export async function waitingAppeals(db: CivicDatabase): Promise<Appeal[]> {
  const rows = await appealRows(db).where("moderation_appeal.answered_at_ms", "is", null).execute();
  return rows.flatMap((row) => appealOf(row) ?? []);
}

/** The appeal of a case that waits for an answer. */
export async function waitingAppealOf(db: Reads, caseId: number): Promise<Appeal | undefined> {
  const row = await appealRows(db)
    .where("moderation_act.case_id", "=", caseId)
    .where("moderation_appeal.answered_at_ms", "is", null)
    .executeTakeFirst();
  return row && appealOf(row);
}

async function findAppeal(db: Reads, actId: number): Promise<Appeal | undefined> {
  const row = await appealRows(db).where("moderation_appeal.act_id", "=", actId).executeTakeFirst();
  return row && appealOf(row);
}

function appealRows(db: Reads) {
  return db
    .selectFrom("moderation_appeal")
    .innerJoin("moderation_act", "moderation_act.id", "moderation_appeal.act_id")
    .select([
      "moderation_appeal.act_id",
      "moderation_appeal.reason",
      "moderation_appeal.language",
      "moderation_appeal.at_ms",
      "moderation_appeal.answered_at_ms",
      "moderation_act.case_id",
      "moderation_act.subject",
      "moderation_act.act",
      "moderation_act.rule",
      "moderation_act.person_id",
    ])
    .orderBy("moderation_appeal.at_ms");
}

function appealOf(
  row: Awaited<ReturnType<ReturnType<typeof appealRows>["execute"]>>[number],
): Appeal | undefined {
  const subject = readSubject(row.subject);
  return (
    subject && {
      actId: row.act_id,
      caseId: row.case_id,
      subject,
      act: row.act === "hidden" ? "hidden" : "redacted",
      rule: ruleIn(row.rule),
      reason: row.reason,
      language: languageIn(row.language),
      atMs: row.at_ms,
      actedBy: row.person_id,
      isAnswered: row.answered_at_ms !== null,
    }
  );
}

function ruleIn(said: string): RuleCode {
  return RULE_CODES.find((code) => code === said) ?? "off-topic";
}
