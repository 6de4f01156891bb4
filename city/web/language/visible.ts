/**
 * Text that others have written, with every character that shows nothing, or changes how its neighbours are shown, as its
 * code: a right-to-left override in a file must not turn a page around, and an escape not reach a terminal.
 */
export function visibleText(text: string): string {
  return text.replaceAll(
    /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu,
    (character) => `\\u{${character.codePointAt(0)!.toString(16).toUpperCase()}}`,
  );
}

/**
 * Control characters but line breaks, what turns the direction of text (Unicode UAX #9) or hides in it, and U+FFFD: what a browser sends for half a
 * character, or a server reads of bytes that are no text.
 */
const HIDDEN =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for.
  /[\u0000-\u0009\u000b\u000c\u000e-\u001f\u007f-\u009f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb\ufffd]|[\ud800-\udfff](?![\udc00-\udfff])/u;

/** Whether a text that people write for others holds what they could not see. */
export function hasHiddenCharacters(text: string): boolean {
  return HIDDEN.test(text) || !text.isWellFormed();
}
