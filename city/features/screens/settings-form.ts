import { hasHiddenCharacters, isLanguage, type Language } from "../../web/language/index.ts";
import { looks, MOST_PLACE, type ScreenSettings, SECONDS, screenPages } from "./model.ts";

/** A screen's form as it was filled in. */
export interface SaidSettings {
  readonly building: string;
  readonly place: string;
  /** `sv zh en` */
  readonly languages: string;
  readonly pages: readonly string[];
  readonly look: string;
  readonly seconds: string;
  readonly nightFrom: string;
  readonly nightTo: string;
}

export type SettingsFault = {
  readonly field: "building" | "place" | "languages" | "pages" | "look" | "seconds" | "night";
  readonly code:
    | "building-unknown"
    | "place-missing"
    | "place-too-long"
    | "place-characters"
    | "languages-unknown"
    | "pages-none"
    | "look-unknown"
    | "seconds-not-usable"
    | "night-not-usable";
};

export const usualSettings: SaidSettings = {
  building: "",
  place: "",
  languages: "sv zh en",
  pages: screenPages,
  look: "device",
  seconds: String(SECONDS.usual),
  nightFrom: "22",
  nightTo: "6",
};

/** The orders that a screen can turn through the languages in; the first is what a new one has. */
export const languageOrders: readonly string[] = [
  ...["sv zh en", "sv en zh", "zh sv en", "zh en sv", "en sv zh", "en zh sv"],
  ...["sv zh", "sv en", "zh sv", "zh en", "en sv", "en zh"],
  ...["sv", "zh", "en"],
];

/** Checks a form. What is wrong is named with its field. */
export function readSettings(
  said: SaidSettings,
):
  | { readonly ok: true; readonly settings: ScreenSettings }
  | { readonly ok: false; readonly fault: SettingsFault } {
  const fault = (field: SettingsFault["field"], code: SettingsFault["code"]) =>
    ({ ok: false, fault: { field, code } }) as const;
  const place = said.place.trim();
  if (place === "") return fault("place", "place-missing");
  if ([...place].length > MOST_PLACE) return fault("place", "place-too-long");
  if (hasHiddenCharacters(place) || /[\n\r\t]/u.test(place)) return fault("place", "place-characters");
  if (!languageOrders.includes(said.languages)) return fault("languages", "languages-unknown");
  const pages = screenPages.filter((page) => said.pages.includes(page));
  if (pages.length === 0) return fault("pages", "pages-none");
  const look = looks.find((one) => one === said.look);
  if (look === undefined) return fault("look", "look-unknown");
  const seconds = /^\d{1,3}$/.test(said.seconds) ? Number(said.seconds) : 0;
  if (seconds < SECONDS.least || seconds > SECONDS.most) return fault("seconds", "seconds-not-usable");
  const night = readNight(said.nightFrom, said.nightTo);
  if (night === undefined) return fault("night", "night-not-usable");
  const languages = said.languages.split(" ").filter((one): one is Language => isLanguage(one));
  return { ok: true, settings: { place, languages, pages, look, seconds, night } };
}

/** @returns null for no night, undefined for what is none. */
function readNight(from: string, to: string): ScreenSettings["night"] | undefined {
  if (from === "" && to === "") return null;
  const hour = (text: string): number | undefined =>
    /^([01]?\d|2[0-3])$/.test(text) ? Number(text) : undefined;
  const [first, last] = [hour(from), hour(to)];
  if (first === undefined || last === undefined || first === last) return undefined;
  return { from: first, to: last };
}

/** A screen's settings as its form shows them. */
export function saidOf(settings: ScreenSettings, building: string): SaidSettings {
  const { place, languages, pages, look, seconds, night } = settings;
  return {
    ...{ building, place, languages: languages.join(" "), pages, look, seconds: String(seconds) },
    nightFrom: night === null ? "" : String(night.from),
    nightTo: night === null ? "" : String(night.to),
  };
}
