import { hasHiddenCharacters } from "./visible.ts";

/** Why a text of a form cannot be kept, and in which field. */
export type SaidTextFault<Field extends string> =
  | { readonly code: "text-missing"; readonly field: Field }
  | { readonly code: "text-too-long"; readonly field: Field; readonly most: number }
  | { readonly code: "text-hidden-characters"; readonly field: Field };

export type SaidText<Field extends string> =
  | { readonly ok: true; readonly text: string }
  | { readonly ok: false; readonly fault: SaidTextFault<Field> };

/** A text that somebody wrote for others to read, as it may be kept. @param most characters, as people count them. */
export function readSaidText<Field extends string>(
  field: Field,
  said: string,
  {
    most,
    isOneLine = false,
    isRequired = true,
  }: { readonly most: number; readonly isOneLine?: boolean; readonly isRequired?: boolean },
): SaidText<Field> {
  const text = said.replaceAll(/\r\n?/gu, "\n").replaceAll("\t", " ").trim();
  // A browser sends no line break from a field of one line; who sends one all the same writes headers of a letter.
  if (hasHiddenCharacters(text) || (isOneLine && text.includes("\n")))
    return { ok: false, fault: { code: "text-hidden-characters", field } };
  if (text === "" && isRequired) return { ok: false, fault: { code: "text-missing", field } };
  if ([...text].length > most) return { ok: false, fault: { code: "text-too-long", field, most } };
  return { ok: true, text };
}
