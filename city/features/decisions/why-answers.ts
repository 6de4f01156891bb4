import type { Language } from "../../web/language/index.ts";
import { forgetHeld } from "../moderation/index.ts";
import type { Person } from "../people/index.ts";
import type { DecisionParts } from "./parts.ts";
import type { Question } from "./questions.ts";
import { readText, type TextFault } from "./read-text.ts";
import { withholdReasons } from "./why.ts";

type Parts = Pick<DecisionParts, "civic" | "log" | "nowMs">;

/** Answers a question and all that are the same. A later answer stands beside the earlier one. */
export async function answerQuestion(
  parts: Parts,
  question: Question,
  said: string,
  today: string,
  language: Language,
  by: Person | null,
): Promise<TextFault | null> {
  const text = readText(said);
  if (!text.ok) return text.fault;
  const { civic, log, nowMs } = parts;
  await civic.transaction().execute(async (transaction) => {
    const last = await transaction
      .selectFrom("why_answer")
      .select("text")
      .where("question_id", "=", question.id)
      .orderBy("id", "desc")
      .executeTakeFirst();
    // A button that was pressed twice answers once.
    if (last?.text === text.value) return;
    const { entry } = await log.append(transaction, {
      act: "why.answered",
      role: by?.role ?? "node",
      personId: by?.id ?? null,
      subject: `question/${question.id}`,
      facts: { due: question.dueDate, inTime: today <= question.dueDate },
      secret: { text: text.value },
    });
    await transaction
      .insertInto("why_answer")
      .values({
        ...{ question_id: question.id, text: text.value, language, answered_at_ms: nowMs() },
        ...{ by_role: by?.role ?? "node", log_entry: entry.sequence },
      })
      .execute();
  });
  return null;
}

/** Erases the words of a question for a stated reason; that it was asked, and stands unanswered, remains. */
export async function withholdWords(
  parts: Parts,
  question: Question,
  said: string,
  by: Person,
): Promise<"reason-unknown" | null> {
  const reason = withholdReasons.find((known) => known === said);
  if (reason === undefined) return "reason-unknown";
  const { civic, log } = parts;
  await civic.transaction().execute(async (transaction) => {
    await transaction
      .updateTable("why_question")
      .set({ text: null, withheld: reason })
      .where("id", "=", question.id)
      .execute();
    await forgetHeld(transaction, { kind: "question", ref: String(question.id) });
    await transaction
      .deleteFrom("log_opening")
      .where("sequence", "=", question.logEntry)
      .where("name", "=", "text")
      .execute();
    await log.append(transaction, {
      act: "why.withheld",
      role: by.role,
      personId: by.id,
      subject: `question/${question.id}`,
      facts: { why: reason },
    });
  });
  return null;
}
