import type { Language } from "../../../web/language/index.ts";
import { screenMessages } from "../messages.ts";
import type { ShownState } from "../staff-pages.ts";
import type { Work } from "../works/work.ts";

/** What a work is called: by its title, else by its kind and number. */
export function workName(
  language: Language,
  { id, kind, title }: Pick<Work, "id" | "kind" | "title">,
): string {
  return title ?? screenMessages.t(language)(`works.untitled-${kind}`, { id: String(id) });
}

/** None is green: that something hangs is no success of anybody's. */
export const stateTone = {
  waiting: "warn",
  published: "info",
  over: "neutral",
  declined: "neutral",
  "taken-back": "neutral",
} as const satisfies Record<ShownState, string>;
