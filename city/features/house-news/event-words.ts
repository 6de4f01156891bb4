import type { Language } from "../../web/language/index.ts";
import type { EventWhat } from "./calendar.ts";
import { newsMessages } from "./messages.ts";
import { oneLine, quoted } from "./words.ts";

/** What is going to happen, in a line and in a sentence more. */
export function eventText(
  language: Language,
  what: EventWhat,
): { readonly summary: string; readonly description: string } {
  const t = newsMessages.t(language);
  switch (what.kind) {
    case "process-day":
      return { summary: oneLine(what.names[language]), description: t("event.process-day-text") };
    case "budget-opens":
    case "budget-closes":
    case "process-begins":
    case "process-ends":
      return {
        summary: t(`event.${what.kind}`, { name: oneLine(what.names[language]) }),
        description: t(`event.${what.kind}-text`),
      };
    case "promise":
      return {
        summary: t("event.promise", { text: quoted(what.text, language) }),
        description: t("event.promise-text", { office: oneLine(what.office) }),
      };
    case "look":
      return {
        summary: t(what.isFinal ? "event.look-final" : "event.look", {
          title: oneLine(what.titles[language]),
        }),
        description: t("event.look-text", { days: what.afterDays }),
      };
  }
}
