/** A part of a text that is likely to point at a person, by its place in it. */
export interface Pointed {
  readonly from: number;
  readonly to: number;
  readonly kind: "email" | "phone" | "personnummer" | "chinese-id" | "address";
}

/** Digits that look like a telephone number's and are not: dates, spans of years, numbers of cases, and amounts in threes. */
const NO_PHONES = [
  /^(19|20)\d\d-\d\d-\d\d/u,
  /^(19|20)\d\d[-\u2212/](19|20)\d\d$/u,
  /^(19|20)\d\d[-/]\d{3,6}$/u,
  /^[1-9]\d? \d{3} \d{3}$/u,
  /^[1-9]\d{0,2}(?: \d{3})* 000$/u,
];

/**
 * Points at what is likely to be personal data, so that the person who reads a sentence overlooks less. It finds forms,
 * not people: names it does not know, and what it does not point at may point at somebody all the same.
 */
export function pointedAt(text: string): Pointed[] {
  const found: Pointed[] = [];
  const add = (
    kind: Pointed["kind"],
    pattern: RegExp,
    isLikely: (match: string) => boolean = () => true,
  ): void => {
    for (const match of text.matchAll(pattern)) {
      const [from, to] = [match.index, match.index + match[0].length];
      const isFree = found.every((other) => to <= other.from || from >= other.to);
      if (isFree && isLikely(match[0])) found.push({ from, to, kind });
    }
  };
  add("email", /[\p{L}\p{N}._%+-]+\s?(?:@|\(at\)|\[at\])\s?[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+/giu);
  add("address", /\b(?:https?:\/\/|www\.)[^\s<>，。]+/giu);
  // GB 11643: six digits of a place, the date of birth, three of a row, one that checks, which may be X.
  add(
    "chinese-id",
    /(?<!\d)[1-9]\d{5}(?:18|19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dXx](?!\d)/gu,
  );
  // Personnummer and samordningsnummer, whose day is 60 higher; with or without century, hyphen and plus.
  add("personnummer", /(?<!\d)(?:18|19|20)?\d{6}[-+\u2212 ]?\d{4}(?!\d)/gu, isPersonnummer);
  // Numbers of phones: Chinese mobiles, and seven digits or more after a zero, a plus or on their own in groups.
  add("phone", /(?<!\d)(?:\+?86[- ]?)?1[3-9]\d[- ]?\d{4}[- ]?\d{4}(?!\d)/gu);
  add(
    "phone",
    /(?<![\d,.])(?:\+|00)?\(?\d(?:[ ()/\u2212-]{0,2}\d){6,13}(?!\d)/gu,
    (match) => !NO_PHONES.some((form) => form.test(match)),
  );
  return found.sort((a, b) => a.from - b.from);
}

/** A text with what was pointed at replaced; a person goes over it before anybody else reads it. */
export function withoutPointed(text: string, replacement = "[…]"): string {
  let cleared = "";
  let at = 0;
  for (const { from, to } of pointedAt(text)) {
    cleared += text.slice(at, from) + replacement;
    at = to;
  }
  return cleared + text.slice(at);
}

/** Month and day that can be, whatever the checking digit: people mistype, and write the last four as they remember. */
function isPersonnummer(match: string): boolean {
  const digits = match.replaceAll(/\D/gu, "").slice(-10);
  const [month, day] = [Number(digits.slice(2, 4)), Number(digits.slice(4, 6))];
  return month >= 1 && month <= 12 && ((day >= 1 && day <= 31) || (day >= 61 && day <= 91));
}
