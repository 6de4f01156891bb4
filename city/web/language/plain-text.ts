/** Control characters but line breaks, and what turns the direction of text (Unicode UAX #9) or hides in it. */
const HIDING =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for.
  /[\u0000-\u0009\u000b\u000c\u000e-\u001f\u007f-\u009f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb]|[\ud800-\udfff](?![\udc00-\udfff])/u;

/** Whether a text that people wrote, of one line or several, shows all that is in it, and nothing else than it seems to. */
export function isPlainText(text: string): boolean {
  return text.isWellFormed() && !HIDING.test(text);
}
