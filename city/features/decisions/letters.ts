import { formats, type Language } from "../../web/language/index.ts";
import type { Names } from "../buildings/index.ts";
import { recordMessages } from "../records/messages.ts";
import { decisionMessages } from "./messages.ts";
import type { QuestionCode } from "./questions.ts";
import type { ReminderKind } from "./reminder-kinds.ts";

export interface Letter {
  readonly subject: string;
  readonly text: string;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface LetterContext {
  readonly language: Language;
  readonly cityNames: Names;
  readonly baseUrl: string;
  readonly zone: string;
}

/** The code that confirms an address, and what it is for. */
export function codeLetter(
  { language, cityNames, baseUrl }: LetterContext,
  { code, key, about }: QuestionCode,
): Letter {
  const t = decisionMessages.t(language);
  return {
    subject: t("letter.code-subject", { code, city: cityNames[language] }),
    text: lines(
      t("letter.code", { code }),
      `${baseUrl}/${language}/${about.kind}s/${about.ref}?question=${key}#ask`,
      "",
      t("letter.code-why"),
    ),
  };
}

/** An answer to "why not?", for somebody who asked for it, with the way to get no more letters (RFC 8058). */
export function answerLetter(
  { language, cityNames, baseUrl }: LetterContext,
  told: {
    readonly title: Names;
    /** Case number of the question; null where it has none. */
    readonly case: string | null;
    readonly path: string;
    readonly answer: string;
    readonly stop: string;
  },
): Letter {
  const t = decisionMessages.t(language);
  return {
    subject: t("letter.answer-subject", { city: cityNames[language] }),
    text: lines(
      t("letter.answer", { title: told.title[language] }),
      ...caseLine(language, told.case),
      "",
      told.answer,
      "",
      `${baseUrl}/${language}${told.path}`,
      "",
      t("letter.stop"),
      `${baseUrl}/${language}/why/${told.stop}`,
    ),
    headers: {
      "List-Unsubscribe": `<${baseUrl}/why/${told.stop}>`,
      "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    },
  };
}

/** An answer to "why not?" comes due, or has. */
export function whyReminderLetter(
  { language, cityNames, baseUrl, zone }: LetterContext,
  isOverdue: boolean,
  question: { readonly title: Names; readonly dueDate: string; readonly path: string; readonly desk: string },
): Letter {
  const t = decisionMessages.t(language);
  const date = formats(language, zone).plainDate(question.dueDate);
  const kind = isOverdue ? "overdue" : "week";
  return {
    subject: t(`letter.why-${kind}-subject`, { city: cityNames[language], date }),
    text: lines(
      t(`letter.why-${kind}`, { date }),
      "",
      question.title[language],
      "",
      `${baseUrl}/${language}${question.path}`,
      `${baseUrl}/${language}${question.desk}`,
      "",
      t("letter.why-reminder"),
    ),
  };
}

/** A promise comes due, or has. */
export function reminderLetter(
  { language, cityNames, baseUrl, zone }: LetterContext,
  kind: ReminderKind,
  promise: {
    readonly id: number;
    /** Case number of its decision; null where it has none. */
    readonly case: string | null;
    readonly text: string;
    readonly dueDate: string;
    readonly decisionId: number;
  },
): Letter {
  const t = decisionMessages.t(language);
  const date = formats(language, zone).plainDate(promise.dueDate);
  return {
    subject: t(`letter.reminder-${kind}-subject`, { city: cityNames[language], date }),
    text: lines(
      t(`letter.reminder-${kind}`, { date }),
      ...caseLine(language, promise.case),
      "",
      promise.text,
      "",
      `${baseUrl}/${language}/decisions/${promise.decisionId}#promise-${promise.id}`,
      `${baseUrl}/${language}/staff/promises/${promise.id}`,
      "",
      t("letter.reminder-why"),
    ),
  };
}

function caseLine(language: Language, label: string | null): string[] {
  return label === null ? [] : [recordMessages.t(language)("case.letter", { label })];
}

function lines(...texts: string[]): string {
  return `${texts.join("\n")}\n`;
}
