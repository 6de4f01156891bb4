import { localDate } from "@husting/series";
import { csvText } from "../../web/csv.ts";
import type { Language } from "../../web/language/index.ts";
import type { Names } from "../buildings/index.ts";
import type { Decision, DecisionBook } from "./decisions.ts";
import { type EasyWords, easyWords } from "./easy-words.ts";
import { answersOf, type PromiseAnswer, type Promised, promisesOf } from "./follow-ups.ts";
import type { Body } from "./office.ts";
import { type PromiseState, promiseState, promiseStates } from "./promise-state.ts";

/** A promise as the board shows it, with all that was said of it. */
export interface BoardPromise extends Promised {
  readonly state: PromiseState;
  /** Oldest first; the newest counts. */
  readonly answers: readonly PromiseAnswer[];
  readonly decision: Pick<Decision, "id" | "titles" | "date" | "caseNumber">;
  /** Slug and titles of the measure whose verdict answers it. */
  readonly measure: { readonly slug: string; readonly titles: Names } | null;
  /** In the languages that somebody wrote them in. */
  readonly easy: readonly EasyWords[];
}

export type StateCounts = Readonly<Record<PromiseState, number>>;

export interface BoardTerm {
  readonly fromDate: string;
  readonly toDate: string;
  /** Of the whole term, however many of its promises stand on this page. */
  readonly counts: StateCounts;
  /** Those that wait for an answer first, then by their due day. */
  readonly promises: readonly BoardPromise[];
}

export interface BoardPage {
  readonly today: string;
  readonly page: number;
  readonly pages: number;
  readonly all: StateCounts;
  readonly bodies: readonly {
    readonly slug: string;
    readonly names: Names;
    readonly office: string;
    readonly toDate: string | null;
    readonly successor: Names | null;
    /** Newest first. */
    readonly terms: readonly BoardTerm[];
  }[];
}

/** Every promise as it stands today; or those of some decisions. */
export async function boardPromises(
  book: DecisionBook,
  decisionIds?: readonly number[],
): Promise<BoardPromise[]> {
  const { parts } = book;
  const today = localDate(parts.zone, parts.nowMs());
  const promises = await promisesOf(parts, decisionIds);
  const some = decisionIds === undefined ? undefined : promises.map(({ id }) => id);
  const [answers, decisions, measures, easy] = await Promise.all([
    answersOf(parts, some),
    decisionIds === undefined ? book.all() : book.all({ ids: decisionIds }),
    parts.measures.all(),
    easyWords(parts.civic, "promise", some),
  ]);
  const decisionOf = new Map(decisions.map((decision) => [decision.id, decision]));
  const easyOf = Map.groupBy(easy, ({ about }) => about.id);
  return promises.flatMap((promise) => {
    const decision = decisionOf.get(promise.decisionId);
    if (decision === undefined) return [];
    const own = answers.get(promise.id) ?? [];
    const measure = measures.find(({ id }) => id === promise.measureId);
    const { id, titles, date, caseNumber } = decision;
    return [
      {
        ...promise,
        state: promiseState(promise.dueDate, own, today),
        answers: own,
        decision: { id, titles, date, caseNumber },
        measure: measure === undefined ? null : { slug: measure.slug, titles: measure.titles },
        easy: easyOf.get(promise.id) ?? [],
      },
    ];
  });
}

const PER_PAGE = 50;

/**
 * What every body has promised in every term, and what became of it.
 * @param asked a page of it; all on one page where it is missing.
 */
export async function boardPage(book: DecisionBook, asked?: number): Promise<BoardPage> {
  const [{ bodies, terms }, promises, decisions] = await Promise.all([
    book.bodies.register(),
    boardPromises(book),
    book.all(),
  ]);
  const bodyOf = new Map(decisions.map(({ id, bodyId }) => [id, bodyId]));
  const listed = bodies.map((body) => {
    const own = promises.filter(({ decisionId }) => bodyOf.get(decisionId) === body.id);
    // By the days of the term alone: whatever becomes of a body, its promises stay.
    const isIn = ({ decision: { date } }: BoardPromise, term: { fromDate: string; toDate: string }) =>
      term.fromDate <= date && date <= term.toDate;
    return {
      ...namesOfBody(body, bodies),
      terms: terms
        .filter(({ bodyId }) => bodyId === body.id)
        .map(({ fromDate, toDate }) => {
          const of = own.filter((promise) => isIn(promise, { fromDate, toDate })).sort(waitingFirst);
          return { fromDate, toDate, counts: countStates(of), promises: of };
        })
        .reverse(),
    };
  });
  const pages = asked === undefined ? 1 : Math.max(1, Math.ceil(promises.length / PER_PAGE));
  const page = Math.min(asked ?? 1, pages);
  return {
    ...{ today: book.bodies.today, page, pages, all: countStates(promises) },
    bodies: asked === undefined ? listed : onPage(listed, (page - 1) * PER_PAGE, page * PER_PAGE),
  };
}

/** The promises from one to another, counted through bodies and terms; a term in which nothing was promised stands on the first page. */
function onPage(bodies: BoardPage["bodies"], from: number, to: number): BoardPage["bodies"] {
  let at = 0;
  return bodies.map((body) => ({
    ...body,
    terms: body.terms.flatMap((term) => {
      const promises = term.promises.slice(Math.max(0, from - at), Math.max(0, to - at));
      at += term.promises.length;
      const isShown = promises.length > 0 || (from === 0 && term.promises.length === 0);
      return isShown ? [{ ...term, promises }] : [];
    }),
  }));
}

function namesOfBody({ slug, names, office, toDate, successorId }: Body, bodies: readonly Body[]) {
  return {
    slug,
    names,
    office,
    toDate,
    successor: bodies.find(({ id }) => id === successorId)?.names ?? null,
  };
}

export function countStates(promises: readonly Pick<BoardPromise, "state">[]): StateCounts {
  return Object.fromEntries(
    promiseStates.map((state) => [state, promises.filter((promise) => promise.state === state).length]),
  ) as StateCounts;
}

/** What nobody has answered for comes first. */
const ORDER: readonly PromiseState[] = ["unanswered", "broken", "partly", "open", "late", "kept"];

function waitingFirst(a: BoardPromise, b: BoardPromise): number {
  return (
    ORDER.indexOf(a.state) - ORDER.indexOf(b.state) ||
    Number(a.dueDate > b.dueDate) - Number(a.dueDate < b.dueDate) ||
    a.id - b.id
  );
}

const COLUMNS = [
  "body",
  "termFrom",
  "termTo",
  "decision",
  "caseNumber",
  "decided",
  "promise",
  "text",
  "measurable",
  "office",
  "due",
  "state",
  "done",
  "answeredAt",
  "evidenceKind",
  "evidence",
  "verdictSha256",
  "logEntry",
] as const;

/** The board as CSV. */
export function boardCsv(page: BoardPage, language: Language): string {
  const rows = page.bodies.flatMap((body) =>
    body.terms.flatMap((term) =>
      term.promises.map((promise) => {
        const last = promise.answers.at(-1);
        const cells = {
          body: body.names[language],
          termFrom: term.fromDate,
          termTo: term.toDate,
          decision: promise.decision.id,
          caseNumber: promise.decision.caseNumber,
          decided: promise.decision.date,
          promise: promise.id,
          text: promise.text,
          measurable: promise.measurable,
          office: promise.office,
          due: promise.dueDate,
          state: promise.state,
          done: last?.doneDate,
          answeredAt: last && new Date(last.atMs).toISOString(),
          evidenceKind: last?.evidence?.kind ?? (last?.verdict ? "verdict" : null),
          evidence: last?.evidence?.what,
          verdictSha256: last?.verdict?.sha256,
          logEntry: promise.logEntry,
        } satisfies Record<(typeof COLUMNS)[number], unknown>;
        return COLUMNS.map((column) => cells[column]);
      }),
    ),
  );
  return csvText([COLUMNS, ...rows]);
}
