import { formats, type Language } from "../../web/language/index.ts";
import type { Names } from "../buildings/index.ts";
import { newsMessages } from "./messages.ts";
import type { News } from "./news.ts";
import { newsText } from "./words.ts";

export interface Letter {
  readonly subject: string;
  readonly text: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Carries a letter to its addressee; throws when it could not. */
export type SendLetter = (to: string, letter: Letter) => Promise<void>;

export interface LetterContext {
  readonly cityNames: Names;
  readonly zone: string;
  /** Address people reach the node at. */
  readonly baseUrl: string;
}

/** So many lines a letter holds; the page has them all. */
const MOST_LINES = 30;

/** The code that begins the letters. Nothing in it is written by people: a stranger could send it to anybody. */
export function codeLetter(
  { cityNames, baseUrl }: LetterContext,
  asked: {
    readonly language: Language;
    readonly names: Names;
    readonly id: string;
    readonly code: string;
  },
): Letter {
  const { language, names, id, code } = asked;
  const t = newsMessages.t(language);
  return {
    subject: t("letter.code-subject", { city: cityNames[language], code }),
    text: lines(
      t("letter.code-what", { name: names[language] }),
      "",
      t("letter.code", { code }),
      `${baseUrl}/${language}/confirm-following/${id}`,
      "",
      t("letter.code-not-you"),
    ),
  };
}

/** What is new at a house, newest first, and the way to get no more letters (RFC 8058). */
export function newsLetter(
  { cityNames, zone, baseUrl }: LetterContext,
  told: {
    readonly language: Language;
    readonly slug: string;
    readonly names: Names;
    readonly news: readonly News[];
    readonly stopKey: string;
  },
): Letter {
  const { language, slug, names, news, stopKey } = told;
  const t = newsMessages.t(language);
  const format = formats(language, zone);
  const name = names[language];
  const shown = news.slice(0, MOST_LINES);
  const stop = encodeURIComponent(stopKey);
  return {
    subject: t("letter.subject", { name, count: news.length, city: cityNames[language] }),
    text: lines(
      t("letter.lead", { name }),
      ...shown.flatMap((item) => [
        "",
        `${format.date(item.happenedAtMs, "day")}: ${newsText(language, format, item)}`,
        `${baseUrl}/${language}${item.path}`,
      ]),
      ...(news.length > shown.length ? ["", t("letter.more", { count: news.length - shown.length })] : []),
      "",
      t("letter.all"),
      `${baseUrl}/${language}/house-news/${slug}`,
      "",
      t("letter.why"),
      t("letter.stop"),
      `${baseUrl}/${language}/stop-following/${stop}`,
    ),
    headers: {
      "List-Unsubscribe": `<${baseUrl}/stop-following/${stop}>`,
      "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    },
  };
}

function lines(...texts: string[]): string {
  return `${texts.join("\n")}\n`;
}
