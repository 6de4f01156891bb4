import type { CivicDatabase } from "../../stores/civic/database.ts";
import { csvText } from "../../web/csv.ts";
import type { Language } from "../../web/language/index.ts";
import { gravityOf } from "./house-rules.ts";
import { ruleName } from "./words.ts";

/** What was done under one rule in one month. */
export interface MonthCounts {
  /** Of the city's calendar, as 2026-11. */
  readonly month: string;
  readonly rule: string;
  readonly reports: number;
  /** Texts that the node pointed at; a person looked at each. */
  readonly found: number;
  readonly left: number;
  readonly redacted: number;
  readonly hidden: number;
  readonly appeals: number;
  readonly restoredOnAppeal: number;
  /** From the first report or pointer to what was decided, of the cases decided in the month; null where there is none. */
  readonly medianDays: number | null;
}

export interface CountsPage {
  readonly months: readonly MonthCounts[];
  readonly waiting: number;
  /** Days the oldest has waited; null where none waits. */
  readonly oldestDays: number | null;
  readonly waitingAppeals: number;
}

const DAY_MS = 86_400_000;

type Counted = Exclude<keyof MonthCounts, "month" | "rule" | "medianDays">;

/** Counts of what was reported and done, newest month first. No text, no person and no reporter is in them. */
export async function countsPage({
  civic,
  zone,
  nowMs,
}: {
  readonly civic: CivicDatabase;
  readonly zone: string;
  readonly nowMs: () => number;
}): Promise<CountsPage> {
  const [cases, reports, acts, appeals] = await Promise.all([
    civic.selectFrom("moderation_case").selectAll().execute(),
    civic.selectFrom("moderation_report").select(["rule", "at_ms"]).execute(),
    civic.selectFrom("moderation_act").select(["id", "case_id", "act", "rule", "at_ms"]).execute(),
    civic.selectFrom("moderation_appeal").select(["act_id", "at_ms", "upheld", "answered_at_ms"]).execute(),
  ]);
  const rows = new Map<string, { counts: Record<Counted, number>; days: number[] }>();
  const rowOf = (atMs: number, rule: string) => {
    const key = `${monthOf(zone, atMs)} ${rule}`;
    const row = rows.get(key) ?? {
      counts: { reports: 0, found: 0, left: 0, redacted: 0, hidden: 0, appeals: 0, restoredOnAppeal: 0 },
      days: [],
    };
    rows.set(key, row);
    return row;
  };
  for (const { rule, at_ms } of reports) rowOf(at_ms, rule).counts.reports += 1;
  // A case that was closed because its text was gone was not decided.
  const decided = new Set(acts.map(({ case_id }) => case_id));
  for (const { id, rule, found, opened_at_ms, closed_at_ms } of cases) {
    if (found !== "[]") rowOf(opened_at_ms, rule).counts.found += 1;
    if (closed_at_ms !== null && decided.has(id))
      rowOf(closed_at_ms, rule).days.push((closed_at_ms - opened_at_ms) / DAY_MS);
  }
  for (const { act, rule, at_ms } of acts)
    if (act === "left" || act === "redacted" || act === "hidden") rowOf(at_ms, rule).counts[act] += 1;
  const acted = new Map(acts.map((one) => [one.id, one]));
  for (const { act_id, at_ms, upheld, answered_at_ms } of appeals) {
    const about = acted.get(act_id);
    if (about === undefined) continue;
    rowOf(at_ms, about.rule).counts.appeals += 1;
    if (upheld === 1 && about.act === "hidden" && answered_at_ms !== null)
      rowOf(answered_at_ms, about.rule).counts.restoredOnAppeal += 1;
  }
  const waiting = cases.filter(({ closed_at_ms }) => closed_at_ms === null);
  return {
    months: [...rows]
      .map(([key, { counts, days }]) => {
        const [month = "", rule = ""] = key.split(" ");
        return { month, rule, ...counts, medianDays: median(days) };
      })
      .sort((a, b) => b.month.localeCompare(a.month) || gravityOf(a.rule) - gravityOf(b.rule)),
    waiting: waiting.length,
    oldestDays:
      waiting.length === 0
        ? null
        : Math.floor((nowMs() - Math.min(...waiting.map(({ opened_at_ms }) => opened_at_ms))) / DAY_MS),
    waitingAppeals: appeals.filter(({ answered_at_ms }) => answered_at_ms === null).length,
  };
}

function monthOf(zone: string, atMs: number): string {
  return Temporal.Instant.fromEpochMilliseconds(atMs)
    .toZonedDateTimeISO(zone)
    .toPlainDate()
    .toString()
    .slice(0, 7);
}

/** To a tenth of a day. */
function median(days: readonly number[]): number | null {
  if (days.length === 0) return null;
  const sorted = days.toSorted((a, b) => a - b);
  const middle = (sorted.length - 1) / 2;
  const value = (sorted[Math.floor(middle)]! + sorted[Math.ceil(middle)]!) / 2;
  return Math.round(value * 10) / 10;
}

const COLUMNS = [
  "month",
  "rule",
  "ruleName",
  "reports",
  "found",
  "left",
  "redacted",
  "hidden",
  "appeals",
  "restoredOnAppeal",
  "medianDays",
] as const;

/** The counts as CSV. A month and rule of which nothing was decided has no median. */
export function countsCsv({ months }: CountsPage, language: Language): string {
  const rows = months.map((row) => {
    const cells = { ...row, ruleName: ruleName(language, row.rule) };
    return COLUMNS.map((column) => cells[column]);
  });
  return csvText([COLUMNS, ...rows]);
}
