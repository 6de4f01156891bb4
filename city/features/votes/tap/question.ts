import { html } from "hono/html";
import { colonOf, type Language } from "../../../web/language/index.ts";
import type { Names } from "../../buildings/index.ts";
import { voteMessages } from "../messages.ts";
import { MOST_COMMENT, type SaidFault } from "../said.ts";
import { feelingOf, marks, sensations } from "../wording.ts";
import type { Piece } from "./frame.ts";

export type QuestionFault = SaidFault | "room-missing" | "try-again";

export interface Question {
  readonly language: Language;
  readonly action: string;
  /** Where it is asked about: a building and its room, or a round. */
  readonly place: string;
  /** Rooms to choose from, where it is asked about more than one. */
  readonly rooms: readonly { readonly id: number; readonly names: Names; readonly building: Names }[];
  readonly isInvited: boolean;
  readonly fault: QuestionFault | null;
  /** What had been filled in, after a refused attempt. */
  readonly filled: { readonly comment: string; readonly ticked: readonly string[]; readonly room: string };
  /** Address of the statement of the room's heating; null where there is none now. */
  readonly statement: string | null;
}

export const nothingFilled: Question["filled"] = { comment: "", ticked: [], room: "" };

/**
 * The question. Each answer is a button, so that one tap is enough; what else can be said stands before them, folded in.
 * The button that sends a sentence alone is the form's first: Enter in a field must not send "far too cold".
 */
export function question(asked: Question): Piece {
  const { language, action, place, rooms, isInvited, fault, filled, statement } = asked;
  const t = voteMessages.t(language);
  const isOpen = filled.comment !== "" || filled.ticked.length > 0;
  return html`<p class="soft">${place}</p>
<h1>${t("tap.title")}</h1>
${isInvited ? html`<p>${t("tap.invited")}</p>` : ""}
${fault === null ? "" : html`<p class="error" id="fault" role="alert"><strong>${t("tap.not-taken")}</strong> ${t(`fault.${fault}`, { most: MOST_COMMENT })}</p>`}
<form method="post" action="${action}">
<input type="hidden" name="language" value="${language}">
${
  rooms.length < 2
    ? ""
    : html`<label class="label" for="room">${t("tap.room")}</label>
<select id="room" name="room" required><option value=""></option>${rooms.map(
        ({ id, names, building }) =>
          html`<option value="${id}"${String(id) === filled.room ? html` selected` : ""}>${building[language]}${colonOf[language]}${names[language]}</option>`,
      )}</select>`
}
<details${isOpen ? html` open` : ""}>
<summary>${t("tap.more")}</summary>
<fieldset><legend>${t("tap.also")}</legend>
${marks.map(
  (mark) =>
    html`<label class="tick"><input type="checkbox" name="${mark}" value="yes"${filled.ticked.includes(mark) ? html` checked` : ""}><span>${t(`mark.${mark}`)}</span></label>`,
)}
</fieldset>
${
  isInvited
    ? ""
    : html`<label class="label" for="comment">${t("tap.comment")}</label>
<p class="soft" id="comment-hint">${t("tap.comment-hint", { most: MOST_COMMENT })}</p>
<textarea id="comment" name="comment" rows="3" maxlength="${MOST_COMMENT}" aria-describedby="comment-hint${fault === null ? "" : " fault"}">${filled.comment}</textarea>
<button class="only" name="answer" value="">${t("tap.comment-only")}</button>`
}
</details>
${sensations.map(
  (sensation) =>
    html`<button class="${feelingOf(sensation)}" name="answer" value="${sensation}">${t(`answer.${sensation}`)}</button>
`,
)}</form>${
    statement === null
      ? ""
      : html`
<p><a href="${statement}?language=${language}">${t("tap.statement")}</a></p>`
  }`;
}
