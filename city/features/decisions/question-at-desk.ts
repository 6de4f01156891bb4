import type { Language } from "../../web/language/index.ts";
import type { Role } from "../people/index.ts";
import { pointedAt } from "../votes/index.ts";
import { MOST } from "./outcome.ts";
import type { DecisionParts } from "./parts.ts";
import type { AskRefusal, Question } from "./questions.ts";
import { type Read, readLine, readText, type TextFault } from "./read-text.ts";
import type { QuestionSubject, SaidQuestion } from "./why.ts";

/** A question that comes by way of a desk. */
export interface DeskQuestion {
  readonly language: Language;
  readonly dueDate: string;
  /** What tells whoever asks from others; nothing of it is kept but a keyed hash. */
  readonly who: string;
  /** Where the paper lies; null where somebody was helped to ask. */
  readonly paperAt: string | null;
  /** Who types in a paper; null where somebody was helped: then it is the asker's own act. */
  readonly by: { readonly id: string; readonly role: Role } | null;
}

export type PaperFault = TextFault | "asked-before";

export interface PaperRefusal {
  readonly field: "paperAt" | "text";
  readonly code: PaperFault;
}

/** Puts a question on record at once. */
export async function recordAtDesk(
  { civic, log, nowMs, cases }: Pick<DecisionParts, "civic" | "log" | "nowMs" | "cases">,
  known: readonly Question[],
  about: QuestionSubject,
  said: Pick<SaidQuestion, "text" | "sameAs">,
  asked: DeskQuestion & { readonly askerHash: string },
): Promise<Read<number, AskRefusal | PaperRefusal>> {
  const other = said.sameAs === "" ? null : known.find(({ id }) => String(id) === said.sameAs);
  if (other === undefined) return { ok: false, fault: { field: "sameAs", code: "same-unknown" } };
  const sameAs = other === null ? null : (other.sameAs ?? other.id);
  const text = sameAs === null ? readText(said.text, MOST.question) : null;
  if (text !== null && !text.ok) return { ok: false, fault: { field: "text", code: text.fault } };
  if (text !== null && pointedAt(text.value).length > 0)
    return { ok: false, fault: { field: "text", code: "points-at-person" } };
  const isPaper = asked.by !== null;
  const paperAt = isPaper ? readLine(asked.paperAt ?? "") : ({ ok: true, value: null } as const);
  if (!paperAt.ok) return { ok: false, fault: { field: "paperAt", code: paperAt.fault } };
  return civic.transaction().execute(async (transaction) => {
    const before = await transaction
      .selectFrom("why_question")
      .select("id")
      .where("asker_hash", "=", asked.askerHash)
      .executeTakeFirst();
    if (before !== undefined) return { ok: false, fault: { field: "text", code: "asked-before" } } as const;
    const channel = isPaper ? "paper" : "desk";
    const { id } = await transaction
      .insertInto("why_question")
      .values({
        ...{ about_kind: about.kind, about_ref: about.ref, text: text?.value ?? null, withheld: null },
        ...{ language: asked.language, same_as: sameAs, email: null, wants_answer: 0, code_hash: null },
        ...{ code_until_ms: null, asked_at_ms: nowMs(), due_date: asked.dueDate, told_answer: null },
        ...{ asker_hash: asked.askerHash, log_entry: null },
      })
      .returning("id")
      .executeTakeFirstOrThrow();
    await transaction
      .insertInto("why_channel")
      .values({ question_id: id, channel, paper_at: paperAt.value })
      .execute();
    // Who asks the same joins a case that has its number.
    const number = sameAs === null ? await cases.next(transaction) : null;
    const { entry } = await log.append(transaction, {
      act: "why.asked",
      role: asked.by?.role ?? "public",
      personId: asked.by?.id ?? null,
      subject: `question/${id}`,
      facts: {
        ...(number === null ? {} : { case: cases.address(number) }),
        about: `${about.kind}/${about.ref}`,
        channel,
        ...(sameAs === null ? { due: asked.dueDate } : { sameAs }),
      },
      ...(text === null ? {} : { secret: { text: text.value } }),
    });
    if (number !== null) await cases.open(transaction, number, "question", id, entry.sequence);
    await transaction
      .updateTable("why_question")
      .set({ log_entry: entry.sequence })
      .where("id", "=", id)
      .execute();
    return { ok: true, value: id } as const;
  });
}
