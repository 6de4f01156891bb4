import type { Language } from "../../../web/language/index.ts";
import { shellMessages } from "../../../web/shell-messages.ts";
import { heardMessages } from "../messages.ts";

/** What is wrong with a field, for its error. */
export function errorOf(
  language: Language,
  fault: { readonly code: string; readonly found?: number; readonly expected?: number } | undefined,
): { readonly word: string; readonly text: string } | undefined {
  if (fault === undefined) return undefined;
  const key = `fault.${fault.code}`;
  const t = heardMessages.t(language) as (key: string, facts?: object) => string;
  const { found = 0, expected = 0 } = fault;
  return {
    word: shellMessages.t(language)("notice.error"),
    text: heardMessages.has(key) ? t(key, { found, expected }) : fault.code,
  };
}
