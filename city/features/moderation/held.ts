import type { Transaction } from "kysely";
import type { CivicDatabase } from "../../stores/civic/database.ts";
import type { CivicTables } from "../../stores/civic/tables.ts";
import { openCase } from "./cases.ts";
import type { RepeatWatch } from "./repeats.ts";
import { foundIn, maskedText, ruleOf } from "./screening.ts";
import { type Subject, subjectName } from "./subjects.ts";

type Reads = CivicDatabase | Transaction<CivicTables>;

export interface HoldingParts {
  readonly nowMs: () => number;
  /** Where it is missing, a text that repeats others is not noticed. */
  readonly repeats?: RepeatWatch;
}

/**
 * Keeps back what was pointed at in a text that has just been written, and puts it before an official. The row of the text
 * itself gets `maskedText`: whatever reads it (pages, JSON, feeds, letters, the index) has nothing else to tell.
 * @param fields what was written, by the names that the text's keeper gives them.
 */
export async function holdBack(
  transaction: Transaction<CivicTables>,
  { nowMs, repeats }: HoldingParts,
  subject: Subject,
  fields: Readonly<Record<string, string>>,
): Promise<void> {
  const texts = Object.values(fields);
  const isRepeated = repeats?.isRepeated(texts) === true;
  const found = [...foundIn(texts), ...(isRepeated ? (["repeated"] as const) : [])];
  if (found.length === 0) return;
  for (const [field, text] of Object.entries(fields))
    if (maskedText(text) !== text) await hold(transaction, subject, field, text);
  await openCase(transaction, nowMs(), subject, { rule: ruleOf(found), found, reports: 0 });
}

/** Keeps what a field said; what is kept of it already is the original, and stays. */
export async function hold(
  transaction: Transaction<CivicTables>,
  subject: Subject,
  field: string,
  text: string,
): Promise<void> {
  await transaction
    .insertInto("held_text")
    .values({ subject: subjectName(subject), field, text })
    .onConflict((conflict) => conflict.columns(["subject", "field"]).doNothing())
    .execute();
}

/** What is kept back of a text, by field. */
export async function heldOf(db: Reads, subject: Subject): Promise<Map<string, string>> {
  const rows = await db
    .selectFrom("held_text")
    .select(["field", "text"])
    .where("subject", "=", subjectName(subject))
    .execute();
  return new Map(rows.map(({ field, text }) => [field, text]));
}

/** Erases what is kept back: of a whole text, or of some of its fields. */
export async function forgetHeld(db: Reads, subject: Subject, fields?: readonly string[]): Promise<void> {
  let query = db.deleteFrom("held_text").where("subject", "=", subjectName(subject));
  if (fields !== undefined) query = query.where("field", "in", fields);
  await query.execute();
}
