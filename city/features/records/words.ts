import { type Language, visibleText } from "../../web/language/index.ts";
import { outcomeWord } from "../decisions/words.ts";
import { doerName, stateName } from "../proposals/words.ts";
import type { CaseStatus, CaseTitle } from "./case-titles.ts";
import { recordMessages } from "./messages.ts";

/** What a case is called, on one line. */
export function titleText(language: Language, title: CaseTitle): string {
  if (title === null) return recordMessages.t(language)("case.title-erased");
  return visibleText(title.kind === "names" ? title.names[language] : title.text);
}

/** How a case stands today. */
export function statusName(language: Language, status: CaseStatus): string {
  switch (status.kind) {
    case "proposal":
      return stateName(language, status.state);
    case "decision":
      return outcomeWord(language, status.outcome);
    case "question":
      return recordMessages.t(language)(`question.${status.state}`);
  }
}

/** Who did something: a role, the author, anybody, or the node itself. */
export function actorName(language: Language, role: string): string {
  return doerName(language, role);
}

/** A fact of the log of this feature in words; undefined where it is none of them. */
export function recordFact(language: Language, name: string): string | undefined {
  const t = recordMessages.t(language);
  const rule = `rule.${name}`;
  if (recordMessages.has(rule)) return t(rule);
  const kept = `kept.${name}`;
  return recordMessages.has(kept) ? t(kept) : undefined;
}
