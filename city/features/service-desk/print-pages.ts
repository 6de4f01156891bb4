import type { Language } from "../../web/language/index.ts";
import type { Names } from "../buildings/index.ts";
import type { DecisionPage, EasyWords } from "../decisions/index.ts";
import type { ProposalPage, ProposalState } from "../proposals/index.ts";
import { type QrCode, qrCode } from "../votes/index.ts";
import { type FormKind, formCode } from "./form-codes.ts";
import { isLong, LONG_TITLE, MOST_PROMISES, MOST_WIDTH, shorten } from "./shortening.ts";

/** What a paper says of how to go on from it. */
export interface Way {
  readonly code: string;
  /** What is typed into a browser, without https:// before it. */
  readonly address: string;
  readonly qr: QrCode;
}

/** A text that fits on the paper. */
export interface Shortened {
  readonly text: string;
  readonly language: Language;
  /** Whether it was cut. */
  readonly isCut: boolean;
  /** Whether it takes smaller letters to fit. */
  readonly isLong: boolean;
  readonly isEasy: boolean;
}

export interface PosterPage {
  readonly id: number;
  readonly title: string | null;
  readonly titleLanguage: Language;
  readonly titleIsLong: boolean;
  readonly text: Shortened | null;
  readonly state: ProposalState;
  readonly endorsements: number;
  readonly canEndorse: boolean;
  readonly atMs: number;
  readonly way: Way;
}

export interface NoticePage {
  readonly id: number;
  readonly title: string;
  readonly titleIsLong: boolean;
  readonly body: Names;
  readonly date: string;
  readonly caseNumber: string;
  readonly outcome: string;
  readonly text: Shortened;
  readonly promises: readonly {
    readonly id: number;
    readonly text: string;
    readonly language: Language;
    readonly dueDate: string;
    readonly office: string;
  }[];
  /** Promises that do not fit. */
  readonly more: number;
  readonly answerDays: number;
  readonly way: Way;
}

export interface WhyFormPage {
  readonly titles: Names;
  readonly way: Way;
}

export interface AuthorSlipPage {
  readonly id: number;
  readonly title: string | null;
  readonly titleLanguage: Language;
  readonly code: string;
  /** Of the page where codes are typed. */
  readonly address: string;
  readonly qr: QrCode;
}

export function wayTo(baseUrl: string, kind: FormKind, number: number): Way {
  const code = formCode({ kind, number, proof: "" });
  const url = `${baseUrl}/f/${code.replaceAll("-", "")}`;
  return { code, address: bare(url), qr: qrCode(url) };
}

const bare = (url: string): string => url.replace(/^https?:\/\//u, "");

export function posterPage(page: ProposalPage, baseUrl: string, nowMs: number): PosterPage {
  const { shown, easy } = page;
  const text = easy?.body ?? shown.body;
  return {
    id: page.id,
    title: shown.title,
    titleLanguage: shown.language,
    titleIsLong: isLong(shown.title ?? "", LONG_TITLE),
    text:
      text === null
        ? null
        : {
            ...shorten(text, MOST_WIDTH.poster),
            language: easy?.language ?? shown.language,
            isEasy: easy !== null,
          },
    state: page.state,
    endorsements: page.endorsements,
    canEndorse: page.canEndorse,
    atMs: nowMs,
    way: wayTo(baseUrl, "endorse", page.id),
  };
}

export function noticePage(page: DecisionPage, language: Language, baseUrl: string): NoticePage {
  const { decision, promises } = page;
  const easyOf = (all: readonly EasyWords[]) => all.find((one) => one.language === language);
  const easy = easyOf(page.easy);
  return {
    id: decision.id,
    title: decision.titles[language],
    titleIsLong: isLong(decision.titles[language], LONG_TITLE),
    body: page.body.names,
    date: decision.date,
    caseNumber: decision.caseNumber,
    outcome: decision.outcome,
    text: {
      ...shorten(easy?.body ?? decision.reasons, MOST_WIDTH.notice),
      language: easy?.language ?? decision.language,
      isEasy: easy !== undefined,
    },
    promises: promises.slice(0, MOST_PROMISES).map((promise) => ({
      id: promise.id,
      text: shorten(easyOf(promise.easy)?.body ?? promise.text, MOST_WIDTH.promise).text,
      language: easyOf(promise.easy)?.language ?? promise.language,
      dueDate: promise.dueDate,
      office: shorten(promise.office, MOST_WIDTH.office).text,
    })),
    more: Math.max(0, promises.length - MOST_PROMISES),
    answerDays: page.answerDays,
    way: wayTo(baseUrl, "ask-decision", decision.id),
  };
}

/** @param key of the author; what it opens is as good as the page itself. */
export function authorSlipPage(
  proposal: { readonly id: number; readonly title: string | null; readonly language: Language },
  key: string,
  proof: string,
  baseUrl: string,
  language: Language,
): AuthorSlipPage {
  return {
    id: proposal.id,
    title: proposal.title,
    titleLanguage: proposal.language,
    code: formCode({ kind: "author", number: proposal.id, proof }),
    address: bare(`${baseUrl}/${language}/code`),
    qr: qrCode(`${baseUrl}/${language}/my-proposal/${key}`),
  };
}
