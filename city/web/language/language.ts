/** The three languages of the house, in the order in which the page offers them. */
export const languages = ["sv", "zh", "en"] as const;

export type Language = (typeof languages)[number];

/** What `<html lang>`, `lang` and `hreflang` carry: Chinese here is written in simplified characters (BCP 47). */
export const htmlLanguage = { sv: "sv", zh: "zh-Hans", en: "en" } as const satisfies Record<Language, string>;

/**
 * What `Intl` is asked for. English is British: its dates are day first, as in the two others' English letters,
 * and its spelling is the one of the European directives that the pages quote.
 */
export const intlLocale = { sv: "sv-SE", zh: "zh-Hans-CN", en: "en-GB" } as const satisfies Record<
  Language,
  string
>;

/** What stands between a name and what is said of it. */
export const colonOf = { sv: ": ", zh: "：", en: ": " } as const satisfies Record<Language, string>;

/** What stands between two parts of a line. */
export const commaOf = { sv: ", ", zh: "，", en: ", " } as const satisfies Record<Language, string>;

/** What stands between two sentences: a full-width stop needs no space. */
export const pauseOf = { sv: " ", zh: "", en: " " } as const satisfies Record<Language, string>;

/** Whether a piece of an address (`/sv/…`) names a language of the house. */
export function isLanguage(candidate: unknown): candidate is Language {
  return candidate === "sv" || candidate === "zh" || candidate === "en";
}
