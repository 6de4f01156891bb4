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
