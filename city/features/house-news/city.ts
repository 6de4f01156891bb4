import type { CivicDatabase } from "../../stores/civic/database.ts";
import { budgetsPage } from "../budget-votes/index.ts";
import type { ConversationBook } from "../conversations/index.ts";
import type { ProcessBook } from "../heard/index.ts";
import { actsOnRecord } from "../log/index.ts";
import { decisionNews, startOf } from "./decision-news.ts";
import type { NewsParts } from "./house.ts";
import { verdictNews } from "./measure-news.ts";
import { type News, newestFirst } from "./news.ts";

export interface CityNewsParts extends NewsParts {
  readonly civic: CivicDatabase;
  readonly conversations: { readonly book: Pick<ConversationBook, "all"> };
  readonly heard: { readonly processes: Pick<ProcessBook, "all"> };
  readonly nowMs: () => number;
}

/** So many decisions are looked at: a feed holds fifty lines. */
const MOST_DECISIONS = 50;

/**
 * What happened in the city as a whole, newest first: verdicts, decisions, and what people could take part in as it opened and ended.
 * What one house or one proposal did stands in feeds of its own.
 */
export async function newsOfCity(parts: CityNewsParts): Promise<News[]> {
  const [measures, decisions] = await Promise.all([
    parts.measures.all(),
    parts.decisions.all({ limit: MOST_DECISIONS }),
  ]);
  const verdicts = await Promise.all(
    measures.map(async (measure) => verdictNews(measure, await parts.verdicts.versions(measure.id))),
  );
  const decided = (await decisionNews(parts, decisions)).filter(({ what }) =>
    what.kind.startsWith("decision"),
  );
  return newestFirst([
    ...verdicts.flat(),
    ...decided,
    ...(await budgetNews(parts)),
    ...(await conversationNews(parts)),
    ...(await processNews(parts)),
  ]);
}

async function budgetNews({ civic, nowMs }: CityNewsParts): Promise<News[]> {
  const [{ budgets }, counted] = await Promise.all([
    budgetsPage({ civic }),
    actsOnRecord(civic, ["budget.counted"]),
  ]);
  return budgets.flatMap(({ id, names, state, opensAtMs, closesAtMs }): News[] => {
    if (!["voting", "closed", "counted"].includes(state)) return [];
    const told = (step: "opened" | "ended" | "counted", atMs: number, path: string): News[] =>
      atMs > nowMs()
        ? []
        : [
            {
              id: `budget/${id}/${step}`,
              happenedAtMs: atMs,
              recordedAtMs: atMs,
              path,
              what: { kind: "budget", step, names },
            },
          ];
    const result = counted.find(({ subject }) => subject === `budget/${id}`);
    return [
      ...told("opened", opensAtMs, `/budgets/${id}`),
      ...told("ended", closesAtMs, `/budgets/${id}`),
      ...(result === undefined ? [] : told("counted", result.atMs, `/budget-result/${id}`)),
    ];
  });
}

async function conversationNews({ civic, conversations }: CityNewsParts): Promise<News[]> {
  const steps = { "conversation.open": "opened", "conversation.closed": "ended" } as const;
  const [known, acts] = await Promise.all([
    conversations.book.all(),
    actsOnRecord(civic, Object.keys(steps)),
  ]);
  return acts.flatMap(({ act, subject, atMs, sequence }): News[] => {
    const conversation = known.find(({ slug }) => subject === `conversation/${slug}`);
    if (conversation === undefined) return [];
    const { slug, titles } = conversation;
    const step = steps[act as keyof typeof steps];
    return [
      {
        id: `conversation/${slug}/${step}/${sequence}`,
        happenedAtMs: atMs,
        recordedAtMs: atMs,
        path: step === "opened" ? `/conversations/${slug}` : `/conversation-results/${slug}`,
        what: { kind: "conversation", step, names: titles },
      },
    ];
  });
}

/** Consultations and meetings; what is open for ever, such as proposals, neither opens nor ends. */
async function processNews({ heard, city, nowMs }: CityNewsParts): Promise<News[]> {
  const processes = (await heard.processes.all()).filter(({ kind }) => kind !== "proposals");
  return processes.flatMap(({ slug, names, fromDate, toDate }) => {
    const told = (step: "opened" | "ended", date: string): News[] => {
      const atMs = startOf(date, city.zone);
      if (atMs > nowMs()) return [];
      const id = `process/${slug}/${step}`;
      const what = { kind: "process", step, names } as const;
      return [{ id, happenedAtMs: atMs, recordedAtMs: atMs, path: `/heard/${slug}`, what }];
    };
    // What takes one day is told once, when it is over.
    return [
      ...(fromDate === toDate ? [] : told("opened", fromDate)),
      ...(toDate === null ? [] : told("ended", Temporal.PlainDate.from(toDate).add({ days: 1 }).toString())),
    ];
  });
}
