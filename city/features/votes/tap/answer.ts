import { html } from "hono/html";
import { type Formats, formats, type Language } from "../../../web/language/index.ts";
import type { RoomNow, SensorNow } from "../measured.ts";
import { voteMessages } from "../messages.ts";
import { FEWEST_VOTES } from "../released.ts";
import type { Others } from "../telling.ts";
import type { Feeling } from "../wording.ts";
import { disclosureTexts, seasonText } from "../words.ts";
import type { Piece } from "./frame.ts";

/** What became of an answer: counted, not counted because one was counted a moment ago, or only a sentence taken. */
export type Outcome = "counted" | "counted-before" | "comment-taken";

export interface Answer {
  readonly language: Language;
  readonly zone: string;
  readonly outcome: Outcome;
  /** What became of a sentence sent with it. */
  readonly comment: "taken" | "not-taken" | null;
  readonly place: string;
  readonly buildingSlug: string;
  readonly now: RoomNow;
  /** What its carbon dioxide is held against; null where nothing is set. */
  readonly co2LimitPpm: number | null;
  readonly others: Others;
  /** Address of the statement of the room's heating; null where there is none now. */
  readonly statement: string | null;
}

/** What somebody reads who has answered: what the room measures now, and what others said. */
export function answer(given: Answer): Piece {
  const { language, zone, outcome, comment, place, buildingSlug, now, co2LimitPpm, others, statement } =
    given;
  const t = voteMessages.t(language);
  const format = formats(language, zone);
  const ppm = (value: number): string => format.withUnit(format.count(value), "ppm");
  return html`<p class="soft">${place}</p>
<h1>${t(`outcome.${outcome}`)}</h1>
${outcome === "counted-before" ? html`<p>${t("outcome.counted-before-text")}</p>` : ""}
${comment === null ? "" : html`<p>${t(comment === "taken" ? "outcome.comment-taken-text" : "outcome.comment-not-taken")}</p>`}
<h2>${t("now.title")}</h2>
<dl>
<dt>${t("now.temperature")}</dt><dd>${sensorText(language, format, now.temperatureC, (value) => format.temperature(value))}</dd>
<dt>${t("now.co2")}</dt><dd>${sensorText(language, format, now.co2Ppm, ppm)}</dd>
</dl>
${airPiece(language, now.co2Ppm, co2LimitPpm, ppm)}<h2>${t("others.title")}</h2>
${othersPiece(language, format, others)}
<details><summary>${t("disclosure.title")}</summary>
<ul>${disclosureTexts(language, format).map((text) => html`<li>${text}</li>`)}</ul></details>
<p><a href="/${language}/buildings/${buildingSlug}">${t("answer.building")}</a></p>${
    statement === null
      ? ""
      : html`
<p><a href="${statement}?language=${language}">${t("tap.statement")}</a></p>`
  }`;
}

function sensorText(
  language: Language,
  format: Formats,
  sensor: SensorNow,
  valueText: (value: number) => string,
): string {
  const t = voteMessages.t(language);
  if (sensor.kind === "none") return t("now.none");
  if (sensor.kind === "silent")
    return sensor.sinceMs === null
      ? t("now.silent")
      : t("now.silent-since", { at: format.date(sensor.sinceMs, "dateTime") });
  return t("now.measured", { value: valueText(sensor.value), at: format.date(sensor.atMs, "dateTime") });
}

/** What the figure of the air means; nothing where none is measured, or nothing is set to hold it against. */
function airPiece(
  language: Language,
  co2: SensorNow,
  limitPpm: number | null,
  ppm: (value: number) => string,
): Piece | "" {
  if (co2.kind !== "measured" || limitPpm === null) return "";
  const t = voteMessages.t(language);
  const means = co2.value > limitPpm ? "now.co2-above" : "now.co2-below";
  return html`<p>${t(means, { limit: ppm(limitPpm) })} ${t("now.co2-why")}</p>
`;
}

function othersPiece(language: Language, format: Formats, others: Others): Piece {
  const t = voteMessages.t(language);
  if (others.kind === "too-small") return html`<p>${t("others.too-small")}</p>`;
  const whose =
    others.of === "room"
      ? ""
      : html`<p>${t("others.together", { rooms: format.list(others.rooms.map((names) => names[language])) })}</p>`;
  if (others.told === null) return html`<p>${t("others.too-few", { fewest: FEWEST_VOTES })}</p>${whose}`;
  const { votes, feelings, season } = others.told;
  const share = (feeling: Feeling): Piece => {
    const part = feelings[feeling] / votes;
    return html`<dt>${t(`feeling.${feeling}`)}</dt>
<dd>${format.percent(part)}<svg class="${feeling}" viewBox="0 0 100 4" preserveAspectRatio="none" aria-hidden="true"><rect width="${Math.round(part * 1000) / 10}" height="4"/></svg></dd>
`;
  };
  return html`<p>${t("others.told", { votes, season: seasonText(language, season) })}</p>${whose}
<dl>
${share("cold")}${share("right")}${share("warm")}</dl>
<p class="soft">${t("others.steps", { fewest: FEWEST_VOTES })}</p>`;
}
