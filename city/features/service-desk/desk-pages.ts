import type { Language } from "../../web/language/index.ts";
import type { Names } from "../buildings/index.ts";
import {
  type AskedQuestion,
  answererOfProposal,
  askedQuestions,
  type DecisionBook,
  type QuestionBook,
} from "../decisions/index.ts";
import type { DeskPage, Proposal, SlipAnswer, SlipsFault } from "../proposals/index.ts";
import { askedOf, type Opening } from "./where.ts";

/** The desk of a service point: what came on paper, who is here, and codes to hand out. */
export interface ServiceDeskPage {
  readonly codes: DeskPage;
  readonly opening: Opening | null;
}

/** Where anybody types the code on a paper. */
export interface CodePage {
  readonly opening: Opening | null;
}

export interface HelpPage {
  readonly state: "open" | "over" | "none";
  readonly minutes: number;
}

export interface SlipsPage {
  readonly id: number;
  readonly title: string | null;
  readonly titleLanguage: Language;
  /** Of the proposal's page. */
  readonly address: string;
  readonly code: string;
  /** Shown this once. */
  readonly slips: readonly string[];
  readonly fault: "codes-count" | "not-open" | null;
}

export interface EnterSlipsPage {
  readonly id: number;
  readonly title: string | null;
  readonly titleLanguage: Language;
  readonly endorsements: number;
  readonly typed: string;
  readonly answers: readonly SlipAnswer[];
  readonly fault: SlipsFault | null;
}

export interface PaperQuestionPage {
  /** As its address says it: decisions-1 or proposals-12. */
  readonly about: string;
  /** Of the page it is about, without the language. */
  readonly path: string;
  readonly titles: Names;
  readonly canAsk: boolean;
  readonly questions: readonly AskedQuestion[];
  readonly said: SaidPaperQuestion;
  readonly fault: { readonly field: string; readonly code: string } | null;
}

export interface SaidPaperQuestion {
  readonly text: string;
  readonly sameAs: string;
  readonly paperAt: string;
  readonly language: Language;
}

/** What "why not?" can be asked of, with who has to answer by when. */
export interface Askable {
  readonly subject: { readonly kind: "decision" | "proposal"; readonly ref: string };
  readonly path: string;
  readonly titles: Names;
  readonly canAsk: boolean;
  readonly dueDate: string;
}

interface Parts {
  readonly decisions: DecisionBook;
  readonly questions: QuestionBook;
}

/** @param about decisions-1 or proposals-12. */
export async function askable({ decisions }: Parts, about: string): Promise<Askable | undefined> {
  const asked = askedOf(about);
  if (asked === undefined) return undefined;
  const ref = String(asked.number);
  const dueIn = (days: number): string =>
    Temporal.PlainDate.from(decisions.bodies.today).add({ days }).toString();
  if (asked.kind === "decision") {
    const decision = await decisions.find(asked.number);
    if (decision === undefined) return undefined;
    const { bodies } = await decisions.bodies.register();
    const days = bodies.find(({ id }) => id === decision.bodyId)?.answerDays ?? 0;
    const subject = { kind: "decision", ref } as const;
    return {
      subject,
      path: `/decisions/${ref}`,
      titles: decision.titles,
      canAsk: true,
      dueDate: dueIn(days),
    };
  }
  const proposal = await decisions.parts.proposals?.find(ref);
  if (proposal === undefined) return undefined;
  const { answerDays } = await answererOfProposal(decisions, ref);
  return {
    subject: { kind: "proposal", ref },
    path: proposal.path,
    titles: proposal.titles,
    canAsk: proposal.isDeclined,
    dueDate: dueIn(answerDays),
  };
}

export async function paperQuestionPage(
  parts: Parts,
  about: string,
  said: SaidPaperQuestion,
  fault: PaperQuestionPage["fault"] = null,
): Promise<PaperQuestionPage | undefined> {
  const subject = await askable(parts, about);
  if (subject === undefined) return undefined;
  const { path, titles, canAsk } = subject;
  const questions = await askedQuestions(parts.decisions, parts.questions, subject.subject);
  return { about, path, titles, canAsk, questions, said, fault };
}

export function slipsPage(
  { id, title, language }: Proposal,
  address: string,
  code: string,
  outcome: Pick<SlipsPage, "slips" | "fault"> = { slips: [], fault: null },
): SlipsPage {
  return { id, title, titleLanguage: language, address, code, ...outcome };
}

export function enterSlipsPage(
  { id, title, language, endorsements }: Proposal,
  outcome: Pick<EnterSlipsPage, "typed" | "answers" | "fault"> = { typed: "", answers: [], fault: null },
): EnterSlipsPage {
  return { id, title, titleLanguage: language, endorsements, ...outcome };
}
