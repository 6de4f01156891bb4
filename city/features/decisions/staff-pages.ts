import type { Language } from "../../web/language/index.ts";
import type { Names } from "../buildings/index.ts";
import { type BoardPromise, boardPromises } from "./board.ts";
import { type AskedQuestion, askedQuestions, type DecisionPage, decisionPage } from "./decision-pages.ts";
import type { CorrectionFault, DecisionBook } from "./decisions.ts";
import { type EasyFault, easyWordsMissing } from "./easy-words.ts";
import type { AnswerRefusal, SaidAnswer } from "./follow-ups.ts";
import {
  type Body,
  countVotes,
  type Holder,
  inOffice,
  type Side,
  type Term,
  type VoteCounts,
} from "./office.ts";
import type { OfficeRefusal, SaidOffice } from "./office-forms.ts";
import type { DecidedConversation } from "./parts.ts";
import type { QuestionBook } from "./questions.ts";
import type { TextFault } from "./read-text.ts";
import { readDate } from "./read-text.ts";
import {
  aboutIn,
  checkedMark,
  type DecisionRefusal,
  type NewDecision,
  type SaidDecision,
} from "./said-decision.ts";

interface Parts {
  readonly decisions: DecisionBook;
  readonly questions: QuestionBook;
  readonly currency: string;
}

export interface OfficeAttempt {
  readonly said: SaidOffice;
  readonly fault: OfficeRefusal;
  /** Which form it was. */
  readonly form: string;
}

export interface BodiesPage {
  readonly bodies: readonly Body[];
  readonly attempt: OfficeAttempt | null;
}

export interface BodyPage {
  readonly body: Body;
  /** Newest first, each with who held office in it. */
  readonly terms: readonly (Term & { readonly holders: readonly Holder[] })[];
  readonly others: readonly { readonly slug: string; readonly names: Names }[];
  readonly successor: Names | null;
  readonly attempt: OfficeAttempt | null;
}

export async function bodiesPage(
  book: DecisionBook,
  attempt: OfficeAttempt | null = null,
): Promise<BodiesPage> {
  return { bodies: (await book.bodies.register()).bodies, attempt };
}

export async function bodyPage(
  book: DecisionBook,
  slug: string,
  attempt: OfficeAttempt | null = null,
): Promise<BodyPage | undefined> {
  const { bodies, terms, holders } = await book.bodies.register();
  const body = bodies.find((one) => one.slug === slug);
  if (body === undefined) return undefined;
  return {
    body,
    terms: terms
      .filter(({ bodyId }) => bodyId === body.id)
      .map((term) => ({ ...term, holders: holders.filter(({ termId }) => termId === term.id) }))
      .reverse(),
    others: bodies.filter(({ id }) => id !== body.id).map(({ slug, names }) => ({ slug, names })),
    successor: bodies.find(({ id }) => id === body.successorId)?.names ?? null,
    attempt,
  };
}

/** The form looked at before it goes on record. */
export interface DecisionCheck {
  readonly mark: string;
  readonly counts: Readonly<Record<Side | "all", VoteCounts>>;
  readonly promises: NewDecision["promises"];
}

export interface NewDecisionPage {
  readonly bodies: readonly { readonly slug: string; readonly names: Names }[];
  readonly measures: readonly { readonly slug: string; readonly titles: Names }[];
  readonly proposals: readonly { readonly ref: string; readonly titles: Names }[];
  readonly conversations: readonly { readonly ref: string; readonly titles: Names }[];
  /** What it is about before anything has been written, as a page that led here says it. */
  readonly about: string;
  /** The conversation that it is about, with what unites all groups; null where it is about none. */
  readonly conversation: DecidedConversation | null;
  readonly said: SaidDecision | null;
  readonly fault: DecisionRefusal | null;
  /** Who was in office on the day of the form, by the register. */
  readonly members: readonly Holder[];
  /** Null until everything in the form can be understood. */
  readonly check: DecisionCheck | null;
  readonly currency: string;
  readonly today: string;
  /** Questions that wait for the answer of a body's office, longest first. */
  readonly waiting: readonly (AskedQuestion & { readonly title: Names; readonly desk: string })[];
  /** How many decisions and promises have no easy words, by language. */
  readonly easyMissing: Readonly<Record<Language, number>>;
}

export async function newDecisionPage(
  { decisions: book, questions, currency }: Parts,
  said: SaidDecision | null = null,
  fault: DecisionRefusal | null = null,
  understood: NewDecision | null = null,
  asked: string | null = null,
): Promise<NewDecisionPage> {
  const about = said?.about ?? asked ?? "free";
  const [{ bodies, terms, holders }, measures, proposals, conversations, conversation, waiting, easyMissing] =
    await Promise.all([
      book.bodies.register(),
      book.parts.measures.all(),
      book.parts.proposals?.open() ?? [],
      book.parts.conversations?.open() ?? [],
      conversationIn(book, about),
      waitingQuestions(book, questions),
      easyWordsMissing(book.parts.civic),
    ]);
  const body = bodies.find(({ slug }) => slug === said?.body);
  const date = readDate(said?.date ?? "");
  return {
    bodies: bodies.map(({ slug, names }) => ({ slug, names })),
    measures: measures.map(({ slug, titles }) => ({ slug, titles })),
    ...{ proposals, conversations, about, conversation },
    said,
    fault,
    members: body !== undefined && date.ok ? inOffice(body, terms, holders, date.value) : [],
    check:
      said === null || understood === null
        ? null
        : {
            mark: checkedMark(said),
            counts: countVotes(understood.members, understood.votes),
            promises: understood.promises,
          },
    currency,
    today: book.bodies.today,
    waiting,
    easyMissing,
  };
}

async function conversationIn(book: DecisionBook, said: string): Promise<DecidedConversation | null> {
  const about = aboutIn(said);
  if (about?.kind !== "conversation") return null;
  return (await book.parts.conversations?.find(about.ref)) ?? null;
}

async function waitingQuestions(book: DecisionBook, questions: QuestionBook) {
  const open = (await askedQuestions(book, questions)).filter(({ state }) => state !== "answered");
  const named = await Promise.all(
    open.map(async (question) => {
      const { kind, ref } = question.about;
      if (kind === "decision") {
        const decision = await book.find(Number(ref));
        return decision && { ...question, title: decision.titles, desk: `/staff/decisions/${ref}` };
      }
      const proposal = await book.parts.proposals?.find(ref);
      return proposal && { ...question, title: proposal.titles, desk: `/staff${proposal.path}` };
    }),
  );
  return named.filter((question) => question !== undefined);
}

export interface StaffDecisionPage extends DecisionPage {
  readonly correction: {
    readonly said: { readonly field: string; readonly text: string; readonly reason: string };
    readonly fault: CorrectionFault;
  } | null;
  readonly answering: {
    readonly question: number;
    readonly said: string;
    readonly fault: TextFault | "reason-unknown" | "question-unknown";
  } | null;
  readonly easyAttempt: {
    readonly said: { readonly about: string; readonly language: string; readonly body: string };
    readonly fault: EasyFault;
  } | null;
}

export async function staffDecisionPage(
  parts: Parts,
  id: number,
  attempt: Partial<Pick<StaffDecisionPage, "correction" | "answering" | "easyAttempt">> = {},
): Promise<StaffDecisionPage | undefined> {
  const page = await decisionPage(parts, id);
  return page && { ...page, correction: null, answering: null, easyAttempt: null, ...attempt };
}

export interface StaffPromisesPage {
  readonly today: string;
  /** Those that nobody has answered for, the earliest due first, then the others. */
  readonly promises: readonly BoardPromise[];
}

export async function staffPromisesPage(book: DecisionBook): Promise<StaffPromisesPage> {
  const promises = await boardPromises(book);
  const isAnswered = ({ answers }: BoardPromise): number => Number(answers.length > 0);
  return {
    today: book.bodies.today,
    promises: promises.sort(
      (a, b) => isAnswered(a) - isAnswered(b) || (a.dueDate < b.dueDate ? -1 : 1) || a.id - b.id,
    ),
  };
}

export interface StaffPromisePage {
  readonly promise: BoardPromise;
  readonly said: SaidAnswer | null;
  readonly fault: AnswerRefusal | null;
}

export async function staffPromisePage(
  book: DecisionBook,
  id: number,
  said: SaidAnswer | null = null,
  fault: AnswerRefusal | null = null,
): Promise<StaffPromisePage | undefined> {
  const promise = (await boardPromises(book)).find((one) => one.id === id);
  return promise && { promise, said, fault };
}
