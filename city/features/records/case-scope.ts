import type { CivicDatabase } from "../../stores/civic/database.ts";
import type { CaseKind, OpenedCase } from "./case-book.ts";

/** What belongs to a case, by numbers of its parts; and what it is connected with. */
export interface CaseScope {
  readonly proposals: readonly number[];
  readonly decisions: readonly number[];
  readonly promises: readonly number[];
  readonly questions: readonly number[];
  /** Other cases that the reader may want to see. */
  readonly related: readonly { readonly kind: CaseKind; readonly subject: number }[];
  /** Slugs of measures it became or is about. */
  readonly measures: readonly string[];
}

/**
 * A proposal's case holds what was decided and promised about it and asked of it; a decision's its promises and the questions about
 * it; a question's the question, its answers, and those who asked the same.
 */
export async function scopeOf(db: CivicDatabase, { kind, subject }: OpenedCase): Promise<CaseScope> {
  if (kind === "question") return scopeOfQuestion(db, subject);
  const decisions =
    kind === "decision"
      ? [subject]
      : (
          await db
            .selectFrom("decision")
            .select("id")
            .where("about_kind", "=", "proposal")
            .where("about_ref", "=", String(subject))
            .orderBy("id")
            .execute()
        ).map(({ id }) => id);
  const promises =
    decisions.length === 0
      ? []
      : await db
          .selectFrom("promise")
          .select("id")
          .where("decision_id", "in", decisions)
          .orderBy("id")
          .execute();
  const asked = await db
    .selectFrom("why_question")
    .select(["id", "same_as"])
    .where("asked_at_ms", "is not", null)
    .where((of) =>
      of.or([
        of.and([of("about_kind", "=", "decision"), of("about_ref", "in", ["", ...decisions.map(String)])]),
        of.and([
          of("about_kind", "=", "proposal"),
          of("about_ref", "=", kind === "proposal" ? String(subject) : ""),
        ]),
      ]),
    )
    .orderBy("id")
    .execute();
  const others = kind === "proposal" ? await besideProposal(db, subject) : await besideDecision(db, subject);
  return {
    proposals: kind === "proposal" ? [subject] : [],
    decisions,
    promises: promises.map(({ id }) => id),
    questions: asked.map(({ id }) => id),
    measures: others.measures,
    related: [
      ...others.related,
      ...(kind === "proposal" ? decisions.map((id) => ({ kind: "decision", subject: id }) as const) : []),
      ...asked
        .filter(({ same_as }) => same_as === null)
        .map(({ id }) => ({ kind: "question", subject: id }) as const),
    ],
  };
}

async function scopeOfQuestion(db: CivicDatabase, subject: number): Promise<CaseScope> {
  const questions = await db
    .selectFrom("why_question")
    .select(["id", "about_kind", "about_ref"])
    .where("asked_at_ms", "is not", null)
    .where((of) => of.or([of("id", "=", subject), of("same_as", "=", subject)]))
    .orderBy("id")
    .execute();
  const about = questions.find(({ id }) => id === subject);
  return {
    ...{ proposals: [], decisions: [], promises: [], measures: [] },
    questions: questions.map(({ id }) => id),
    // Where proposals are kept by another program, they are called by no number of ours.
    related:
      about === undefined || !/^\d{1,9}$/.test(about.about_ref)
        ? []
        : [{ kind: about.about_kind, subject: Number(about.about_ref) }],
  };
}

async function besideProposal(
  db: CivicDatabase,
  id: number,
): Promise<Pick<CaseScope, "related" | "measures">> {
  const became = await db
    .selectFrom("proposal_became")
    .select("subject")
    .where("proposal_id", "=", id)
    .where("kind", "=", "measure")
    .execute();
  const into = await db.selectFrom("proposal").select("merged_into").where("id", "=", id).executeTakeFirst();
  const from = await db
    .selectFrom("proposal")
    .select("id")
    .where("merged_into", "=", id)
    .orderBy("id")
    .execute();
  return {
    measures: became.map(({ subject }) => subject),
    related: [...(into?.merged_into == null ? [] : [into.merged_into]), ...from.map((one) => one.id)].map(
      (subject) => ({ kind: "proposal", subject }),
    ),
  };
}

async function besideDecision(
  db: CivicDatabase,
  id: number,
): Promise<Pick<CaseScope, "related" | "measures">> {
  const row = await db
    .selectFrom("decision")
    .select(["about_kind", "about_ref"])
    .where("id", "=", id)
    .executeTakeFirst();
  return {
    measures: row?.about_kind === "measure" && row.about_ref !== null ? [row.about_ref] : [],
    related: row?.about_kind === "proposal" ? [{ kind: "proposal", subject: Number(row.about_ref) }] : [],
  };
}
