import type { Language } from "../../web/language/index.ts";
import { conversationMessages } from "./messages.ts";
import type { ConversationFault, ConversationState } from "./model.ts";

export function conversationStateName(language: Language, state: ConversationState): string {
  return conversationMessages.t(language)(`state.${state}`);
}

export function faultText(language: Language, fault: ConversationFault): string {
  const t = conversationMessages.t(language);
  switch (fault.code) {
    case "text-too-long":
      return t("fault.text-too-long", { most: fault.most });
    case "state-changed":
      return t("fault.state-changed", { state: conversationStateName(language, fault.state) });
    case "too-few-statements":
      return t("fault.too-few-statements", { fewest: fault.fewest });
    case "too-many-statements":
      return t("fault.too-many-statements", { most: fault.most });
    case "statement-known":
      return t("fault.statement-known", { number: fault.number });
    default:
      return t(`fault.${fault.code}`);
  }
}

/** The groups are called by letters: a name would say more of people than is known. */
export function groupName(language: Language, index: number): string {
  return conversationMessages.t(language)("group.name", { letter: String.fromCharCode(65 + index) });
}

/** A fact of the log about conversations in words; undefined where it is none of ours. */
export function conversationFact(language: Language, name: string, value: string): string | undefined {
  const key = `${name}.${value}`;
  return ["moderation", "access", "shows", "origin"].includes(name) && conversationMessages.has(key)
    ? conversationMessages.t(language)(key)
    : undefined;
}
