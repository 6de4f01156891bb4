/** What fits on a page of A4 in letters that are read across a stairwell: in widths of a letter, of which a Chinese character takes two. */
export const MOST_WIDTH = { poster: 560, notice: 350, promise: 150, office: 80, invitation: 180 } as const;
/** Promises on a notice. */
export const MOST_PROMISES = 3;
/** Wider texts and titles are set in smaller letters. */
const LONG_TEXT = 280;
export const LONG_TITLE = 60;
/** A line of its own takes the room of a whole one. */
const LINE_WIDTH = 70;

const signWidth = (sign: string): number =>
  sign === "\n" ? LINE_WIDTH : /\p{Script=Han}|[\u3000-\u303f\uff00-\uffef]/u.test(sign) ? 2 : 1;

export function isLong(text: string, most: number): boolean {
  return [...text].reduce((sum, sign) => sum + signWidth(sign), 0) > most;
}

/** Shortens a text at the end of a sentence or word. */
export function shorten(
  text: string,
  mostWidth: number,
): { readonly text: string; readonly isCut: boolean; readonly isLong: boolean } {
  const signs = [...text];
  let width = 0;
  let end = 0;
  while (end < signs.length && width + signWidth(signs[end]!) <= mostWidth) width += signWidth(signs[end++]!);
  if (end === signs.length) return { text, isCut: false, isLong: isLong(text, LONG_TEXT) };
  const fitting = signs.slice(0, end).join("");
  const cut = (shortened: string) => ({ text: shortened, isCut: true, isLong: isLong(shortened, LONG_TEXT) });
  const whole = /^[\s\S]*(?:[.!?](?=\s|$)|[。！？])/u.exec(fitting)?.[0];
  if (whole !== undefined && whole.length > fitting.length / 2) return cut(whole);
  const words = /^[\s\S]*(?=\s)/u.exec(fitting)?.[0];
  return cut(`${(words || fitting).trimEnd()} …`);
}
