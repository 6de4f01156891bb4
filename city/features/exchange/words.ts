import type { BodyFault } from "@husting/exchange";
import type { Formats, Language } from "../../web/language/index.ts";
import type { ListedDocument } from "./document-pages.ts";
import type { RefusalReason } from "./intake.ts";
import { exchangeMessages } from "./messages.ts";

/** A kind of document in words; one that this program does not know is shown by its own name. */
export function kindName(language: Language, kind: string): string {
  const key = `kind.${kind}`;
  return exchangeMessages.has(key) ? exchangeMessages.t(language)(key) : kind;
}

/** Kind and title of a document: "Measure and its verdict: LED in the north school". */
export function documentName(
  language: Language,
  { kind, title }: Pick<ListedDocument, "kind" | "title">,
): string {
  const name = kindName(language, kind);
  return title === null
    ? name
    : exchangeMessages.t(language)("document.name", { kind: name, title: title[language] });
}

/** How long ago or how long: "3 hours", "2 days". */
export function durationText(language: Language, ms: number): string {
  const minutes = Math.round(Math.abs(ms) / 60_000);
  const t = exchangeMessages.t(language);
  if (minutes < 1) return t("duration.moment");
  if (minutes < 90) return t("duration.minutes", { count: minutes });
  const hours = Math.round(minutes / 60);
  return hours < 48
    ? t("duration.hours", { count: hours })
    : t("duration.days", { count: Math.round(hours / 24) });
}

/** Why something was not taken: what it is, and what to do. */
export function refusalText(language: Language, format: Formats, reason: RefusalReason): string {
  const t = exchangeMessages.t(language);
  switch (reason.code) {
    case "conflicting":
    case "chain-broken":
      return t(`refused.${reason.code}`, { number: reason.sequence });
    case "newer-format":
    case "newer-bundle":
      return t(`refused.${reason.code}`, { version: reason.version });
    case "malformed":
      return t("refused.malformed", { member: reason.member });
    case "from-another-city":
    case "for-another-city":
    case "bundle-from-another":
    case "bundle-for-another":
    case "other-type":
    case "other-algorithm":
      return t(`refused.${reason.code}`, { found: reason.found.slice(0, 60) });
    case "unknown-key":
    case "other-key":
      return t(`refused.${reason.code}`, { keyId: reason.keyId.slice(0, 60) });
    case "log-shrank":
      return t("refused.log-shrank", {
        seen: format.count(reason.seenSize),
        size: format.count(reason.size),
      });
    case "log-rewritten":
      return t("refused.log-rewritten", { size: format.count(reason.size) });
    case "own-log-differs":
      return t("refused.own-log-differs", { size: format.count(reason.size) });
    default: {
      const key = `refused.${reason.code}`;
      return exchangeMessages.has(key)
        ? t(key as "refused.not-sealed")
        : t("refused.other", { code: reason.code });
    }
  }
}

/** Why an accepted document cannot be shown. */
export function unreadableText(language: Language, reason: BodyFault): string {
  const t = exchangeMessages.t(language);
  return reason.code === "malformed"
    ? t("unreadable.malformed", { member: reason.member })
    : t(`unreadable.${reason.code}`, { kind: kindName(language, reason.kind) });
}
