import type { Answer } from "@husting/metering";
import type { Transaction } from "kysely";
import type { CivicDatabase } from "../../stores/civic/database.ts";
import type { CivicTables } from "../../stores/civic/tables.ts";
import type { ActLog } from "../log/index.ts";
import type { Person } from "../people/index.ts";

/** What a person can answer in one click; an exchange of meters is declared with its registers instead. */
export const CHOICES = ["rollover", "reset", "dip", "spike", "real", "left-out"] as const;
export type Choice = (typeof CHOICES)[number];

export interface GivenAnswer {
  readonly questionId: string;
  readonly choice: Choice | "withdrawn";
  readonly answeredAtMs: number;
}

export interface MeterParts {
  readonly civic: CivicDatabase;
  readonly log: ActLog;
  readonly nowMs: () => number;
}

/** Every answer ever given for a point, oldest first: the last to each question holds. */
export async function answersOf(db: CivicDatabase, pointId: number): Promise<GivenAnswer[]> {
  const rows = await db
    .selectFrom("answer")
    .selectAll()
    .where("point_id", "=", pointId)
    .orderBy("id")
    .execute();
  return rows.map((row) => ({
    questionId: row.question_id,
    choice: row.choice as GivenAnswer["choice"],
    answeredAtMs: row.answered_at_ms,
  }));
}

/** As metering reads them. */
export function asMeteringAnswers(answers: readonly GivenAnswer[]): Answer[] {
  return answers.map(({ questionId, choice }) => ({ questionId, choice: { kind: choice } }));
}

/** Puts an answer, or its withdrawal, on record and makes the point's result out of date. */
export function giveAnswer(
  { civic, log, nowMs }: MeterParts,
  point: { readonly id: number; readonly key: string },
  questionId: string,
  choice: GivenAnswer["choice"],
  by: Person,
): Promise<void> {
  return civic.transaction().execute(async (transaction) => {
    await transaction
      .insertInto("answer")
      .values({ point_id: point.id, question_id: questionId, choice, answered_at_ms: nowMs() })
      .execute();
    await markDeclared(transaction, point.id);
    await log.append(transaction, {
      act: choice === "withdrawn" ? "answer.withdrawn" : "question.answered",
      role: by.role,
      personId: by.id,
      subject: `point/${point.key}`,
      facts: { question: questionId, choice },
    });
  });
}

/** Something was declared of a point: whatever was computed before is older than that. */
export async function markDeclared(transaction: Transaction<CivicTables>, pointId: number): Promise<void> {
  await transaction
    .updateTable("point")
    .set((expression) => ({ declaration: expression("declaration", "+", 1) }))
    .where("id", "=", pointId)
    .execute();
}
