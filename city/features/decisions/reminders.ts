import { localDate } from "@husting/series";
import type { Language } from "../../web/language/index.ts";
import type { Names } from "../buildings/index.ts";
import { languageIn } from "./decisions.ts";
import { answersOf } from "./follow-ups.ts";
import { answerLetter, type Letter, reminderLetter, whyReminderLetter } from "./letters.ts";
import { tellModerated } from "./moderated.ts";
import type { DecisionParts } from "./parts.ts";
import type { QuestionBook } from "./questions.ts";
import { reminderDue, reminderKinds } from "./reminder-kinds.ts";

export interface DecisionMailParts extends DecisionParts {
  readonly questions: QuestionBook;
  readonly cityNames: Names;
  /** The language of the city's offices. */
  readonly language: Language;
  readonly baseUrl: string;
  readonly send: (to: string, letter: Letter) => Promise<void>;
}

/** Reminds offices of what comes due, and tells answers to those who asked for them. What could not be sent is tried again. */
export async function sendDecisionMail(parts: DecisionMailParts): Promise<void> {
  await remindOffices(parts);
  await remindOfQuestions(parts);
  await tellAnswers(parts);
  await tellModerated(parts);
}

async function remindOffices(parts: DecisionMailParts): Promise<void> {
  const { civic, cases, nowMs, zone } = parts;
  const today = localDate(zone, nowMs());
  const [promises, answers, sent] = await Promise.all([
    civic.selectFrom("promise").selectAll().where("office_email", "is not", null).execute(),
    answersOf(parts),
    civic.selectFrom("promise_reminder").select(["promise_id", "kind"]).execute(),
  ]);
  const told = new Set(sent.map(({ promise_id, kind }) => `${promise_id} ${kind}`));
  for (const promise of promises) {
    if (answers.has(promise.id) || promise.office_email === null) continue;
    const kind = reminderDue(promise.due_date, today);
    if (kind === undefined || told.has(`${promise.id} ${kind}`)) continue;
    const context = { ...parts, language: languageIn(promise.language) };
    const { id, text, due_date: dueDate, decision_id: decisionId } = promise;
    const label = (await cases.shownOf("decision", decisionId))?.label ?? null;
    if (
      !(await isSent(
        parts,
        promise.office_email,
        reminderLetter(context, kind, { id, case: label, text, dueDate, decisionId }),
      ))
    )
      continue;
    // Those before it have lost their time.
    for (const passed of reminderKinds.slice(0, reminderKinds.indexOf(kind) + 1))
      await civic
        .insertInto("promise_reminder")
        .values({ promise_id: promise.id, kind: passed, sent_at_ms: nowMs() })
        .onConflict((conflict) => conflict.columns(["promise_id", "kind"]).doNothing())
        .execute();
  }
}

/** The body whose office answers a question: the one that decided, of a proposal too. */
async function officeOf(
  { civic }: Pick<DecisionParts, "civic">,
  question: { readonly about_kind: string; readonly about_ref: string },
) {
  const query = civic
    .selectFrom("decision")
    .innerJoin("elected_body", "elected_body.id", "decision.body_id")
    .select(["decision.id", "decision.titles", "decision.language", "elected_body.office_email"]);
  return question.about_kind === "decision"
    ? query.where("decision.id", "=", Number(question.about_ref)).executeTakeFirst()
    : query
        .where("about_kind", "=", "proposal")
        .where("about_ref", "=", question.about_ref)
        .orderBy("decision.id", "desc")
        .executeTakeFirst();
}

/** Reminds offices of questions whose answer comes due within a week, and of those that stand unanswered. */
async function remindOfQuestions(parts: DecisionMailParts): Promise<void> {
  const { civic, nowMs, zone } = parts;
  const today = localDate(zone, nowMs());
  const open = await civic
    .selectFrom("why_question")
    .selectAll()
    .where("asked_at_ms", "is not", null)
    .where("same_as", "is", null)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom("why_answer").select("why_answer.id").whereRef("question_id", "=", "why_question.id"),
        ),
      ),
    )
    .execute();
  const sent = await civic.selectFrom("why_reminder").select(["question_id", "kind"]).execute();
  const told = new Set(sent.map(({ question_id, kind }) => `${question_id} ${kind}`));
  for (const question of open) {
    const kind = reminderDue(question.due_date ?? today, today);
    // A month before would be the day it is asked.
    if (kind === undefined || kind === "month" || told.has(`${question.id} ${kind}`)) continue;
    const decided = await officeOf(parts, question);
    if (decided?.office_email == null) continue;
    const isDecision = question.about_kind === "decision";
    const path = isDecision ? `/decisions/${question.about_ref}` : `/proposals/${question.about_ref}`;
    const letter = whyReminderLetter(
      { ...parts, language: languageIn(decided.language) },
      kind === "overdue",
      {
        title: JSON.parse(decided.titles),
        dueDate: question.due_date ?? today,
        path: `${path}#question-${question.id}`,
        desk: `/staff${path}`,
      },
    );
    if (!(await isSent(parts, decided.office_email, letter))) continue;
    for (const passed of reminderKinds.slice(1, reminderKinds.indexOf(kind) + 1))
      await civic
        .insertInto("why_reminder")
        .values({ question_id: question.id, kind: passed, sent_at_ms: nowMs() })
        .onConflict((conflict) => conflict.columns(["question_id", "kind"]).doNothing())
        .execute();
  }
}

async function tellAnswers(parts: DecisionMailParts): Promise<void> {
  const { civic, questions, proposals } = parts;
  const answers = await questions.answers();
  const waiting = await civic
    .selectFrom("why_question")
    .selectAll()
    .where("email", "is not", null)
    .where("asked_at_ms", "is not", null)
    .where("wants_answer", "=", 1)
    .execute();
  for (const question of waiting) {
    const newest = answers.get(question.same_as ?? question.id)?.at(-1);
    if (newest === undefined || newest.logEntry === question.told_answer || question.email === null) continue;
    const decision =
      question.about_kind === "decision"
        ? await civic
            .selectFrom("decision")
            .select("titles")
            .where("id", "=", Number(question.about_ref))
            .executeTakeFirst()
        : undefined;
    const proposal =
      question.about_kind === "proposal" ? await proposals?.find(question.about_ref) : undefined;
    const title: Names | undefined = decision ? JSON.parse(decision.titles) : proposal?.titles;
    if (title === undefined) continue;
    const letter = answerLetter(
      { ...parts, language: languageIn(question.language) },
      {
        title,
        case: (await parts.cases.shownOf("question", question.same_as ?? question.id))?.label ?? null,
        path: `${proposal?.path ?? `/decisions/${question.about_ref}`}#question-${question.same_as ?? question.id}`,
        answer: newest.text,
        stop: questions.stopToken(question.id),
      },
    );
    if (!(await isSent(parts, question.email, letter))) continue;
    await civic
      .updateTable("why_question")
      .set({ told_answer: newest.logEntry })
      .where("id", "=", question.id)
      .execute();
  }
}

async function isSent({ send }: DecisionMailParts, to: string, letter: Letter): Promise<boolean> {
  try {
    await send(to, letter);
    return true;
  } catch (error) {
    console.error(
      "a letter about a decision could not be sent:",
      error instanceof Error ? error.message : error,
    );
    return false;
  }
}
