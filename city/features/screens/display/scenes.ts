import { createWallClock } from "@husting/series";
import { html } from "hono/html";
import { type Formats, formats, htmlLanguage, type Language } from "../../../web/language/index.ts";
import { carrierName } from "../../buildings/words.ts";
import { outcomeName } from "../../verdicts/words.ts";
import type { Piece } from "../../votes/index.ts";
import { seasonText } from "../../votes/words.ts";
import type { House } from "../house.ts";
import { screenMessages } from "../messages.ts";
import type { Slide } from "../slides.ts";
import { lettersOf, type Work } from "../works/work.ts";
import { landscape, type ShoreLabel } from "./landscape.ts";
import { beach, lamp, square, steppingStones, stonesOf } from "./pictures.ts";

/** What a scene is drawn with. */
export interface SceneParts {
  readonly house: House;
  readonly language: Language;
  readonly zone: string;
  /** Where the building's page is, in the scene's language. */
  readonly pageAddress: string;
}

/** The scene of a slide: what stands between the house's name and the foot of the page. */
export function scene(slide: Slide, parts: SceneParts): Piece {
  if (slide.page === "works") return workScene(slide.work, parts);
  return scenes[slide.page](parts);
}

const scenes = {
  energy: energyScene,
  rooms: roomsScene,
  people: peopleScene,
  measure: measureScene,
  act: actScene,
} as const;

function words({ language, zone }: Pick<SceneParts, "language" | "zone">) {
  return { t: screenMessages.t(language), format: formats(language, zone) };
}

function energyScene(parts: SceneParts): Piece {
  const { house, language, zone } = parts;
  const { t, format } = words(parts);
  const { energy } = house;
  if (energy === null)
    return html`<div class="scene none"><h1>${t("energy.none")}</h1><p class="lead">${t("energy.none-text")}</p></div>`;
  const { kind, bounds, kwh, expectedKwh, expectedBy, parts: energies, carriers, missing } = energy;
  const nearest = energies.length < 2 ? undefined : energies.at(-1);
  const measured = kwh.filter((one) => one !== null);
  const whole = measured.length === kwh.length;
  const used = format.energy(sumOf(measured));
  // Like with like: what was to be expected of the steps that were measured.
  const both = kwh.flatMap((one, at) => (one === null ? [] : [expectedKwh?.[at] ?? null]));
  const expected = both.every((one) => one !== null) && both.length > 0 ? format.energy(sumOf(both)) : null;
  const partly = kind === "hours" ? "energy.used-part" : "energy.used-part-months";
  const names = (of: readonly string[]): string =>
    format.list(of.map((carrier) => inSentence(language, carrierName(language, carrier))));
  const named = (atMs: number): string => format.date(atMs, kind === "hours" ? "time" : "month");
  return html`<div class="scene energy"><div class="words"><h1>${kind === "hours" ? t("energy.title-hours", { time: named(bounds.at(-1)!) }) : t("energy.title-months")}</h1>
<p class="key lead">${t(whole ? "energy.used" : partly, { energy: used, carriers: names(carriers) })}</p>
${
  nearest === undefined
    ? ""
    : html`<p class="key is-part">${t("energy.part", { carrier: names([nearest.carrier]), energy: format.energy(sumOf(nearest.kwh.filter((_, at) => kwh[at] !== null))) })}</p>`
}
${expected === null ? html`<p class="soft">${t("energy.no-expected")}</p>` : html`<p class="key is-expected">${t(`energy.expected-${expectedBy}`, { energy: expected })}</p>`}
${missing.length === 0 ? "" : html`<p class="soft">${t("energy.missing", { carriers: names(missing) })}</p>`}</div>
${landscape({
  energy,
  labels: kind === "hours" ? hourLabels(bounds, zone) : monthLabels(bounds, format),
  ...(kind === "hours" ? noonsAndMidnights(bounds, zone) : { suns: [], moons: [] }),
  description: t(kind === "hours" ? "energy.description" : "energy.description-months", {
    from: named(bounds[0]!),
    to: named(kind === "hours" ? bounds.at(-1)! : bounds.at(-2)!),
    used,
  }),
})}</div>`;
}

/** Every third hour by the house's clock, in the form every language reads. */
function hourLabels(bounds: readonly number[], zone: string): ShoreLabel[] {
  const wallClock = createWallClock(zone);
  return bounds.flatMap((atMs, at) => {
    const hour = hourOf(wallClock(atMs));
    const atPercent = (at / (bounds.length - 1)) * 100;
    // At the edges a label would be cut.
    if (hour % 3 !== 0 || atPercent < 5 || atPercent > 95) return [];
    return [{ atPercent, text: String(hour).padStart(2, "0") }];
  });
}

function noonsAndMidnights(bounds: readonly number[], zone: string) {
  const wallClock = createWallClock(zone);
  const at = (hour: number): number[] =>
    bounds.flatMap((atMs, index) =>
      hourOf(wallClock(atMs)) === hour ? [(index / (bounds.length - 1)) * 100] : [],
    );
  const inPicture = (percent: number): boolean => percent > 4 && percent < 96;
  return { suns: at(12).filter(inPicture), moons: at(0).filter(inPicture) };
}

function hourOf(wallMs: number): number {
  return Math.floor((wallMs / 3_600_000) % 24);
}

/** Every third month, under its middle. */
function monthLabels(bounds: readonly number[], format: Formats): ShoreLabel[] {
  const steps = bounds.length - 1;
  return bounds
    .slice(0, -1)
    .flatMap((atMs, at) =>
      at % 3 === 1 ? [{ atPercent: ((at + 0.5) / steps) * 100, text: format.date(atMs, "monthOnly") }] : [],
    );
}

function roomsScene(parts: SceneParts): Piece {
  const { house, language } = parts;
  const { t, format } = words(parts);
  const { rooms, all } = house.rooms;
  return html`<div class="scene"><h1>${t("rooms.title")}</h1>
${all === null ? "" : html`<p class="lead">${t("rooms.all", { rooms: all.rooms, temperature: format.temperature(all.meanC) })}</p>`}
<ul class="rooms count-${rooms.length}">${rooms.map(
    ({ names, temperatureC }) =>
      html`<li>${lamp(temperatureC)}<span><b>${format.temperature(temperatureC)}</b>${names[language]}</span></li>`,
  )}</ul></div>`;
}

function peopleScene(parts: SceneParts): Piece {
  const { house, language } = parts;
  const { t, format } = words(parts);
  const { said, comment } = house;
  const quoted =
    comment === null
      ? ""
      : html`<blockquote><p>${comment.text}</p><footer class="soft">${t("people.comment", { room: comment.room[language], week: format.plainDate(comment.week, "dayMonth") })}</footer></blockquote>`;
  if (said === null) return html`<div class="scene none"><h1>${t("people.title")}</h1>${quoted}</div>`;
  const { cold, right, warm } = said.feelings;
  const all = cold + right + warm;
  const kinds = [
    { name: "cold", votes: cold },
    { name: "right", votes: right },
    { name: "warm", votes: warm },
  ] as const;
  const [stonesCold = 0, stonesRight = 0, stonesWarm = 0] = stonesOf(kinds.map(({ votes }) => votes));
  const description = t("people.description", { cold: stonesCold, right: stonesRight, warm: stonesWarm });
  return html`<div class="scene"><h1>${t("people.title")}</h1>
<p class="soft">${t("people.season", { votes: said.votes, season: seasonText(language, said.season) })}</p>
${beach(kinds, description)}
<p class="keys lead">${kinds.map(({ name, votes }) => html`<span class="key ${name}">${t(`people.${name}`, { share: format.percent(votes / all) })}</span>`)}</p>
${quoted}</div>`;
}

/** Measures are looked at after these many days (features/verdicts). */
const LOOK_DAYS = [90, 180, 270, 365] as const;

function measureScene(parts: SceneParts): Piece {
  const { house, language } = parts;
  const { t, format } = words(parts);
  const { measure } = house;
  if (measure === null) return energyScene(parts);
  const { titles, state, startedMs, doneMs, verdict } = measure;
  const looks = verdict === null ? 0 : LOOK_DAYS.filter((days) => days <= verdict.lookDays).length;
  const standing =
    doneMs !== null
      ? t(verdict?.isFinal ? "measure.judged" : "measure.finished", { date: format.date(doneMs, "month") })
      : startedMs !== null
        ? t("measure.started", { date: format.date(startedMs, "day") })
        : t(state === "approved" ? "measure.approved" : "measure.planned");
  const outcome = verdict === null ? null : outcomeName(language, verdict.outcome);
  return html`<div class="scene"><p class="soft">${t("measure.title")}</p><h1>${titles[language]}</h1>
<p class="lead">${standing}</p>
${doneMs === null ? "" : steppingStones(looks, LOOK_DAYS.length, verdict?.isFinal ?? false, t("measure.description", { done: looks, of: LOOK_DAYS.length }))}
${
  verdict === null || outcome === null
    ? doneMs === null
      ? ""
      : html`<p class="soft">${t("measure.no-verdict")}</p>`
    : html`<p class="lead"><strong>${t(verdict.isFinal ? "measure.verdict-final" : "measure.verdict-so-far", { outcome: inSentence(language, outcome) })}</strong></p><p class="soft">${t("measure.looked", { days: verdict.lookDays })}</p>`
}</div>`;
}

function actScene(parts: SceneParts): Piece {
  const { house, language, pageAddress } = parts;
  const { t, format } = words(parts);
  const { next } = house;
  const open =
    next === null
      ? ""
      : html`<p class="lead"><strong>${
          next.kind === "budget" && next.untilMs !== null
            ? t("act.budget", { title: next.titles[language], date: format.date(next.untilMs, "dayMonth") })
            : t("act.conversation", { title: next.titles[language] })
        }</strong></p>`;
  return html`<div class="scene act"><div class="words"><h1>${t("act.title")}</h1>${open}<p class="lead">${t("act.text")}</p></div>
<figure>${square(pageAddress, t("act.scan-label", { address: pageAddress }))}<figcaption>${t("act.scan")}</figcaption></figure></div>`;
}

function workScene(work: Work, parts: SceneParts): Piece {
  const { t } = words(parts);
  const lang = htmlLanguage[work.language];
  const by = work.age === "not-said" ? t("work.by") : t(`work.age.${work.age}`);
  if (work.kind === "poem") {
    const lines = (work.body ?? "").split("\n");
    const longest = Math.max(...lines.map(lettersOf));
    const size =
      lines.length <= 6 && longest <= 26 ? "large" : lines.length <= 8 && longest <= 34 ? "middle" : "small";
    return html`<div class="scene work">${work.title === null ? "" : html`<h1 lang="${lang}">${work.title}</h1>`}<p class="poem ${size}" lang="${lang}">${work.body ?? ""}</p><p class="soft">${by}</p></div>`;
  }
  const picture = work.picture;
  return html`<div class="scene work"><figure>${
    picture === null
      ? ""
      : html`<img src="/works/${picture.sha256}" width="${picture.width}" height="${picture.height}" alt="${work.alternative ?? ""}" lang="${lang}">`
  }<figcaption>${work.title === null ? "" : html`<strong lang="${lang}">${work.title}</strong> · `}<span class="soft">${by}</span></figcaption></figure></div>`;
}

function sumOf(values: readonly (number | null)[]): number {
  return values.reduce((sum: number, value) => sum + (value ?? 0), 0);
}

/** A name within a sentence: its first letter small in Swedish and English. */
function inSentence(language: Language, name: string): string {
  return language === "zh" ? name : name.charAt(0).toLowerCase() + name.slice(1);
}
