import type { Answer } from "@husting/metering";
import type { Selectable, Transaction } from "kysely";
import type { CivicDatabase } from "../../stores/civic/database.ts";
import type { AnswerTable, CivicTables } from "../../stores/civic/tables.ts";
import type { ActLog } from "../log/index.ts";
import type { Person } from "../people/index.ts";
import type { EnergyDetail, ResultDetail } from "../savings/index.ts";

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
  return rows.map(givenAnswer);
}

function givenAnswer(row: Selectable<AnswerTable>): GivenAnswer {
  return {
    questionId: row.question_id,
    choice: row.choice as GivenAnswer["choice"],
    answeredAtMs: row.answered_at_ms,
  };
}

/** Every answer ever given, point by point, as `answersOf`. */
export async function allAnswers(db: CivicDatabase): Promise<Map<number, GivenAnswer[]>> {
  const rows = await db.selectFrom("answer").selectAll().orderBy("id").execute();
  const of = Map.groupBy(rows, ({ point_id }) => point_id);
  return new Map([...of].map(([pointId, own]) => [pointId, own.map(givenAnswer)]));
}

/** As metering reads them. */
export function asMeteringAnswers(answers: readonly GivenAnswer[]): Answer[] {
  return answers.map(({ questionId, choice }) => ({ questionId, choice: { kind: choice } }));
}

/** Why an answer, or its withdrawal, is not taken. */
export type AnswerRefusal = "question-not-asked" | "answer-not-standing";

/**
 * Puts an answer, or its withdrawal, on record and makes the point's result out of date. Only what is asked can be
 * answered, so that nobody leaves out days in which no event was found, and only an answer that stands can be withdrawn.
 * @returns why nothing was recorded; null when it was.
 */
export function giveAnswer(
  { civic, log, nowMs }: MeterParts,
  point: { readonly id: number; readonly key: string },
  questionId: string,
  choice: GivenAnswer["choice"],
  by: Person,
): Promise<AnswerRefusal | null> {
  return civic.transaction().execute(async (transaction) => {
    const last = (await answersOf(transaction, point.id)).findLast(
      (answer) => answer.questionId === questionId,
    );
    const stands = last !== undefined && last.choice !== "withdrawn";
    if (choice === "withdrawn" && !stands) return "answer-not-standing";
    if (choice !== "withdrawn") {
      const asked = await askedOf(transaction, point.id);
      // Somebody answered it since the result was computed: it is asked no more, though the result still says so.
      const isSettling = stands && asked.declaration < (await declarationOf(transaction, point.id));
      if (!asked.ids.has(questionId) || isSettling) return "question-not-asked";
    }
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
    return null;
  });
}

/** The questions of a point's result, and the newest declaration that result has seen. */
async function askedOf(
  db: CivicDatabase,
  pointId: number,
): Promise<{ readonly ids: ReadonlySet<string>; readonly declaration: number }> {
  const row = await db
    .selectFrom("result")
    .select(["detail", "declaration"])
    .where("point_id", "=", pointId)
    .executeTakeFirst();
  const detail: ResultDetail = row === undefined ? null : JSON.parse(row.detail);
  const asked =
    detail !== null && "questions" in detail ? [...detail.questions, ...openEvents(detail.events)] : [];
  return { ids: new Set(asked.map(({ id }) => id)), declaration: row?.declaration ?? 0 };
}

/** Events nobody has said anything of. */
export function openEvents(events: EnergyDetail["events"]): EnergyDetail["events"] {
  return events.filter(({ answer }) => answer === null);
}

async function declarationOf(db: CivicDatabase, pointId: number): Promise<number> {
  const row = await db
    .selectFrom("point")
    .select("declaration")
    .where("id", "=", pointId)
    .executeTakeFirstOrThrow();
  return row.declaration;
}

/** Something was declared of a point: whatever was computed before is older than that. */
export async function markDeclared(transaction: Transaction<CivicTables>, pointId: number): Promise<void> {
  await transaction
    .updateTable("point")
    .set((expression) => ({ declaration: expression("declaration", "+", 1) }))
    .where("id", "=", pointId)
    .execute();
}
