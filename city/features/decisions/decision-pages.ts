import { localDate } from "@husting/series";
import type { Names } from "../buildings/index.ts";
import type { ShownCase } from "../records/index.ts";
import { type BoardPromise, boardPromises, countStates, type StateCounts } from "./board.ts";
import type { Correction, Decision, DecisionBook } from "./decisions.ts";
import {
  countVotes,
  type Holder,
  inOffice,
  type Side,
  termOn,
  type Vote,
  type VoteCounts,
} from "./office.ts";
import type { AskRefusal, CodeFault, Question, QuestionAnswer, QuestionBook } from "./questions.ts";
import { type QuestionState, questionState, type SaidQuestion } from "./why.ts";

export interface ListedDecision {
  readonly id: number;
  readonly titles: Names;
  readonly date: string;
  readonly caseNumber: string;
  readonly outcome: Decision["outcome"];
  readonly body: { readonly slug: string; readonly names: Names };
  readonly promises: StateCounts;
  /** Questions that came due without an answer. */
  readonly unanswered: number;
}

export interface DecisionsPage {
  readonly bodies: readonly { readonly slug: string; readonly names: Names }[];
  /** Slug of the body whose decisions are shown; null for all. */
  readonly body: string | null;
  readonly decisions: readonly ListedDecision[];
}

/** One member as of the day of the meeting; `vote` is null where none was recorded. */
export interface MemberVote extends Pick<Holder, "id" | "name" | "party" | "side"> {
  readonly vote: Vote | null;
}

export interface AskedQuestion extends Question {
  readonly case: ShownCase | null;
  readonly state: QuestionState;
  /** Days since it was asked. */
  readonly ageDays: number;
  /** Whoever asked it or said that theirs is the same. */
  readonly askers: number;
  readonly answers: readonly QuestionAnswer[];
}

export interface AskForm {
  readonly said: SaidQuestion;
  readonly fault: AskRefusal | null;
  /** Number of the question whose code is awaited; null before. */
  readonly sent: number | null;
  readonly codeFault: CodeFault | null;
}

export interface DecisionPage {
  readonly case: ShownCase | null;
  readonly decision: Decision;
  readonly body: { readonly slug: string; readonly names: Names; readonly office: string };
  readonly term: { readonly fromDate: string; readonly toDate: string } | null;
  readonly members: readonly MemberVote[];
  readonly counts: Readonly<Record<Side | "all", VoteCounts>>;
  readonly currency: string;
  /** What it is about, where that has a page. */
  readonly about: { readonly path: string; readonly titles: Names } | null;
  readonly corrections: readonly Correction[];
  readonly promises: readonly BoardPromise[];
  readonly questions: readonly AskedQuestion[];
  readonly answerDays: number;
  readonly ask: AskForm | null;
}

interface Parts {
  readonly decisions: DecisionBook;
  readonly questions: QuestionBook;
  readonly currency: string;
}

export async function decisionsPage(
  { decisions: book, questions }: Parts,
  asked: string | null,
): Promise<DecisionsPage> {
  const [decisions, { bodies }, promises, why] = await Promise.all([
    book.all(),
    book.bodies.register(),
    boardPromises(book),
    askedQuestions(book, questions),
  ]);
  const body = bodies.find(({ slug }) => slug === asked);
  return {
    bodies: bodies.map(({ slug, names }) => ({ slug, names })),
    body: body?.slug ?? null,
    decisions: decisions
      .filter(({ bodyId }) => body === undefined || bodyId === body.id)
      .flatMap(({ id, titles, date, caseNumber, outcome, bodyId }) => {
        const by = bodies.find((one) => one.id === bodyId);
        if (by === undefined) return [];
        return [
          {
            ...{ id, titles, date, caseNumber, outcome },
            body: { slug: by.slug, names: by.names },
            promises: countStates(promises.filter(({ decisionId }) => decisionId === id)),
            unanswered: why.filter(
              ({ about, state }) =>
                about.kind === "decision" && about.ref === String(id) && state === "unanswered",
            ).length,
          },
        ];
      }),
  };
}

/** Every question that is not the same as another, with who asks it, oldest first. */
export async function askedQuestions(
  { bodies, parts }: DecisionBook,
  questions: QuestionBook,
): Promise<AskedQuestion[]> {
  const [all, answers, cases] = await Promise.all([
    questions.all(),
    questions.answers(),
    parts.cases.shown("question"),
  ]);
  return all
    .filter(({ sameAs }) => sameAs === null)
    .map((question) => {
      const own = answers.get(question.id) ?? [];
      return {
        ...question,
        case: cases.get(question.id) ?? null,
        state: questionState(question, own.length > 0, bodies.today),
        ageDays: Temporal.PlainDate.from(localDate(parts.zone, question.askedAtMs)).until(bodies.today, {
          largestUnit: "days",
        }).days,
        askers: 1 + all.filter(({ sameAs }) => sameAs === question.id).length,
        answers: own,
      };
    });
}

export async function decisionPage(
  { decisions: book, questions, currency }: Parts,
  id: number,
  ask: AskForm | null = null,
): Promise<DecisionPage | undefined> {
  const decision = await book.find(id);
  if (decision === undefined) return undefined;
  const { parts } = book;
  const [{ bodies, terms, holders }, cast, corrections, promises, why] = await Promise.all([
    book.bodies.register(),
    book.votesOf(id),
    book.corrections(id),
    boardPromises(book),
    askedQuestions(book, questions),
  ]);
  const body = bodies.find((one) => one.id === decision.bodyId);
  if (body === undefined) return undefined;
  const term = termOn(body, terms, decision.date);
  const members = inOffice(body, terms, holders, decision.date);
  return {
    case: await parts.cases.shownOf("decision", id),
    decision,
    body: { slug: body.slug, names: body.names, office: body.office },
    term: term === undefined ? null : { fromDate: term.fromDate, toDate: term.toDate },
    members: members.map(({ id, name, party, side }) => ({
      ...{ id, name, party, side },
      vote: cast.get(id) ?? null,
    })),
    counts: countVotes(members, cast),
    currency,
    about: await aboutOf(parts, decision),
    corrections,
    promises: promises.filter(({ decisionId }) => decisionId === id),
    questions: why.filter(({ about }) => about.kind === "decision" && about.ref === String(id)),
    answerDays: body.answerDays,
    ask,
  };
}

async function aboutOf(
  { measures, proposals }: DecisionBook["parts"],
  { about }: Decision,
): Promise<DecisionPage["about"]> {
  if (about.ref === null) return null;
  if (about.kind === "measure") {
    const measure = await measures.bySlug(about.ref);
    return measure === undefined ? null : { path: `/measures/${measure.slug}`, titles: measure.titles };
  }
  const proposal = await proposals?.find(about.ref);
  return proposal === undefined ? null : { path: proposal.path, titles: proposal.titles };
}

/** What a measure's page tells of decisions about it. */
export interface DecisionsOfMeasure {
  readonly decisions: readonly (Pick<Decision, "id" | "titles" | "date" | "outcome"> & {
    readonly body: Names;
  })[];
  readonly promises: readonly BoardPromise[];
}

export async function decisionsOfMeasure(book: DecisionBook, slug: string): Promise<DecisionsOfMeasure> {
  const [all, { bodies }, promises] = await Promise.all([
    book.all(),
    book.bodies.register(),
    boardPromises(book),
  ]);
  const own = all.filter(({ about }) => about.kind === "measure" && about.ref === slug);
  return {
    decisions: own.flatMap(({ id, titles, date, outcome, bodyId }) => {
      const body = bodies.find((one) => one.id === bodyId);
      return body === undefined ? [] : [{ id, titles, date, outcome, body: body.names }];
    }),
    promises: promises.filter(({ decisionId }) => own.some(({ id }) => id === decisionId)),
  };
}
