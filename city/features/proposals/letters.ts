import type { Language } from "../../web/language/index.ts";
import type { Names } from "../buildings/index.ts";
import { maskedText } from "../moderation/index.ts";
import { recordMessages } from "../records/messages.ts";
import type { EntryKind } from "./entries.ts";
import { proposalMessages } from "./messages.ts";
import type { Pending } from "./pending.ts";
import type { ProposalState } from "./states.ts";
import { doerName, moderatedText, stateName } from "./words.ts";

export interface Letter {
  readonly subject: string;
  readonly text: string;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface LetterContext {
  readonly cityNames: Names;
  readonly baseUrl: string;
}

/** The code that confirms what somebody asked for. */
export function codeLetter(
  context: LetterContext,
  { id, kind, language }: Pick<Pending, "id" | "kind" | "language">,
  code: string,
  title: string,
): Letter {
  const t = proposalMessages.t(language);
  const city = context.cityNames[language];
  return {
    subject: t("letter.code-subject", { city, code }),
    text: lines(
      // Nobody has shown yet that the address is theirs: a letter must not carry what a stranger wrote to somebody else.
      t(`letter.code-${kind}`, { title: oneLine(maskedText(title)) }),
      "",
      t("letter.code", { code }),
      `${context.baseUrl}/${language}/confirm/${id}`,
      "",
      t("letter.code-not-you"),
    ),
  };
}

export interface Told {
  readonly proposalId: number;
  /** Its case number as the city writes it; null where it has none. */
  readonly case: string | null;
  readonly title: string;
  readonly kind: EntryKind;
  readonly state: ProposalState | null;
  readonly reason: string | null;
  readonly about: string | null;
  readonly role: string;
  readonly language: Language;
  readonly stopKey: string;
  /** Null for whoever only follows. */
  readonly authorKey: string | null;
}

/** Tells of one thing that happened to a proposal, with its reason, and with the way to get no more letters (RFC 8058). */
export function changeLetter(context: LetterContext, told: Told): Letter {
  const { language, kind, state, about } = told;
  const t = proposalMessages.t(language);
  const title = oneLine(told.title);
  const what =
    kind === "state" || kind === "appeal-answer"
      ? t(kind === "state" ? "letter.state" : "letter.appeal-answer", {
          title,
          state: stateName(language, state ?? "received"),
        })
      : kind === "moderated"
        ? t("letter.moderated", { title, what: moderatedText(language, about) })
        : t(`letter.${kind}`, { title, about: about ?? "" });
  const stop = `${context.baseUrl}/stop/${told.stopKey}`;
  return {
    subject: t("letter.subject", { city: context.cityNames[language], title: title.slice(0, 80) }),
    text: lines(
      what,
      ...(told.case === null ? [] : [recordMessages.t(language)("case.letter", { label: told.case })]),
      ...(told.reason === null
        ? []
        : ["", t("letter.reason", { who: doerName(language, told.role) }), told.reason]),
      "",
      `${context.baseUrl}/${language}/proposals/${told.proposalId}`,
      ...(told.authorKey === null
        ? []
        : [
            "",
            ...(canBeAppealed(kind, about) ? [t("letter.moderated-appeal")] : []),
            t("letter.author"),
            `${context.baseUrl}/${language}/my-proposal/${told.authorKey}`,
          ]),
      "",
      t(told.authorKey === null ? "letter.why-follower" : "letter.why-author"),
      t("letter.stop"),
      `${context.baseUrl}/${language}/stop/${told.stopKey}`,
    ),
    headers: {
      "List-Unsubscribe": `<${stop}>`,
      "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    },
  };
}

function canBeAppealed(kind: EntryKind, about: string | null): boolean {
  return kind === "moderated" && /^(hidden|redacted)\//.test(about ?? "");
}

/** A title is one line as it is; nothing that comes from people may begin a header. */
function oneLine(text: string): string {
  return text.replaceAll(/\s+/gu, " ");
}

function lines(...texts: string[]): string {
  return `${texts.join("\n")}\n`;
}
