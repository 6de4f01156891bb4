import type { Outcome } from "@husting/verdict";
import type { Language } from "../../web/language/index.ts";
import type { Names } from "../buildings/index.ts";
import type { Decision } from "../decisions/index.ts";
import type { MeasureState } from "../measures/index.ts";
import type { ProposalState } from "../proposals/index.ts";
import type { RevisionCause } from "../savings/index.ts";

/** What people wrote, in the languages it stands in; `language` is that of the original. */
export interface Written {
  readonly language: Language;
  readonly texts: Partial<Readonly<Record<Language, string>>>;
}

/** What happened, as plain facts; the words are in `words.ts`. */
export type NewsWhat =
  | { readonly kind: "measure"; readonly step: Exclude<MeasureState, "verified">; readonly titles: Names }
  | {
      readonly kind: "verdict";
      readonly outcome: Outcome;
      readonly afterDays: number;
      readonly isFinal: boolean;
      /** Whether the same look was judged before: something within its days had changed. */
      readonly isAgain: boolean;
      readonly titles: Names;
    }
  | { readonly kind: "figure"; readonly cause: RevisionCause; readonly titles: Names }
  | { readonly kind: "decision"; readonly outcome: Decision["outcome"]; readonly titles: Names }
  | { readonly kind: "decision-corrected"; readonly titles: Names }
  | { readonly kind: "promise"; readonly text: Written; readonly dueDate: string }
  | {
      readonly kind: "promise-answered";
      readonly state: "kept" | "late" | "partly" | "broken" | "open";
      readonly text: Written;
    }
  | { readonly kind: "promise-unanswered"; readonly text: Written }
  | {
      readonly kind: "proposal";
      readonly state: ProposalState;
      readonly id: number;
      readonly title: Written;
    }
  | {
      readonly kind: "appeal" | "appeal-upheld" | "appeal-rejected";
      readonly id: number;
      readonly title: Written;
    }
  | { readonly kind: "budget"; readonly step: "opened" | "ended" | "counted"; readonly names: Names }
  | { readonly kind: "conversation"; readonly step: "opened" | "ended"; readonly names: Names }
  | { readonly kind: "process"; readonly step: "opened" | "ended"; readonly names: Names };

/** One thing that happened. Nothing of it is kept: it is told anew each time from what is on record. */
export interface News {
  /** Never changes and names nothing else, in any house. */
  readonly id: string;
  /** When it happened: the day of the work, of the meeting, of the judging. */
  readonly happenedAtMs: number;
  /** When it was put on record: what came on record since a letter is what the next one tells. */
  readonly recordedAtMs: number;
  /** The page that says more, after the language. */
  readonly path: string;
  readonly what: NewsWhat;
}

/** Newest first; what happened at the same time in the order in which it came on record, and then of its names. */
export function newestFirst(news: readonly News[]): News[] {
  return [...news].sort(
    (a, b) =>
      b.happenedAtMs - a.happenedAtMs ||
      b.recordedAtMs - a.recordedAtMs ||
      Number(a.id < b.id) - Number(a.id > b.id),
  );
}

/** What came on record after one instant and until another, that included. */
export function recordedWithin(news: readonly News[], afterMs: number, untilMs: number): News[] {
  return news.filter(({ recordedAtMs }) => recordedAtMs > afterMs && recordedAtMs <= untilMs);
}
