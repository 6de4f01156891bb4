import { localDate } from "@husting/series";
import type { CivicDatabase } from "../../stores/civic/database.ts";
import { budgetsPage } from "../budget-votes/index.ts";
import type { Names } from "../buildings/index.ts";
import { boardPromises, type DecisionBook } from "../decisions/index.ts";
import type { ProcessBook } from "../heard/index.ts";
import { actsOnRecord } from "../log/index.ts";
import type { MeasureRegister } from "../measures/index.ts";
import { looksOf } from "../verdicts/index.ts";
import { startOf } from "./decision-news.ts";
import type { Written } from "./news.ts";

export type EventWhat =
  | { readonly kind: "budget-opens" | "budget-closes"; readonly names: Names }
  | { readonly kind: "process-begins" | "process-ends" | "process-day"; readonly names: Names }
  | { readonly kind: "promise"; readonly text: Written; readonly office: string }
  | { readonly kind: "look"; readonly titles: Names; readonly afterDays: number; readonly isFinal: boolean };

/** Something that is going to happen. */
export interface CalendarEvent {
  /** Never changes: calendars know by it what they have. */
  readonly id: string;
  /** A whole local day, or an instant. */
  readonly at: { readonly date: string } | { readonly instantMs: number };
  /** How often what stands on record about it has changed, and when it last did. */
  readonly changes: number;
  readonly changedAtMs: number;
  /** The page that says more, after the language. */
  readonly path: string;
  /** What a citizen can do with it. */
  readonly category: "take-part" | "check";
  readonly what: EventWhat;
}

export interface CalendarParts {
  readonly civic: CivicDatabase;
  readonly measures: Pick<MeasureRegister, "done">;
  readonly decisions: DecisionBook;
  readonly heard: { readonly processes: Pick<ProcessBook, "all"> };
  readonly city: { readonly zone: string };
  readonly nowMs: () => number;
}

/** What is over stays in the calendar for so long. */
const KEPT_DAYS = 31;

/**
 * What is going to happen that a citizen may take part in or check, soonest first: derived from what is on record, as everything
 * here. Conversations have no day on which they end, and meetings of bodies are on record when they have been.
 */
export async function comingEvents(parts: CalendarParts): Promise<CalendarEvent[]> {
  const { city, nowMs } = parts;
  const since = Temporal.PlainDate.from(localDate(city.zone, nowMs()))
    .subtract({ days: KEPT_DAYS })
    .toString();
  const sinceMs = startOf(since, city.zone);
  const events = [
    ...(await budgetEvents(parts)),
    ...(await processEvents(parts)),
    ...(await promiseEvents(parts)),
    ...(await lookEvents(parts)),
  ];
  return events
    .map((event) => ({ event, atMs: instantOf(event, city.zone) }))
    .filter(({ atMs }) => atMs >= sinceMs)
    .sort((a, b) => a.atMs - b.atMs || Number(a.event.id > b.event.id) - Number(a.event.id < b.event.id))
    .map(({ event }) => event);
}

/** When it is, or when its day begins. */
export function instantOf({ at }: Pick<CalendarEvent, "at">, zone: string): number {
  return "date" in at ? startOf(at.date, zone) : at.instantMs;
}

async function budgetEvents({ civic }: CalendarParts): Promise<CalendarEvent[]> {
  const [{ budgets }, acts] = await Promise.all([
    budgetsPage({ civic }),
    actsOnRecord(civic, ["budget.made", "budget.intake"]),
  ]);
  return budgets.flatMap(({ id, names, opensAtMs, closesAtMs }): CalendarEvent[] => {
    const path = `/budgets/${id}`;
    // Public from the intake on; its days are chosen when it is made and stay.
    const shown = acts.findLast(({ subject }) => subject === `budget/${id}`);
    const rest = { changes: 0, changedAtMs: shown?.atMs ?? 0, path, category: "take-part" } as const;
    return [
      {
        ...rest,
        id: `budget-${id}-opens`,
        at: { instantMs: opensAtMs },
        what: { kind: "budget-opens", names },
      },
      {
        ...rest,
        id: `budget-${id}-closes`,
        at: { instantMs: closesAtMs },
        what: { kind: "budget-closes", names },
      },
    ];
  });
}

async function processEvents({ civic, heard }: CalendarParts): Promise<CalendarEvent[]> {
  const [processes, acts] = await Promise.all([
    heard.processes.all(),
    actsOnRecord(civic, ["process.opened", "process.changed"]),
  ]);
  return processes.flatMap(({ kind, slug, names, fromDate, toDate }): CalendarEvent[] => {
    if (kind === "proposals") return [];
    const own = acts.filter(({ subject }) => subject === `process/${slug}`);
    const event = (
      which: "process-begins" | "process-ends" | "process-day",
      date: string,
    ): CalendarEvent => ({
      id: `process-${slug}-${which === "process-ends" ? "ends" : "begins"}`,
      at: { date },
      changes: Math.max(0, own.length - 1),
      changedAtMs: own.at(-1)?.atMs ?? 0,
      path: `/heard/${slug}`,
      category: "take-part",
      what: { kind: which, names },
    });
    if (toDate === fromDate) return [event("process-day", fromDate)];
    return [event("process-begins", fromDate), ...(toDate === null ? [] : [event("process-ends", toDate)])];
  });
}

/** Promises that nobody has settled. */
async function promiseEvents({ decisions }: CalendarParts): Promise<CalendarEvent[]> {
  const [promises, decided] = await Promise.all([boardPromises(decisions), decisions.all()]);
  const recordedAt = new Map(decided.map(({ id, recordedAtMs }) => [id, recordedAtMs]));
  return promises
    .filter(({ state }) => state === "open" || state === "unanswered")
    .map(({ id, decisionId, text, language, office, dueDate, answers }) => ({
      id: `promise-${id}`,
      at: { date: dueDate },
      changes: answers.length,
      changedAtMs: answers.at(-1)?.atMs ?? recordedAt.get(decisionId) ?? 0,
      path: `/decisions/${decisionId}#promise-${id}`,
      category: "check",
      what: { kind: "promise", text: { language, texts: { [language]: text } }, office },
    }));
}

async function lookEvents({ measures, city }: CalendarParts): Promise<CalendarEvent[]> {
  return (await measures.done()).flatMap((measure) =>
    looksOf(city.zone, measure).map(
      ({ onDate, afterDays, isFinal }): CalendarEvent => ({
        id: `measure-${measure.slug}-judged-${afterDays}`,
        at: { date: onDate },
        changes: 0,
        changedAtMs: measure.reportingStartMs,
        path: `/measures/${measure.slug}`,
        category: "check",
        what: { kind: "look", titles: measure.titles, afterDays, isFinal },
      }),
    ),
  );
}
