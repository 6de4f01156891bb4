import { IntlMessageFormat } from "intl-messageformat";
import { intlLocale, type Language } from "./language.ts";

/** What a check of messages reads: the three files as parsed JSON, which need not be what it ought to be. */
export type MessageFiles = Readonly<Record<Language, unknown>>;

type Ast = ReturnType<IntlMessageFormat["getAst"]>;
type Element = Ast[number];

/** The element kinds of the ICU syntax tree, as the parser numbers them. */
const kinds = {
  literal: 0,
  argument: 1,
  number: 2,
  date: 3,
  time: 4,
  select: 5,
  plural: 6,
  pound: 7,
  tag: 8,
} as const;

interface Message {
  readonly names: ReadonlySet<string>;
  readonly problems: readonly string[];
}

/**
 * What is wrong with a feature's messages, one line for a developer each; an empty list means nothing.
 *
 * All three languages must have the same keys, and in each message the same argument names, tags and choices of a
 * `select`; every message must be valid ICU, not blank, and not a copy of an English text of more than three words.
 * Dates and times are refused as ICU arguments: they would be shown in the zone of the server's process, so they are
 * formatted in the site's zone first. Swedish and English plurals need an arm for one.
 */
export function checkMessages(files: MessageFiles): string[] {
  const problems: string[] = [];
  const texts = {
    en: textsOf("en", files.en, problems),
    sv: textsOf("sv", files.sv, problems),
    zh: textsOf("zh", files.zh, problems),
  };
  const keys = new Set([...texts.en.keys(), ...texts.sv.keys(), ...texts.zh.keys()]);
  for (const key of keys) {
    const english = texts.en.get(key);
    const englishMessage = english === undefined ? undefined : read("en", english);
    for (const language of ["en", "sv", "zh"] as const) {
      const where = `${language} ${key}`;
      const text = texts[language].get(key);
      if (text === undefined) {
        problems.push(`${where}: is missing`);
        continue;
      }
      if (text.trim() === "") problems.push(`${where}: is empty`);
      const message = read(language, text);
      problems.push(...message.problems.map((problem) => `${where}: ${problem}`));
      if (language === "en" || english === undefined || englishMessage === undefined) continue;
      for (const name of englishMessage.names) {
        if (!message.names.has(name)) problems.push(`${where}: lacks ${name}, which the English has`);
      }
      for (const name of message.names) {
        if (!englishMessage.names.has(name)) problems.push(`${where}: has ${name}, which the English lacks`);
      }
      if (text === english && countWords(english) > 3) problems.push(`${where}: is the English text`);
    }
  }
  return problems;
}

function textsOf(language: Language, file: unknown, problems: string[]): Map<string, string> {
  const texts = new Map<string, string>();
  if (typeof file !== "object" || file === null || Array.isArray(file)) {
    problems.push(`${language}: is not an object of messages`);
    return texts;
  }
  for (const [key, text] of Object.entries(file)) {
    if (typeof text === "string") texts.set(key, text);
    else problems.push(`${language} ${key}: is not a text`);
  }
  return texts;
}

/** Words of prose, without what stands in braces or tags: `{name}` is no English word that could stay untranslated. */
function countWords(text: string): number {
  const prose = text.replaceAll(/\{[^{}]*\}|<[^>]*>/g, " ");
  return prose.match(/\p{Letter}{2,}/gu)?.length ?? 0;
}

function read(language: Language, text: string): Message {
  const names = new Set<string>();
  const problems: string[] = [];
  try {
    visit(language, new IntlMessageFormat(text, intlLocale[language]).getAst(), names, problems);
  } catch (error) {
    problems.push(`is not valid ICU (${error instanceof Error ? error.message : String(error)})`);
  }
  return { names, problems };
}

function visit(language: Language, ast: Ast, names: Set<string>, problems: string[]): void {
  for (const element of ast) {
    const kind: number = element.type;
    if (kind === kinds.literal || kind === kinds.pound) continue;
    const name = nameOf(element);
    names.add(kind === kinds.tag ? `<${name}>` : `{${name}}`);
    if (kind === kinds.date || kind === kinds.time) {
      problems.push(`formats the date {${name}} without a zone; pass it as text from language/format.ts`);
    }
    if ("children" in element) visit(language, element.children, names, problems);
    if (!("options" in element)) continue;
    const arms = Object.entries(element.options);
    if (kind === kinds.select) {
      for (const [choice] of arms) names.add(`{${name}=${choice}}`);
    } else if (language !== "zh" && !arms.some(([choice]) => choice === "one" || choice === "=1")) {
      problems.push(`the plural of {${name}} has no arm for one`);
    }
    for (const [, arm] of arms) visit(language, arm.value, names, problems);
  }
}

function nameOf(element: Element): string {
  return "value" in element ? element.value : "#";
}
