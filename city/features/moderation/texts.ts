import { hasHiddenCharacters } from "../../web/language/index.ts";

/** In characters as people count them. */
export const MOST = { reason: 2000, words: 500, passages: 4000 } as const;
export type TextField = keyof typeof MOST;

export type TextFault =
  | { readonly code: "text-missing"; readonly field: TextField }
  | { readonly code: "text-too-long"; readonly field: TextField; readonly most: number }
  | { readonly code: "text-hidden-characters"; readonly field: TextField };

/** What somebody wrote for others to read, as it may be kept. */
export function readText(
  field: TextField,
  said: string,
  isRequired = true,
): { readonly ok: true; readonly text: string } | { readonly ok: false; readonly fault: TextFault } {
  const text = said.replaceAll(/\r\n?/gu, "\n").replaceAll("\t", " ").trim();
  if (hasHiddenCharacters(text)) return { ok: false, fault: { code: "text-hidden-characters", field } };
  if (text === "" && isRequired) return { ok: false, fault: { code: "text-missing", field } };
  const most = MOST[field];
  if ([...text].length > most) return { ok: false, fault: { code: "text-too-long", field, most } };
  return { ok: true, text };
}
