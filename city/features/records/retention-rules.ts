import type { Basis } from "./retention-plans.ts";

/** How long something is kept: for ever, for so many days from when something happens, or until somebody has it erased. */
export type Kept =
  | { readonly kind: "ever" }
  | { readonly kind: "days"; readonly days: number; readonly from: From }
  | { readonly kind: "minutes"; readonly minutes: number; readonly from: From }
  /** For as long as it is used; on request it is erased before. */
  | { readonly kind: "while-used" };

/** When a period begins. */
export type From =
  | "written"
  | "asked"
  | "answered"
  | "closed"
  | "case-closed"
  | "roll-day"
  | "happened"
  | "ran-out"
  | "experiment-over"
  | "made"
  | "used"
  | "sent"
  | "shown";

export interface RetentionRule {
  readonly id: string;
  readonly holds: "personal" | "civic";
  readonly kept: Kept;
  /** What happens then, or on request where nothing happens by itself. */
  readonly afterwards: "erased" | "kept" | "erased-on-request";
  readonly basis: Basis;
}

/**
 * What is kept, how long, from when, by which rule and what happens then: what the public page tells and the erasing job carries
 * out are both this list. Which columns a rule holds for stands in `columns.ts`.
 */
export const retentionRules = [
  {
    id: "pending",
    holds: "personal",
    kept: { kind: "days", days: 1, from: "written" },
    afterwards: "erased",
    basis: "short-lived",
  },
  {
    id: "question-pending",
    holds: "personal",
    kept: { kind: "minutes", minutes: 30, from: "asked" },
    afterwards: "erased",
    basis: "short-lived",
  },
  {
    id: "question-address",
    holds: "personal",
    kept: { kind: "days", days: 180, from: "answered" },
    afterwards: "erased",
    basis: "needed-no-longer",
  },
  {
    id: "followers",
    holds: "personal",
    kept: { kind: "days", days: 365, from: "closed" },
    afterwards: "erased",
    basis: "needed-no-longer",
  },
  {
    id: "house-followers",
    holds: "personal",
    kept: { kind: "while-used" },
    afterwards: "erased-on-request",
    basis: "own-wish",
  },
  {
    id: "letters",
    holds: "personal",
    kept: { kind: "days", days: 30, from: "happened" },
    afterwards: "erased",
    basis: "short-lived",
  },
  {
    id: "author",
    holds: "personal",
    kept: { kind: "while-used" },
    afterwards: "erased-on-request",
    basis: "own-wish",
  },
  {
    id: "counted-once",
    holds: "personal",
    kept: { kind: "while-used" },
    afterwards: "erased-on-request",
    basis: "counted-once",
  },
  {
    id: "sign-in",
    holds: "personal",
    kept: { kind: "days", days: 1, from: "ran-out" },
    afterwards: "erased",
    basis: "short-lived",
  },
  {
    id: "account",
    holds: "personal",
    kept: { kind: "days", days: 730, from: "used" },
    afterwards: "erased",
    basis: "needed-no-longer",
  },
  {
    id: "official",
    holds: "personal",
    kept: { kind: "while-used" },
    afterwards: "erased-on-request",
    basis: "needed-no-longer",
  },
  {
    id: "office-holder",
    holds: "personal",
    kept: { kind: "ever" },
    afterwards: "erased-on-request",
    basis: "preserved",
  },
  {
    id: "office-address",
    holds: "personal",
    kept: { kind: "while-used" },
    afterwards: "erased-on-request",
    basis: "needed-no-longer",
  },
  {
    id: "room-words",
    holds: "personal",
    kept: { kind: "days", days: 365, from: "written" },
    afterwards: "erased",
    basis: "short-lived",
  },
  {
    id: "works",
    holds: "personal",
    kept: { kind: "days", days: 30, from: "shown" },
    afterwards: "erased",
    basis: "needed-no-longer",
  },
  {
    id: "held-texts",
    holds: "personal",
    kept: { kind: "while-used" },
    afterwards: "erased-on-request",
    basis: "needed-no-longer",
  },
  {
    id: "report-words",
    holds: "personal",
    kept: { kind: "days", days: 90, from: "case-closed" },
    afterwards: "erased",
    basis: "short-lived",
  },
  {
    id: "accessibility-report",
    holds: "personal",
    kept: { kind: "days", days: 365, from: "answered" },
    afterwards: "erased",
    basis: "needed-no-longer",
  },
  {
    id: "voting-roll",
    holds: "personal",
    kept: { kind: "days", days: 1, from: "roll-day" },
    afterwards: "erased",
    basis: "needed-no-longer",
  },
  {
    id: "voting-codes",
    holds: "personal",
    kept: { kind: "days", days: 1, from: "made" },
    afterwards: "erased",
    basis: "short-lived",
  },
  {
    id: "classes",
    holds: "civic",
    kept: { kind: "days", days: 180, from: "experiment-over" },
    afterwards: "erased",
    basis: "needed-no-longer",
  },
  {
    id: "demo-mail",
    holds: "personal",
    kept: { kind: "days", days: 30, from: "sent" },
    afterwards: "erased",
    basis: "short-lived",
  },
  {
    id: "openings",
    holds: "personal",
    kept: { kind: "while-used" },
    afterwards: "erased-on-request",
    basis: "own-wish",
  },
  {
    id: "texts",
    holds: "civic",
    kept: { kind: "ever" },
    afterwards: "kept",
    basis: "preserved",
  },
  {
    id: "decided",
    holds: "civic",
    kept: { kind: "ever" },
    afterwards: "kept",
    basis: "preserved",
  },
  {
    id: "log",
    holds: "civic",
    kept: { kind: "ever" },
    afterwards: "kept",
    basis: "preserved",
  },
  {
    id: "told",
    holds: "civic",
    kept: { kind: "ever" },
    afterwards: "kept",
    basis: "preserved",
  },
] as const satisfies readonly RetentionRule[];

export type RuleId = (typeof retentionRules)[number]["id"];
