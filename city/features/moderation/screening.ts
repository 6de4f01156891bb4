import { createHash } from "node:crypto";
import { type Pointed, pointedAt } from "../votes/index.ts";
import type { RuleCode } from "./house-rules.ts";

/** What a text is looked through for: forms of personal data, and signs of advertising. */
export type FoundKind = Pointed["kind"] | "run" | "links" | "repeated";

export interface Passage {
  readonly from: number;
  readonly to: number;
  readonly kind: FoundKind;
}

/** What stands in the place of a passage that is not shown. */
export const MASK = "[…]";

/** So many addresses of pages are advertising more often than not. */
const MANY_LINKS = 3;
/** One character or a few words over and over, or signs without any end. */
const RUNS = [/(.)\1{19,}/gu, /([^\n]{2,20}?)\1{9,}/gu, /[^\s\p{Script=Han}，。、；：！？]{120,}/gu];

/** The places of a text that nobody is shown before a person has looked at them. It finds forms, not meanings. */
export function passagesIn(text: string): Passage[] {
  const found: Passage[] = pointedAt(text);
  for (const pattern of RUNS)
    for (const match of text.matchAll(pattern)) {
      const [from, to] = [match.index, match.index + match[0].length];
      if (found.every((other) => to <= other.from || from >= other.to)) found.push({ from, to, kind: "run" });
    }
  return found.sort((a, b) => a.from - b.from);
}

/** A text as everybody may read it before a person has looked. */
export function maskedText(text: string): string {
  let shown = "";
  let at = 0;
  for (const { from, to } of passagesIn(text)) {
    shown += text.slice(at, from) + MASK;
    at = to;
  }
  return shown + text.slice(at);
}

/** Everything that was found in texts that belong together, each kind once. */
export function foundIn(texts: readonly string[]): FoundKind[] {
  const kinds = texts.flatMap((text) => passagesIn(text).map(({ kind }) => kind));
  const links = kinds.filter((kind) => kind === "address").length;
  return [...new Set<FoundKind>([...kinds, ...(links >= MANY_LINKS ? (["links"] as const) : [])])];
}

/** The rule that what was found is likely to be about. */
export function ruleOf(found: readonly FoundKind[]): RuleCode {
  const isSpam = (kind: FoundKind): boolean => ["address", "links", "run", "repeated"].includes(kind);
  return found.every(isSpam) ? "advertising" : "personal-data";
}

/** What an author is told of their text before it is sent. */
export interface PointedOut {
  readonly found: readonly FoundKind[];
  /** As they stand in the text. */
  readonly passages: readonly { readonly text: string; readonly kind: FoundKind }[];
  /** Goes along with the form: whoever sends it again with the same words has been told. */
  readonly seen: string;
}

/** Null where there is nothing to point out. */
export function pointedOut(texts: readonly string[]): PointedOut | null {
  const found = foundIn(texts);
  if (found.length === 0) return null;
  const passages = texts.flatMap((text) =>
    passagesIn(text).map(({ from, to, kind }) => ({ text: text.slice(from, to), kind })),
  );
  return { found, passages, seen: markOf(passages.map(({ text }) => text)) };
}

/** Whether an author has to be told first: nothing was pointed out to them, or something else. */
export function mustBeTold(texts: readonly string[], seen: string): boolean {
  const pointed = pointedOut(texts);
  return pointed !== null && pointed.seen !== seen;
}

/** A short mark of what was looked at: other words give another. */
export function markOf(parts: readonly (string | number | null)[]): string {
  return createHash("sha256").update(JSON.stringify(parts)).digest("base64url").slice(0, 22);
}
