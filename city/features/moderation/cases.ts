import type { Selectable, Transaction } from "kysely";
import type { CivicDatabase } from "../../stores/civic/database.ts";
import type { ModerationCaseTable } from "../../stores/civic/moderation-tables.ts";
import type { CivicTables } from "../../stores/civic/tables.ts";
import { graver, gravityOf, RULE_CODES, type RuleCode } from "./house-rules.ts";
import type { FoundKind } from "./screening.ts";
import { readSubject, type Subject, subjectName } from "./subjects.ts";

type Reads = CivicDatabase | Transaction<CivicTables>;

/** A text that an official has been asked to look at. */
export interface ModerationCase {
  readonly id: number;
  readonly subject: Subject;
  readonly rule: RuleCode;
  readonly found: readonly FoundKind[];
  readonly reports: number;
  readonly openedAtMs: number;
  readonly closedAtMs: number | null;
}

/** Opens a case on a text, or adds to the one that waits. @returns its number. */
export async function openCase(
  transaction: Transaction<CivicTables>,
  nowMs: number,
  subject: Subject,
  cause: { readonly rule: RuleCode; readonly found: readonly FoundKind[]; readonly reports: 0 | 1 },
): Promise<number> {
  const row = await transaction
    .selectFrom("moderation_case")
    .selectAll()
    .where("subject", "=", subjectName(subject))
    .where("closed_at_ms", "is", null)
    .executeTakeFirst();
  if (row === undefined) {
    const { id } = await transaction
      .insertInto("moderation_case")
      .values({
        subject: subjectName(subject),
        rule: cause.rule,
        found: JSON.stringify(cause.found),
        reports: cause.reports,
        opened_at_ms: nowMs,
        closed_at_ms: null,
      })
      .returning("id")
      .executeTakeFirstOrThrow();
    return id;
  }
  const waiting = caseOf(row)!;
  await transaction
    .updateTable("moderation_case")
    .set({
      rule: graver(waiting.rule, cause.rule),
      found: JSON.stringify([...new Set([...waiting.found, ...cause.found])]),
      reports: waiting.reports + cause.reports,
    })
    .where("id", "=", row.id)
    .execute();
  return row.id;
}

export async function findCase(db: Reads, id: number): Promise<ModerationCase | undefined> {
  const row = await db.selectFrom("moderation_case").selectAll().where("id", "=", id).executeTakeFirst();
  return row && caseOf(row);
}

/** The cases that wait, the gravest first, then those with most reports, then the oldest. */
export async function waitingCases(db: Reads): Promise<ModerationCase[]> {
  const rows = await db.selectFrom("moderation_case").selectAll().where("closed_at_ms", "is", null).execute();
  return rows
    .flatMap((row) => caseOf(row) ?? [])
    .sort(
      (a, b) =>
        gravityOf(a.rule) - gravityOf(b.rule) ||
        // A flood of reports is one voice more, not a thousand.
        Math.min(b.reports, 5) - Math.min(a.reports, 5) ||
        a.openedAtMs - b.openedAtMs ||
        a.id - b.id,
    );
}

/** Undefined where a text of a kind that is no more was meant. */
function caseOf(row: Selectable<ModerationCaseTable>): ModerationCase | undefined {
  const subject = readSubject(row.subject);
  return (
    subject && {
      id: row.id,
      subject,
      rule: RULE_CODES.find((code) => code === row.rule) ?? "off-topic",
      found: JSON.parse(row.found),
      reports: row.reports,
      openedAtMs: row.opened_at_ms,
      closedAtMs: row.closed_at_ms,
    }
  );
}
