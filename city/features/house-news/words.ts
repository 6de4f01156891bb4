import { type Formats, type Language, visibleText } from "../../web/language/index.ts";
import { outcomeWord } from "../decisions/words.ts";
import { outcomeName } from "../verdicts/words.ts";
import type { EventWhat } from "./calendar.ts";
import { newsMessages } from "./messages.ts";
import type { News, NewsWhat, Written } from "./news.ts";

/** So much of what people wrote stands in a line. */
const LONGEST_QUOTE = 160;

/** What happened in one sentence. */
export function newsText(language: Language, format: Formats, { what }: Pick<News, "what">): string {
  const t = newsMessages.t(language);
  switch (what.kind) {
    case "measure":
      return t(`measure.${what.step}`, { title: oneLine(what.titles[language]) });
    case "verdict":
      return t(what.isAgain ? "verdict.again" : what.isFinal ? "verdict.final" : "verdict.look", {
        title: oneLine(what.titles[language]),
        days: what.afterDays,
        outcome: outcomeName(language, what.outcome),
      });
    case "figure":
      return t(`figure.${what.cause}`, { title: oneLine(what.titles[language]) });
    case "decision":
      return t("decision", {
        title: oneLine(what.titles[language]),
        outcome: outcomeWord(language, what.outcome),
      });
    case "decision-corrected":
      return t("decision.corrected", { title: oneLine(what.titles[language]) });
    case "promise":
      return t("promise", { text: quoted(what.text, language), date: format.plainDate(what.dueDate) });
    case "promise-answered":
      return t(`promise.${what.state}`, { text: quoted(what.text, language) });
    case "promise-unanswered":
      return t("promise.unanswered", { text: quoted(what.text, language) });
    case "proposal":
      return t(`proposal.${what.state}`, { title: proposalTitle(language, what) });
    case "appeal":
    case "appeal-upheld":
    case "appeal-rejected":
      return t(what.kind, { title: proposalTitle(language, what) });
    case "budget":
      return t(`budget.${what.step}`, { name: oneLine(what.names[language]) });
    case "conversation":
      return t(`conversation.${what.step}`, { name: oneLine(what.names[language]) });
    case "process":
      return t(`process.${what.step}`, { name: oneLine(what.names[language]) });
  }
}

/** What people wrote as it stands in a sentence, where that is in another language than the sentence; null elsewhere. */
export function foreignQuote(
  language: Language,
  { what }: { readonly what: NewsWhat | EventWhat },
): { readonly text: string; readonly language: Language } | null {
  const written = "title" in what ? what.title : "text" in what ? what.text : null;
  if (written === null || written.texts[language] !== undefined) return null;
  const text = quoted(written, language);
  return text === "" ? null : { text, language: written.language };
}

/** A proposal by its title; by its number where nobody may read its title any more. */
function proposalTitle(
  language: Language,
  { id, title }: Extract<NewsWhat, { readonly title: Written }>,
): string {
  return quoted(title, language) || newsMessages.t(language)("proposal.number", { id });
}

/** As it was written, or as a person has translated it. */
export function quoted({ language: written, texts }: Written, language: Language): string {
  const line = oneLine(texts[language] ?? texts[written] ?? "");
  const signs = [...line];
  return signs.length <= LONGEST_QUOTE ? line : `${signs.slice(0, LONGEST_QUOTE - 2).join("")} …`;
}

/** One line as it is: nothing that comes from people may begin another, in a letter or in a calendar. */
export function oneLine(text: string): string {
  return visibleText(text.replaceAll(/\s+/gu, " ")).trim();
}
