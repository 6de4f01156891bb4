import { html } from "hono/html";
import type { Language } from "../../../web/language/index.ts";
import { voteMessages } from "../messages.ts";
import type { Piece } from "./frame.ts";

interface Signpost {
  readonly title: string;
  readonly body: Piece;
}

/** Where somebody types the code of a poster whose square cannot be read. */
export function codePage(language: Language): Signpost {
  const t = voteMessages.t(language);
  return {
    title: t("code.title"),
    body: html`<h1>${t("code.title")}</h1>
<form method="get" action="/v">
<input type="hidden" name="language" value="${language}">
<label class="label" for="code">${t("code.label")}</label>
<p class="soft" id="code-hint">${t("code.hint")}</p>
<input type="text" id="code" name="code" required maxlength="20" autocomplete="off" autocapitalize="characters" spellcheck="false" aria-describedby="code-hint">
<button>${t("code.go")}</button>
</form>`,
  };
}

/** A code that leads nowhere: of a room, mistyped or replaced; of a round, mistyped, used or out of its time. */
export function nowhere(language: Language, of: "room" | "round" | "used" | "not-open"): Signpost {
  const t = voteMessages.t(language);
  return {
    title: t(`nowhere.${of}`),
    body: html`<h1>${t(`nowhere.${of}`)}</h1>
<p>${t(`nowhere.${of}-text`)}</p>
${of === "room" ? html`<p><a href="/v?language=${language}">${t("code.title")}</a></p>` : ""}`,
  };
}
