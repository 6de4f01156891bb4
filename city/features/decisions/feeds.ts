import { type AtomEntry, atomFeed } from "../../web/atom.ts";
import { formats, type Language } from "../../web/language/index.ts";
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
interface Entry extends Omit<AtomEntry, "url"> {
  readonly path: string;
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
  return atomFeed({
    id: `urn:husting:${city.id}:${name}`,
    language,
    title: `${title} · ${city.names[language]}`,
    author: city.names[language],
    selfUrl: `${baseUrl}/${name}?language=${language}`,
    entries: entries.map(({ id, path, ...entry }) => ({
      ...entry,
      id: `urn:husting:${city.id}:${id}`,
      url: `${baseUrl}/${language}${path}`,
    })),
  });
}
