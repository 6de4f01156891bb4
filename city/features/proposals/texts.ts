import { hasHiddenCharacters } from "../../web/language/index.ts";

/** In characters as people count them. */
export const MOST = { title: 120, body: 4000, reason: 2000, street: 120, name: 80, paperAt: 200 } as const;
export type TextField = keyof typeof MOST;

export type TextFault =
  | { readonly code: "text-missing"; readonly field: TextField }
  | { readonly code: "text-too-long"; readonly field: TextField; readonly most: number }
  | { readonly code: "text-hidden-characters"; readonly field: TextField };

export type ReadText =
  | { readonly ok: true; readonly text: string }
  | { readonly ok: false; readonly fault: TextFault };

/** A text that somebody wrote for others to read, as it may be kept. */
export function readText(field: TextField, said: string, isRequired = true): ReadText {
  const isOneLine = field !== "body" && field !== "reason";
  const unified = said.replaceAll(/\r\n?/gu, "\n").replaceAll("\t", " ").trim();
  // A browser sends no line break from a field of one line; who sends one all the same writes headers of a letter.
  if (hasHiddenCharacters(unified) || (isOneLine && unified.includes("\n")))
    return { ok: false, fault: { code: "text-hidden-characters", field } };
  if (unified === "" && isRequired) return { ok: false, fault: { code: "text-missing", field } };
  const most = MOST[field];
  if ([...unified].length > most) return { ok: false, fault: { code: "text-too-long", field, most } };
  return { ok: true, text: unified };
}
