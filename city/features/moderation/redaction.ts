import { MASK } from "./screening.ts";
import { readText, type TextFault } from "./texts.ts";

export type RedactFault =
  | { readonly code: "passages-missing" }
  /** Nothing of the text reads like this. */
  | { readonly code: "passage-not-found"; readonly passage: string };

/** Passages to take out, one a line. The longest first: a shorter one may stand in it. */
export function readPassages(
  said: string,
):
  | { readonly ok: true; readonly passages: readonly string[] }
  | { readonly ok: false; readonly fault: RedactFault | TextFault } {
  const read = readText("passages", said, false);
  if (!read.ok) return read;
  const passages = read.text
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "");
  if (passages.length === 0) return { ok: false, fault: { code: "passages-missing" } };
  return { ok: true, passages: [...new Set(passages)].sort((a, b) => b.length - a.length) };
}

/**
 * Texts with passages taken out, wherever they stand, in earlier wordings and translations too.
 * @returns those that were changed, by field.
 */
export function withoutPassages(
  originals: ReadonlyMap<string, string>,
  passages: readonly string[],
):
  | { readonly ok: true; readonly texts: ReadonlyMap<string, string> }
  | { readonly ok: false; readonly fault: RedactFault } {
  const texts = new Map<string, string>();
  const missing = passages.find((passage) => ![...originals.values()].some((text) => text.includes(passage)));
  if (missing !== undefined) return { ok: false, fault: { code: "passage-not-found", passage: missing } };
  for (const [field, original] of originals) {
    const without = passages.reduce((text, passage) => text.replaceAll(passage, () => MASK), original);
    if (without !== original) texts.set(field, without);
  }
  return { ok: true, texts };
}
