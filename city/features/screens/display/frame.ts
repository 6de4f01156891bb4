import { html, raw } from "hono/html";
import { formats, htmlLanguage, type Language } from "../../../web/language/index.ts";
import type { Names } from "../../buildings/index.ts";
import { type Piece, styleSource } from "../../votes/index.ts";
import type { House } from "../house.ts";
import { screenMessages } from "../messages.ts";
import type { Screen, ScreenPageName } from "../model.ts";
import { SCREEN_STYLE } from "./style.ts";

/** The style of a screen, as the content security policy names it. */
export const SCREEN_STYLE_SOURCE = styleSource(SCREEN_STYLE);

/** The small program that turns the pages, as the build left it. */
export interface ScreenScript {
  readonly src: string;
  readonly integrity: string;
}

export interface FramedSlide {
  readonly screen: Screen;
  readonly house: House;
  readonly language: Language;
  readonly cityNames: Names;
  readonly isSimulated: boolean;
  readonly zone: string;
  readonly nowMs: number;
  /** Which page of how many this is, from 0. */
  readonly step: number;
  readonly steps: number;
  /** Whether the page stands until somebody turns it. */
  readonly isHeld: boolean;
  /** Hours are dark: nothing is shown, and the next look is some minutes off. */
  readonly isNight: boolean;
  /** How long it stands. */
  readonly waitMs: number;
  /** Of the software that made it. */
  readonly version: string;
  readonly script: ScreenScript;
  readonly body: Piece;
  readonly page: ScreenPageName;
}

/** So many places the picture moves through, by a few points each: nothing stands in the same pixels for months. */
const SHIFTS = 8;
/** Hours come in hourly; what is older than this is said to be old. */
const FRESH_MS = 3 * 3_600_000;
/** A screen that has missed so many turns says that it has lost its connection. */
const MISSED_TURNS = 3;

/** A screen's whole page. Everything that changes stands in `main`, which the program replaces. */
export function framedSlide(framed: FramedSlide): Piece {
  const { screen, house, language, isHeld, isNight, step, steps, waitMs, version, script } = framed;
  const t = screenMessages.t(language);
  const name = house.building.names[language];
  const to = (at: number, held: boolean): string =>
    `/screen/${screen.code}?step=${(at + steps) % steps}${held ? "&hold=yes" : ""}`;
  const next = to(step + 1, false);
  const time = formats(language, framed.zone).date(framed.nowMs, "time");
  const look = screen.look === "device" ? "" : html` data-look="${screen.look}"`;
  return html`<!doctype html>
<html lang="${htmlLanguage[language]}"${look}>
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="robots" content="noindex">
<title>${t("display.title", { building: name })} · Husting</title>
<link rel="icon" href="/favicon.svg" type="image/svg+xml">
<style>${raw(SCREEN_STYLE)}</style>
${
  isHeld
    ? ""
    : html`<noscript><meta http-equiv="refresh" content="${Math.max(1, Math.round(waitMs / 1000))};url=${next}"></noscript>
<script src="${script.src}" integrity="${script.integrity}" defer></script>`
}
</head>
<body${isHeld ? html` class="held"` : ""}>
<main class="on-${framed.page} shift-${step % SHIFTS}" data-next="${next}" data-wait="${waitMs}" data-lost-after="${MISSED_TURNS * waitMs}" data-version="${version}" data-lost="${t("display.lost", { time })}"${isNight ? html` data-night="yes"` : ""}>
${isNight ? html`<h1>${t("display.night", { hour: `${String(screen.night?.to ?? 0).padStart(2, "0")}:00` })}</h1>` : shown(framed, name)}
</main>
<nav aria-label="${t("display.controls")}"><a href="${to(step - 1, true)}">${t("display.previous")}</a><a href="${to(step + 1, true)}">${t("display.next")}</a>${
    isHeld
      ? html`<a href="${to(step, false)}">${t("display.go-on")}</a>`
      : html`<a href="${to(step, true)}">${t("display.hold")}</a>`
  }<a href="/${language}/buildings/${house.building.slug}">${t("display.house")}</a></nav>
</body>
</html>`;
}

function shown(framed: FramedSlide, name: string): Piece {
  const { house, language, cityNames, isSimulated, zone, nowMs, body, page } = framed;
  const t = screenMessages.t(language);
  const { heardUntilMs, rooms } = house;
  const isOld = heardUntilMs !== null && nowMs - heardUntilMs > FRESH_MS;
  // Old data are said to be old on every page; when rooms were measured, where they are shown. A day says itself until when it goes.
  const heard =
    heardUntilMs === null
      ? t("display.heard-never")
      : isOld
        ? t("display.heard-old", { ago: agoText(language, nowMs - heardUntilMs) })
        : page === "rooms" && rooms.atMs !== null
          ? t("rooms.at", { time: formats(language, zone).date(rooms.atMs, "time") })
          : "";
  return html`<header><p>${name}</p><p>${isSimulated ? html`<strong>${t("display.simulated")}</strong> · ` : ""}${cityNames[language]}</p></header>
${body}
<footer>${heard === "" ? "" : html`<p${isOld ? html` class="old"` : ""}>${heard}</p>`}<p class="lost" id="lost" role="status" hidden></p></footer>`;
}

/** "3 hours ago": minutes up to an hour and a half, hours up to two days, then days. */
function agoText(language: Language, elapsedMs: number): string {
  const minutes = Math.round(elapsedMs / 60_000);
  const write = new Intl.RelativeTimeFormat(htmlLanguage[language]);
  if (minutes < 90) return write.format(-minutes, "minute");
  const hours = Math.round(minutes / 60);
  return hours < 48 ? write.format(-hours, "hour") : write.format(-Math.round(hours / 24), "day");
}

/** What an address without a screen shows; it turns to the screen by itself should there be one again. */
export function noScreen(code: string, language: Language): Piece {
  const t = screenMessages.t(language);
  return html`<!doctype html>
<html lang="${htmlLanguage[language]}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="robots" content="noindex">
<meta http-equiv="refresh" content="300">
<title>${t("gone.title")} · Husting</title>
<link rel="icon" href="/favicon.svg" type="image/svg+xml">
<style>${raw(SCREEN_STYLE)}</style>
</head>
<body>
<main data-next="/screen/${encodeURIComponent(code)}" data-wait="300000" data-lost-after="900000" data-version="gone" data-lost="">
<header><p>Husting</p></header>
<div class="scene none"><h1>${t("gone.title")}</h1><p class="lead">${t("gone.text", { code })}</p></div>
<footer><p id="lost" hidden></p></footer>
</main>
</body>
</html>`;
}
