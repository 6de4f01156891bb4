import { hasHiddenCharacters } from "../../web/language/index.ts";
import type { ConversationFault } from "./model.ts";

export type ReadText =
  | { readonly ok: true; readonly text: string }
  | { readonly ok: false; readonly fault: ConversationFault };

/** A text for others to read, as it may be kept. @param most characters. */
export function readText(field: string, said: string, most: number, isOneLine = true): ReadText {
  const unified = said.replaceAll(/\r\n?/gu, "\n").replaceAll("\t", " ").trim();
  if (hasHiddenCharacters(unified) || (isOneLine && unified.includes("\n")))
    return { ok: false, fault: { code: "text-hidden-characters", field } };
  if (unified === "") return { ok: false, fault: { code: "text-missing", field } };
  if ([...unified].length > most) return { ok: false, fault: { code: "text-too-long", field, most } };
  return { ok: true, text: unified };
}
