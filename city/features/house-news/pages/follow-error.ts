import type { Language } from "../../../web/language/index.ts";
import { shellMessages } from "../../../web/shell-messages.ts";
import type { FollowFault } from "../follow-desk.ts";
import { newsMessages } from "../messages.ts";

/** What was wrong with what was sent, and what to do; undefined where nothing was. */
export function errorOf(
  language: Language,
  fault: FollowFault | null | undefined,
): { readonly word: string; readonly text: string } | undefined {
  if (!fault) return undefined;
  return {
    word: shellMessages.t(language)("notice.error"),
    text: newsMessages.t(language)(`fault.${fault}`),
  };
}
