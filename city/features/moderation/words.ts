import type { Language } from "../../web/language/index.ts";
import { moderationMessages } from "./messages.ts";

/** A house rule in words; one that is no more by its code. */
export function ruleName(language: Language, rule: string): string {
  const key = `rule.${rule}`;
  return moderationMessages.has(key) ? moderationMessages.t(language)(key) : rule;
}

/** What kind of text it is, to begin a line with. */
export function kindHeading(language: Language, kind: string): string {
  const name = kindName(language, kind);
  return `${name.charAt(0).toUpperCase()}${name.slice(1)}`;
}

/** What kind of text it is. */
export function kindName(language: Language, kind: string): string {
  const key = `kind.${kind}`;
  return moderationMessages.has(key) ? moderationMessages.t(language)(key) : kind;
}

/** What happened to a text, in one line: hidden, redacted, shown again, appealed. */
export function eventText(language: Language, event: string, rule: string, kind: string): string {
  const key = `event.${event}`;
  const t = moderationMessages.t(language);
  return moderationMessages.has(key)
    ? t(key, { rule: ruleName(language, rule), kind: kindName(language, kind) })
    : event;
}

/** What a fact of the log about moderation says; undefined where it is none of ours. */
export function moderationFact(language: Language, name: string, value: string): string | undefined {
  if (name === "rule") return ruleName(language, value);
  const key = `kind.${value}`;
  return name === "kind" && moderationMessages.has(key) ? moderationMessages.t(language)(key) : undefined;
}

/** What was wrong with what was sent, and what to do. */
export function faultText(
  language: Language,
  fault: { readonly code: string; readonly most?: number; readonly passage?: string },
): string {
  const t = moderationMessages.t(language);
  const key = `fault.${fault.code}`;
  return t(moderationMessages.has(key) ? key : "fault.text-missing", {
    most: fault.most ?? 0,
    passage: fault.passage ?? "",
  });
}
