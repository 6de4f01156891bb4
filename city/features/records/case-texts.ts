import type { CivicDatabase } from "../../stores/civic/database.ts";
import { isLanguage, type Language } from "../../web/language/index.ts";
import { textsOf, threadOf } from "../proposals/index.ts";
import type { CaseScope } from "./case-scope.ts";

/** What a text of a document is. */
export const PART_NAMES = [
  "title",
  "text",
  "reason",
  "reasons",
  "covers",
  "reservations",
  "measurable",
  "office",
  "evidence",
  "votes",
] as const;
export type PartName = (typeof PART_NAMES)[number];

/** One text of a document. */
export interface CasePart {
  readonly name: PartName;
  /** Null where it was erased, or left out of what leaves. */
  readonly text: string | null;
  readonly isLeftOut: boolean;
  readonly language: Language;
}

/** How somebody in office voted. */
export interface CaseVote {
  /** Null where the name was erased. */
  readonly name: string | null;
  readonly party: string | null;
  readonly side: string;
  readonly vote: string;
}

/** What stands in rows beside an entry of the log. */
export interface EntryTexts {
  readonly parts: CasePart[];
  readonly votes: CaseVote[];
  /** When it happened, as its own page tells it. */
  atMs: number | null;
}

/** The texts that belong to entries of the log, by their numbers. */
export async function textsByEntry(db: CivicDatabase, scope: CaseScope): Promise<Map<number, EntryTexts>> {
  const found = new Map<number, EntryTexts>();
  const at = (entry: number, atMs: number | null): EntryTexts => {
    const known = found.get(entry) ?? { parts: [], votes: [], atMs: null };
    known.atMs ??= atMs;
    found.set(entry, known);
    return known;
  };
  const add = (
    { parts }: EntryTexts,
    language: string,
    texts: readonly (readonly [PartName, string | null])[],
  ): void => {
    for (const [name, text] of texts) parts.push(partOf(name, text, language));
  };
  for (const id of scope.proposals) {
    for (const text of await textsOf(db, id)) {
      const isErased = text.body === null;
      add(at(text.logEntry, text.atMs), text.language, [
        ...(text.kind === "easy" ? [] : ([["title", isErased ? null : text.title]] as const)),
        ["text", text.body],
        ...(text.reason === null ? [] : ([["reason", text.reason]] as const)),
      ]);
    }
    for (const entry of await threadOf(db, id))
      add(at(entry.logEntry, entry.atMs), entry.language, said([["reason", entry.reason]]));
  }
  await addDecided(db, scope, at, add);
  await addAsked(db, scope, at, add);
  return found;
}

type At = (entry: number, atMs: number | null) => EntryTexts;
type Add = (of: EntryTexts, language: string, texts: readonly (readonly [PartName, string | null])[]) => void;

async function addDecided(db: CivicDatabase, scope: CaseScope, at: At, add: Add): Promise<void> {
  for (const id of scope.decisions) {
    const row = await db.selectFrom("decision").selectAll().where("id", "=", id).executeTakeFirstOrThrow();
    const texts = at(row.log_entry, row.recorded_at_ms);
    const titles: Record<Language, string> = JSON.parse(row.titles);
    for (const language of ["sv", "zh", "en"] as const) add(texts, language, [["title", titles[language]]]);
    add(texts, row.language, [
      ["reasons", row.reasons],
      ...said([
        ["covers", row.covers],
        ["reservations", row.reservations],
      ]),
    ]);
    const votes = await db
      .selectFrom("decision_vote")
      .innerJoin("office_holder", "office_holder.id", "decision_vote.holder_id")
      .select(["office_holder.name", "office_holder.party", "office_holder.side", "decision_vote.vote"])
      .where("decision_vote.decision_id", "=", id)
      .orderBy("office_holder.id")
      .execute();
    texts.votes.push(...votes);
    const corrections = await db
      .selectFrom("decision_correction")
      .selectAll()
      .where("decision_id", "=", id)
      .execute();
    for (const one of corrections)
      add(at(one.log_entry, one.corrected_at_ms), one.language, [
        ["text", one.text],
        ["reason", one.reason],
      ]);
  }
  for (const id of scope.promises) {
    const row = await db.selectFrom("promise").selectAll().where("id", "=", id).executeTakeFirstOrThrow();
    add(at(row.log_entry, null), row.language, [
      ["text", row.text],
      ["office", row.office],
      ...said([["measurable", row.measurable]]),
    ]);
    const answers = await db.selectFrom("promise_answer").selectAll().where("promise_id", "=", id).execute();
    for (const one of answers)
      add(
        at(one.log_entry, one.answered_at_ms),
        one.language,
        said([
          ["text", one.text],
          ["evidence", one.evidence],
        ]),
      );
  }
}

async function addAsked(db: CivicDatabase, scope: CaseScope, at: At, add: Add): Promise<void> {
  for (const id of scope.questions) {
    const row = await db
      .selectFrom("why_question")
      .selectAll()
      .where("id", "=", id)
      .executeTakeFirstOrThrow();
    // Who asked the same gave no words of their own.
    const own = row.same_as === null ? ([["text", row.text]] as const) : [];
    if (row.log_entry !== null) add(at(row.log_entry, row.asked_at_ms), row.language, own);
    const answers = await db.selectFrom("why_answer").selectAll().where("question_id", "=", id).execute();
    for (const one of answers) add(at(one.log_entry, one.answered_at_ms), one.language, [["text", one.text]]);
  }
}

/** Those that were said at all. */
function said<Name extends PartName>(
  texts: readonly (readonly [Name, string | null])[],
): (readonly [Name, string | null])[] {
  return texts.filter(([, text]) => text !== null);
}

function partOf(name: PartName, text: string | null, language: string): CasePart {
  return { name, text, isLeftOut: false, language: isLanguage(language) ? language : "en" };
}
