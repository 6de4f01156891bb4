import type { Language } from "../../web/language/index.ts";
import { formats, htmlLanguage } from "../../web/language/index.ts";
import { escapeXml } from "../../web/xml.ts";
import type { Names } from "../buildings/index.ts";
import { boardPromises } from "./board.ts";
import type { DecisionBook } from "./decisions.ts";
import { decisionMessages } from "./messages.ts";
import { outcomeWord, promiseStateWord } from "./words.ts";

export interface FeedContext {
  readonly language: Language;
  readonly city: { readonly id: string; readonly names: Names; readonly zone: string };
  readonly baseUrl: string;
}

/** One thing a feed tells (RFC 4287). */
interface Entry {
  readonly id: string;
  readonly title: string;
  readonly atMs: number;
  readonly path: string;
  readonly text: string;
}

/** So many entries a feed holds. */
const MOST_ENTRIES = 50;

/** Decisions and corrections, newest first. */
export async function decisionsFeed(book: DecisionBook, context: FeedContext): Promise<string> {
  const { language } = context;
  const t = decisionMessages.t(language);
  const [decisions, { bodies }] = await Promise.all([book.all(), book.bodies.register()]);
  const entries = await Promise.all(
    decisions.slice(0, MOST_ENTRIES).map(async (decision): Promise<Entry[]> => {
      const body = bodies.find(({ id }) => id === decision.bodyId)?.names[language] ?? "";
      const path = `/decisions/${decision.id}`;
      const title = `${outcomeWord(language, decision.outcome)}: ${decision.titles[language]}`;
      const corrections = await book.corrections(decision.id);
      return [
        {
          id: `decision/${decision.id}`,
          title,
          atMs: decision.recordedAtMs,
          path,
          text: `${body}, ${decision.caseNumber}. ${decision.reasons}`,
        },
        ...corrections.map((correction) => ({
          id: `decision/${decision.id}/correction/${correction.logEntry}`,
          title: `${t("feed.corrected")}: ${decision.titles[language]}`,
          atMs: correction.atMs,
          path: `${path}#corrections`,
          text: correction.reason,
        })),
      ];
    }),
  );
  return atom(context, "decisions.atom", t("decisions.title"), entries.flat());
}

/** Promises made, answered, and come due in silence, newest first. */
export async function boardFeed(book: DecisionBook, context: FeedContext): Promise<string> {
  const { language, city } = context;
  const t = decisionMessages.t(language);
  const format = formats(language, city.zone);
  const [promises, decisions] = await Promise.all([boardPromises(book), book.all()]);
  const entries = promises.flatMap((promise): Entry[] => {
    const path = `/decisions/${promise.decisionId}#promise-${promise.id}`;
    const made = decisions.find(({ id }) => id === promise.decisionId)?.recordedAtMs ?? 0;
    const due = t("promise.due-by", { date: format.plainDate(promise.dueDate) });
    const answered = promise.answers.map((answer) => ({
      id: `promise/${promise.id}/answer/${answer.logEntry}`,
      title: `${promiseStateWord(language, answer === promise.answers.at(-1) ? promise.state : answer.state)}: ${promise.text}`,
      atMs: answer.atMs,
      path,
      text: answer.text ?? t("answer.by-verdict-short"),
    }));
    const overdueMs = Temporal.PlainDate.from(promise.dueDate)
      .add({ days: 1 })
      .toZonedDateTime(city.zone).epochMilliseconds;
    return [
      { id: `promise/${promise.id}`, title: promise.text, atMs: made, path, text: due },
      ...answered,
      ...(promise.state === "unanswered"
        ? [
            {
              id: `promise/${promise.id}/unanswered`,
              title: `${promiseStateWord(language, "unanswered")}: ${promise.text}`,
              atMs: overdueMs,
              path,
              text: due,
            },
          ]
        : []),
    ];
  });
  return atom(context, "promises.atom", t("board.title"), entries);
}

function atom(
  { language, city, baseUrl }: FeedContext,
  name: string,
  title: string,
  entries: readonly Entry[],
): string {
  const shown = [...entries].sort((a, b) => b.atMs - a.atMs).slice(0, MOST_ENTRIES);
  const iso = (ms: number): string => new Date(ms).toISOString();
  const parts = shown.map(
    (entry) => `  <entry>
    <id>${escapeXml(`urn:husting:${city.id}:${entry.id}`)}</id>
    <title>${escapeXml(entry.title)}</title>
    <updated>${iso(entry.atMs)}</updated>
    <link href="${escapeXml(`${baseUrl}/${language}${entry.path}`)}"/>
    <summary>${escapeXml(entry.text)}</summary>
  </entry>
`,
  );
  return `<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="${htmlLanguage[language]}">
  <id>${escapeXml(`urn:husting:${city.id}:${name}`)}</id>
  <title>${escapeXml(`${title} · ${city.names[language]}`)}</title>
  <updated>${iso(shown[0]?.atMs ?? 0)}</updated>
  <author><name>${escapeXml(city.names[language])}</name></author>
  <link rel="self" href="${escapeXml(`${baseUrl}/${name}?language=${language}`)}"/>
${parts.join("")}</feed>
`;
}
