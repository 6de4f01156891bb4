import { localDate } from "@husting/series";
import type { Names } from "../buildings/index.ts";
import { type PointedOut, pointedOut, type Standing, standingsOf, UNMODERATED } from "../moderation/index.ts";
import type { ShownCase } from "../records/index.ts";
import { type BoardPromise, boardPromises, countStates, type StateCounts } from "./board.ts";
import type { Correction, Decision, DecisionBook } from "./decisions.ts";
import { type EasyWords, easyWords } from "./easy-words.ts";
import {
  countVotes,
  type Holder,
  inOffice,
  type Side,
  termOn,
  type Vote,
  type VoteCounts,
} from "./office.ts";
import type { AboutKind } from "./outcome.ts";
import type { UnitingStatement } from "./parts.ts";
import type { PaperRefusal } from "./question-at-desk.ts";
import type { AskRefusal, CodeFault, Question, QuestionAnswer, QuestionBook } from "./questions.ts";
import { type QuestionState, type QuestionSubject, questionState, type SaidQuestion } from "./why.ts";

export interface ListedDecision {
  readonly id: number;
  readonly titles: Names;
  readonly date: string;
  readonly caseNumber: string;
  readonly outcome: Decision["outcome"];
  readonly body: { readonly slug: string; readonly names: Names };
  readonly promises: StateCounts;
  /** In the languages that somebody wrote them in. */
  readonly easy: readonly EasyWords[];
  /** Questions that came due without an answer. */
  readonly unanswered: number;
}

export interface DecisionsPage {
  readonly bodies: readonly { readonly slug: string; readonly names: Names }[];
  /** Slug of the body whose decisions are shown; null for all. */
  readonly body: string | null;
  readonly decisions: readonly ListedDecision[];
  readonly page: number;
  readonly pages: number;
}

/** One member as of the day of the meeting; `vote` is null where none was recorded. */
export interface MemberVote extends Pick<Holder, "id" | "name" | "party" | "side" | "seat"> {
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
  /** What a house rule did to its words. */
  readonly standing: Standing;
}

export interface AskForm {
  readonly said: SaidQuestion;
  readonly fault: AskRefusal | PaperRefusal | null;
  /** Key of the question whose code is awaited; null before. */
  readonly sent: string | null;
  readonly codeFault: CodeFault | null;
}

export interface DecisionPage {
  readonly case: ShownCase | null;
  readonly decision: Decision;
  readonly easy: readonly EasyWords[];
  readonly body: { readonly slug: string; readonly names: Names; readonly office: string };
  readonly term: { readonly fromDate: string; readonly toDate: string } | null;
  readonly members: readonly MemberVote[];
  readonly counts: Readonly<Record<Side | "all", VoteCounts>>;
  readonly currency: string;
  /** What it is about, where that has a page. */
  readonly about: {
    readonly kind: AboutKind;
    readonly path: string;
    readonly titles: Names;
    /** Of a conversation: what united all groups, and where all of what was said stands. */
    readonly said: { readonly report: string; readonly uniting: readonly UnitingStatement[] } | null;
  } | null;
  readonly corrections: readonly Correction[];
  readonly promises: readonly BoardPromise[];
  readonly questions: readonly AskedQuestion[];
  readonly answerDays: number;
  readonly ask: AskForm | null;
  /** What in the question others would read of somebody, told before it is sent. */
  readonly pointed: PointedOut | null;
}

interface Parts {
  readonly decisions: DecisionBook;
  readonly questions: QuestionBook;
  readonly currency: string;
}

const PER_PAGE = 25;

export async function decisionsPage(
  { decisions: book, questions }: Parts,
  asked: string | null,
  askedPage = 1,
): Promise<DecisionsPage> {
  const { bodies } = await book.bodies.register();
  const body = bodies.find(({ slug }) => slug === asked);
  const of = body === undefined ? {} : { bodyId: body.id };
  const pages = Math.max(1, Math.ceil((await book.count(of)) / PER_PAGE));
  const page = Math.min(askedPage, pages);
  const decisions = await book.all({ ...of, limit: PER_PAGE, offset: (page - 1) * PER_PAGE });
  const ids = decisions.map(({ id }) => id);
  const [promises, why, easy] = await Promise.all([
    boardPromises(book, ids),
    askedQuestions(book, questions),
    easyWords(book.parts.civic, "decision", ids),
  ]);
  return {
    bodies: bodies.map(({ slug, names }) => ({ slug, names })),
    body: body?.slug ?? null,
    page,
    pages,
    decisions: decisions.flatMap(({ id, titles, date, caseNumber, outcome, bodyId }) => {
      const by = bodies.find((one) => one.id === bodyId);
      if (by === undefined) return [];
      return [
        {
          ...{ id, titles, date, caseNumber, outcome },
          body: { slug: by.slug, names: by.names },
          promises: countStates(promises.filter(({ decisionId }) => decisionId === id)),
          easy: easy.filter(({ about }) => about.id === id),
          unanswered: why.filter(
            ({ about, state }) =>
              about.kind === "decision" && about.ref === String(id) && state === "unanswered",
          ).length,
        },
      ];
    }),
  };
}

/** Every question that is not the same as another, with who asks it, oldest first; all, or of one subject. */
export async function askedQuestions(
  { bodies, parts }: DecisionBook,
  questions: QuestionBook,
  subject?: QuestionSubject,
): Promise<AskedQuestion[]> {
  const [all, answers, cases] = await Promise.all([
    questions.all(subject),
    questions.answers(),
    parts.cases.shown("question"),
  ]);
  const standings = await standingsOf(
    parts.civic,
    all.map(({ id }) => ({ kind: "question", ref: String(id) })),
  );
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
        standing: standings.get(`question-${question.id}`) ?? UNMODERATED,
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
  const [{ bodies, terms, holders }, cast, corrections, promises, why, easy] = await Promise.all([
    book.bodies.register(),
    book.votesOf(id),
    book.corrections(id),
    boardPromises(book, [id]),
    askedQuestions(book, questions, { kind: "decision", ref: String(id) }),
    easyWords(parts.civic, "decision", [id]),
  ]);
  const body = bodies.find((one) => one.id === decision.bodyId);
  if (body === undefined) return undefined;
  const term = termOn(body, terms, decision.date);
  const members = inOffice(body, terms, holders, decision.date);
  return {
    case: await parts.cases.shownOf("decision", id),
    decision,
    easy,
    body: { slug: body.slug, names: body.names, office: body.office },
    term: term === undefined ? null : { fromDate: term.fromDate, toDate: term.toDate },
    members: members
      // A substitute who took nobody's place had no part in it.
      .filter(({ id, seat }) => seat === "member" || cast.has(id))
      .map(({ id, name, party, side, seat }) => ({
        ...{ id, name, party, side, seat },
        vote: cast.get(id) ?? null,
      })),
    counts: countVotes(members, cast),
    currency,
    about: await aboutOf(parts, decision),
    corrections,
    // In the order in which they were made, by which they are numbered.
    promises: promises.toSorted((a, b) => a.id - b.id),
    questions: why,
    answerDays: body.answerDays,
    ask,
    pointed: pointedInAsk(ask),
  };
}

/** What whoever asks is told before their words are sent: what in them looks as if it pointed at somebody. */
export function pointedInAsk(ask: AskForm | null): PointedOut | null {
  return ask?.fault?.code === "points-at-person" ? pointedOut([ask.said.text]) : null;
}

async function aboutOf(
  { measures, proposals, conversations }: DecisionBook["parts"],
  { about }: Decision,
): Promise<DecisionPage["about"]> {
  if (about.ref === null) return null;
  switch (about.kind) {
    case "measure": {
      const measure = await measures.bySlug(about.ref);
      const path = `/measures/${measure?.slug}`;
      return measure === undefined ? null : { kind: about.kind, path, titles: measure.titles, said: null };
    }
    case "proposal": {
      const proposal = await proposals?.find(about.ref);
      if (proposal === undefined) return null;
      return { kind: about.kind, path: proposal.path, titles: proposal.titles, said: null };
    }
    case "conversation": {
      const conversation = await conversations?.find(about.ref);
      if (conversation === undefined) return null;
      const { path, titles, report, uniting } = conversation;
      return { kind: about.kind, path, titles, said: { report, uniting } };
    }
    default:
      return null;
  }
}

/** What the page of a measure, a proposal or a conversation tells of decisions about it. */
export interface DecidedAbout {
  readonly decisions: readonly (Pick<Decision, "id" | "titles" | "date" | "outcome"> & {
    readonly body: Names;
  })[];
  readonly promises: readonly BoardPromise[];
}

/** About the measure itself, and about the proposals that became it. */
export async function decisionsOfMeasure(book: DecisionBook, slug: string): Promise<DecidedAbout> {
  const origins = await book.parts.civic
    .selectFrom("proposal_became")
    .select("proposal_id")
    .where("kind", "=", "measure")
    .where("subject", "=", slug)
    .execute();
  return decidedAbout(book, [
    { kind: "measure", ref: slug },
    ...origins.map(({ proposal_id }) => ({ kind: "proposal", ref: String(proposal_id) }) as const),
  ]);
}

export function decisionsOfProposal(book: DecisionBook, proposalId: number): Promise<DecidedAbout> {
  return decidedAbout(book, [{ kind: "proposal", ref: String(proposalId) }]);
}

export function decisionsOfConversation(book: DecisionBook, slug: string): Promise<DecidedAbout> {
  return decidedAbout(book, [{ kind: "conversation", ref: slug }]);
}

async function decidedAbout(
  book: DecisionBook,
  subjects: readonly { readonly kind: AboutKind; readonly ref: string }[],
): Promise<DecidedAbout> {
  const [{ bodies }, ...found] = await Promise.all([
    book.bodies.register(),
    ...subjects.map((about) => book.all({ about })),
  ]);
  const own = found.flat().sort((a, b) => (a.date === b.date ? b.id - a.id : a.date < b.date ? 1 : -1));
  const promises = await boardPromises(
    book,
    own.map(({ id }) => id),
  );
  return {
    decisions: own.flatMap(({ id, titles, date, outcome, bodyId }) => {
      const body = bodies.find((one) => one.id === bodyId);
      return body === undefined ? [] : [{ id, titles, date, outcome, body: body.names }];
    }),
    promises,
  };
}
