import { diffWords } from "diff";
import { intlLocale, type Language } from "../../web/language/index.ts";

/** A stretch of a text that stood before, stands now, or both. */
export interface Piece {
  readonly kind: "same" | "added" | "removed";
  readonly text: string;
}

/** Longer than a reader's page may take to think: then the whole is shown as replaced. */
const MOST_MS = 200;

/** How one wording became another, word by word; Chinese is cut into words as the language's own rules have it. */
export function differing(language: Language, before: string, after: string): Piece[] {
  const segmenter = new Intl.Segmenter(intlLocale[language], { granularity: "word" });
  const changes = diffWords(before, after, { intlSegmenter: segmenter, timeout: MOST_MS });
  if (changes === undefined)
    return [
      { kind: "removed", text: before },
      { kind: "added", text: after },
    ];
  return changes.map(({ added, removed, value }) => ({
    kind: added ? "added" : removed ? "removed" : "same",
    text: value,
  }));
}
