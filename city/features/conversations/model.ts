import type { Language, SaidTextFault } from "../../web/language/index.ts";
import type { Names } from "../buildings/index.ts";

/** What people write is shown at once, or when somebody has read it. */
export const moderations = ["strict", "open"] as const;
export type Moderation = (typeof moderations)[number];

/** Anybody takes part, or who was given a code. */
export const accesses = ["anyone", "code"] as const;
export type Access = (typeof accesses)[number];

/** When groups are shown: in steps while it goes on, or when it is over. */
export const showings = ["when-closed", "while-open"] as const;
export type Showing = (typeof showings)[number];

export const conversationStates = ["draft", "open", "closed", "decided"] as const;
export type ConversationState = (typeof conversationStates)[number];

/** Whether nothing more comes in; `decided`: an elected body has accepted or declined what came of it, too. */
export function isOver(state: ConversationState): boolean {
  return state === "closed" || state === "decided";
}

export interface ConversationRow {
  readonly id: number;
  readonly slug: string;
  readonly titles: Names;
  /** What people are asked, and what comes of what they say. */
  readonly questions: Names;
  readonly moderation: Moderation;
  readonly access: Access;
  readonly shows: Showing;
  readonly state: ConversationState;
  readonly logEntry: number;
}

export type StatementState = "waiting" | "shown" | "hidden";

export interface Statement {
  readonly id: number;
  readonly number: number;
  readonly origin: "seed" | "participant";
  readonly state: StatementState;
  readonly language: Language;
  readonly reason: string | null;
  /** As it was written, and as people have translated it. */
  readonly texts: Partial<Readonly<Record<Language, string>>>;
}

/** A statement's text for a reader: in their language where somebody has written it so. */
export function textFor(
  { texts, language: written }: Pick<Statement, "texts" | "language">,
  language: Language,
): { readonly text: string | null; readonly language: Language; readonly isTranslated: boolean } {
  const own = texts[language];
  if (own !== undefined) return { text: own, language, isTranslated: language !== written };
  return { text: texts[written] ?? null, language: written, isTranslated: false };
}

export const MOST = { title: 120, question: 1_500, statement: 180, reason: 500, statements: 400 } as const;

export type ConversationFault =
  | SaidTextFault<string>
  | { readonly code: "choice-unknown"; readonly field: string }
  | { readonly code: "slug-taken" }
  | { readonly code: "not-open" }
  | { readonly code: "state-changed"; readonly state: ConversationState }
  | { readonly code: "too-few-statements"; readonly fewest: number }
  | { readonly code: "too-many-statements"; readonly most: number }
  | { readonly code: "statement-known"; readonly number: number }
  | { readonly code: "statement-unknown" }
  | { readonly code: "statement-state-changed" }
  | { readonly code: "vote-unknown" }
  | { readonly code: "code-missing" }
  | { readonly code: "code-unknown" }
  | { readonly code: "codes-count" }
  | { readonly code: "points-at-person" }
  | { readonly code: "paper-unnumbered" }
  | { readonly code: "paper-empty" }
  | { readonly code: "paper-known" }
  | { readonly code: "not-checked" }
  | { readonly code: "too-often" };

/** A conversation opens with so many statements at least: fewer tell no groups apart. */
export const FEWEST_STATEMENTS = 5;
