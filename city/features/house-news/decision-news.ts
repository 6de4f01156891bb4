import { boardPromises, type Decision, type DecisionBook } from "../decisions/index.ts";
import type { News } from "./news.ts";

export interface DecisionNewsParts {
  readonly decisions: DecisionBook;
  readonly city: { readonly zone: string };
}

/** What was decided, corrected, promised and answered in some decisions. */
export async function decisionNews(
  { decisions: book, city }: DecisionNewsParts,
  decisions: readonly Decision[],
): Promise<News[]> {
  if (decisions.length === 0) return [];
  const recordedAt = new Map(decisions.map(({ id, recordedAtMs }) => [id, recordedAtMs]));
  const news: News[] = [];
  for (const { id, titles, outcome, date, recordedAtMs } of decisions) {
    const path = `/decisions/${id}`;
    news.push({
      id: `decision/${id}`,
      // A meeting has a day and no hour: never later than its record.
      happenedAtMs: Math.min(startOf(date, city.zone), recordedAtMs),
      recordedAtMs,
      path,
      what: { kind: "decision", outcome, titles },
    });
    for (const { atMs, logEntry } of await book.corrections(id))
      news.push({
        id: `decision/${id}/correction/${logEntry}`,
        happenedAtMs: atMs,
        recordedAtMs: atMs,
        path: `${path}#corrections`,
        what: { kind: "decision-corrected", titles },
      });
  }
  for (const promise of await boardPromises(book, [...recordedAt.keys()])) {
    const path = `/decisions/${promise.decisionId}#promise-${promise.id}`;
    const text = { language: promise.language, texts: { [promise.language]: promise.text } };
    const madeAtMs = recordedAt.get(promise.decisionId) ?? 0;
    news.push({
      id: `promise/${promise.id}`,
      happenedAtMs: Math.min(startOf(promise.decision.date, city.zone), madeAtMs),
      recordedAtMs: madeAtMs,
      path,
      what: { kind: "promise", text, dueDate: promise.dueDate },
    });
    for (const answer of promise.answers) {
      const isLate = answer.state === "kept" && (answer.doneDate ?? "") > promise.dueDate;
      news.push({
        id: `promise/${promise.id}/answer/${answer.logEntry}`,
        happenedAtMs: answer.atMs,
        recordedAtMs: answer.atMs,
        path,
        what: { kind: "promise-answered", state: isLate ? "late" : answer.state, text },
      });
    }
    // Nobody puts silence on record: it begins when the day is over, and that it was there stays true once it is broken.
    const silentFromMs = startOf(
      Temporal.PlainDate.from(promise.dueDate).add({ days: 1 }).toString(),
      city.zone,
    );
    const [first] = promise.answers;
    if (first === undefined ? promise.state === "unanswered" : first.atMs >= silentFromMs)
      news.push({
        id: `promise/${promise.id}/unanswered`,
        happenedAtMs: silentFromMs,
        recordedAtMs: silentFromMs,
        path,
        what: { kind: "promise-unanswered", text },
      });
  }
  return news;
}

/** When a local day begins. */
export function startOf(date: string, zone: string): number {
  return Temporal.PlainDate.from(date).toZonedDateTime(zone).epochMilliseconds;
}
