import type { CivicDatabase } from "../../stores/civic/database.ts";
import { isLanguage, type Language } from "../../web/language/index.ts";
import type { Names } from "../buildings/index.ts";
import { isProposalState, type ProposalState } from "../proposals/index.ts";
import type { OpenedCase } from "./case-book.ts";

/** What a case is called: as its author wrote it, or in three languages where a body did. Null where the words were erased. */
export type CaseTitle =
  | { readonly kind: "written"; readonly text: string; readonly language: Language }
  | { readonly kind: "names"; readonly names: Names }
  | null;

export type CaseStatus =
  | { readonly kind: "proposal"; readonly state: ProposalState }
  | { readonly kind: "decision"; readonly outcome: string }
  | { readonly kind: "question"; readonly state: "answered" | "waiting" | "unanswered" };

/** A question has no title: its first words stand for it. */
const MOST_OF_A_QUESTION = 120;

/** The titles of cases, in their order. */
export async function titlesOf(db: CivicDatabase, cases: readonly OpenedCase[]): Promise<CaseTitle[]> {
  const proposals = subjects(cases, "proposal");
  const wordings =
    proposals.length === 0
      ? []
      : await db
          .selectFrom("proposal_text")
          .select(["proposal_id", "title", "language"])
          .where("kind", "=", "wording")
          .where("proposal_id", "in", proposals)
          .orderBy("id")
          .execute();
  // A later wording takes the place of an earlier one.
  const titled = new Map(wordings.map((row) => [row.proposal_id, written(row.title, row.language)]));
  const decisions = subjects(cases, "decision");
  const decided =
    decisions.length === 0
      ? []
      : await db.selectFrom("decision").select(["id", "titles"]).where("id", "in", decisions).execute();
  const named = new Map(decided.map(({ id, titles }) => [id, JSON.parse(titles) as Names]));
  const questions = subjects(cases, "question");
  const asked =
    questions.length === 0
      ? []
      : await db
          .selectFrom("why_question")
          .select(["id", "text", "language"])
          .where("id", "in", questions)
          .execute();
  const worded = new Map(asked.map(({ id, text, language }) => [id, written(shortened(text), language)]));
  return cases.map(({ kind, subject }): CaseTitle => {
    if (kind === "proposal") return titled.get(subject) ?? null;
    if (kind === "question") return worded.get(subject) ?? null;
    const names = named.get(subject);
    return names === undefined ? null : { kind: "names", names };
  });
}

/** How cases stand today, in their order. */
export async function statusesOf(
  db: CivicDatabase,
  cases: readonly OpenedCase[],
  today: string,
): Promise<CaseStatus[]> {
  const proposals = subjects(cases, "proposal");
  const states = new Map(
    proposals.length === 0
      ? []
      : (await db.selectFrom("proposal").select(["id", "state"]).where("id", "in", proposals).execute()).map(
          ({ id, state }) => [id, state],
        ),
  );
  const decisions = subjects(cases, "decision");
  const outcomes = new Map(
    decisions.length === 0
      ? []
      : (
          await db.selectFrom("decision").select(["id", "outcome"]).where("id", "in", decisions).execute()
        ).map(({ id, outcome }) => [id, outcome]),
  );
  const questions = subjects(cases, "question");
  const answered = new Set(
    questions.length === 0
      ? []
      : (
          await db
            .selectFrom("why_answer")
            .select("question_id")
            .where("question_id", "in", questions)
            .execute()
        ).map(({ question_id }) => question_id),
  );
  const due = new Map(
    questions.length === 0
      ? []
      : (
          await db
            .selectFrom("why_question")
            .select(["id", "due_date"])
            .where("id", "in", questions)
            .execute()
        ).map(({ id, due_date }) => [id, due_date ?? ""]),
  );
  return cases.map(({ kind, subject }): CaseStatus => {
    if (kind === "decision") return { kind, outcome: outcomes.get(subject) ?? "" };
    if (kind === "question") {
      const isLate = today > (due.get(subject) ?? "");
      return { kind, state: answered.has(subject) ? "answered" : isLate ? "unanswered" : "waiting" };
    }
    const state = states.get(subject);
    return { kind, state: isProposalState(state) ? state : "received" };
  });
}

function subjects(cases: readonly OpenedCase[], wanted: OpenedCase["kind"]): number[] {
  return cases.filter(({ kind }) => kind === wanted).map(({ subject }) => subject);
}

function written(text: string | null, language: string): CaseTitle {
  return text === null ? null : { kind: "written", text, language: isLanguage(language) ? language : "en" };
}

function shortened(text: string | null): string | null {
  if (text === null) return null;
  const signs = [...text.replaceAll(/\s+/gu, " ")];
  return signs.length <= MOST_OF_A_QUESTION
    ? signs.join("")
    : `${signs.slice(0, MOST_OF_A_QUESTION - 1).join("")}…`;
}
