import { type FormatXMLElementFn, IntlMessageFormat } from "intl-messageformat";
import { intlLocale, type Language } from "./language.ts";

/** A value for an ICU argument. Dates are formatted first (`format.ts`), because a message knows no time zone. */
export type MessageArgument = string | number;

export type MessageArguments = Readonly<Record<string, MessageArgument>>;

type MessageFile = Readonly<Record<string, string>>;

/** Every key that the English file does not have must be absent: a value of type `never` cannot come from JSON. */
type NoOtherKeys<Expected, Actual> = Readonly<Record<Exclude<keyof Actual, keyof Expected>, never>>;

/** Says one message in one language; a missing argument throws, so that no page shows a bare `{name}`. */
export type Translate<Key extends string> = (key: Key, args?: MessageArguments) => string;

/** As `Translate`, for messages with tags: `<link>here</link>` calls `args.link(chunks)`. Pieces in reading order. */
export type TranslateRich<Key extends string> = <Piece>(
  key: Key,
  args: Readonly<Record<string, MessageArgument | FormatXMLElementFn<Piece, string | Piece>>>,
) => readonly (string | Piece)[];

export interface Messages<Key extends string> {
  /** The messages of one language. Cheap to call: each message is parsed once per process. */
  readonly t: (language: Language) => Translate<Key>;
  readonly rich: (language: Language) => TranslateRich<Key>;
  /** Whether a string that comes from data (a code, a state) has a message. */
  readonly has: (key: string) => key is Key;
  readonly keys: readonly Key[];
}

/**
 * Declares a feature's messages from its three JSON modules. English decides which keys there are: a key that
 * Swedish or Chinese lacks, or has too many, is a type error. What types cannot see (argument names, empty or
 * untranslated text, ICU syntax) is checked by `checkMessages`.
 */
export function defineMessages<
  const En extends MessageFile,
  const Sv extends Readonly<Record<keyof En, string>>,
  const Zh extends Readonly<Record<keyof En, string>>,
>(files: {
  readonly en: En;
  readonly sv: Sv & NoOtherKeys<En, Sv>;
  readonly zh: Zh & NoOtherKeys<En, Zh>;
}): Messages<keyof En & string> {
  type Key = keyof En & string;
  const parsed = {
    sv: new Map<Key, IntlMessageFormat>(),
    zh: new Map<Key, IntlMessageFormat>(),
    en: new Map<Key, IntlMessageFormat>(),
  } satisfies Record<Language, Map<Key, IntlMessageFormat>>;

  const message = (language: Language, key: Key): IntlMessageFormat => {
    const known = parsed[language].get(key);
    if (known !== undefined) return known;
    const fresh = new IntlMessageFormat(files[language][key], intlLocale[language]);
    parsed[language].set(key, fresh);
    return fresh;
  };

  const has = (key: string): key is Key => Object.hasOwn(files.en, key);

  return {
    t: (language) => (key, args) => String(message(language, key).format(args)),
    rich: (language) => (key, args) => {
      const pieces = message(language, key).format(args);
      return Array.isArray(pieces) ? pieces : [pieces];
    },
    has,
    keys: Object.keys(files.en).filter(has),
  };
}
