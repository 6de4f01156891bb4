import { hasHiddenCharacters } from "../../web/language/index.ts";
import { isSensation, type Mark, marks, type Sensation } from "./wording.ts";

/** Longest sentence that is taken, in characters as people count them. */
export const MOST_COMMENT = 300;

/** What somebody said of a room, checked. */
export interface Said {
  /** Null for a sentence without an answer. */
  readonly sensation: Sensation | null;
  readonly marks: readonly Mark[];
  /** Null without one. */
  readonly comment: string | null;
}

export type SaidFault = "nothing-said" | "answer-unknown" | "comment-too-long" | "comment-characters";
export type SaidParsed =
  | { readonly ok: true; readonly said: Said }
  | { readonly ok: false; readonly fault: SaidFault };

/** Reads a form of the page of a room. */
export function readForm(form: FormData): SaidParsed {
  const answer = form.get("answer");
  const ticked = marks.filter((mark) => form.get(mark) !== null);
  const comment = readComment(form.get("comment"));
  if (!comment.ok) return comment;
  if (answer === null || answer === "") {
    if (comment.text === null) return { ok: false, fault: "nothing-said" };
    return { ok: true, said: { sensation: null, marks: [], comment: comment.text } };
  }
  const sensation = typeof answer === "string" && /^-?[0-3]$/.test(answer) ? Number(answer) : undefined;
  if (!isSensation(sensation)) return { ok: false, fault: "answer-unknown" };
  return { ok: true, said: { sensation, marks: ticked, comment: comment.text } };
}

/** A sentence as it may be kept; null where there is none. */
export function readComment(
  given: FormDataEntryValue | null,
): { readonly ok: true; readonly text: string | null } | { readonly ok: false; readonly fault: SaidFault } {
  if (given === null) return { ok: true, text: null };
  if (typeof given !== "string") return { ok: false, fault: "comment-characters" };
  const text = given.replaceAll(/\r\n?/g, "\n").trim();
  if (text === "") return { ok: true, text: null };
  if ([...text].length > MOST_COMMENT) return { ok: false, fault: "comment-too-long" };
  if (hasHiddenCharacters(text)) return { ok: false, fault: "comment-characters" };
  return { ok: true, text };
}
