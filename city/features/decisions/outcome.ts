/** What a body came to. `returned`: sent back to be prepared better. */
export const decisionOutcomes = ["accepted", "declined", "returned"] as const;
export type Outcome = (typeof decisionOutcomes)[number];

export const isDecisionOutcome = (text: string): text is Outcome =>
  (decisionOutcomes as readonly string[]).includes(text);

/** What a decision can be about, where that has a name of its own; `free` where it has none. */
export type AboutKind = "measure" | "proposal" | "conversation";
export interface About {
  readonly kind: AboutKind | "free";
  /** Slug of the measure or the conversation, or what the proposal is called where proposals are kept. */
  readonly ref: string | null;
}

/** Longest texts, in characters as people count them. */
export const MOST = { line: 200, text: 4_000, question: 1_000 } as const;

/** What a correction can be about. */
export const correctable = [
  "date",
  "case-number",
  "title",
  "outcome",
  "reasons",
  "cost",
  "votes",
  "reservations",
  "promise",
] as const;
export type Correctable = (typeof correctable)[number];

/** What an office can show for what it says. */
export const evidenceKinds = ["link", "measure", "document"] as const;
export type EvidenceKind = (typeof evidenceKinds)[number];
