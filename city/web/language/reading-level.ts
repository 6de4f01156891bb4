/** How hard a text is to read. */

/** Björnsson's LIX: words a sentence, and how many in a hundred are longer than six letters. Below 30 is children's books, 40 to 50 newspapers. */
export function lix(text: string): { readonly value: number; readonly words: number } {
  const words = text.match(/[\p{L}\p{N}][\p{L}\p{N}’'-]*/gu) ?? [];
  const sentences = text.split(/[.!?:;]+(?:\s|$)/u).filter((part) => /[\p{L}\p{N}]/u.test(part)).length;
  if (words.length === 0) return { value: 0, words: 0 };
  const long = words.filter((word) => [...word].length > 6).length;
  return { value: words.length / Math.max(1, sentences) + (100 * long) / words.length, words: words.length };
}

/** Han characters of a text's longest sentence: in Chinese a sentence is hard by its length. */
export function longestChineseSentence(text: string): number {
  return Math.max(
    ...text.split(/[。！？；]/u).map((sentence) => sentence.match(/\p{Script=Han}/gu)?.length ?? 0),
  );
}
