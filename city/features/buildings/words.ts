import type { Outcome } from "@husting/verdict";
import { type Formats, intlLocale, type Language } from "../../web/language/index.ts";
import { verdictTag } from "../measures/words.ts";
import type { outcomeTone } from "../verdicts/words.ts";
import type { EnergyState } from "./city-page.ts";
import { buildingMessages } from "./messages.ts";
import type { Names } from "./registry.ts";
import type { HouseStory } from "./story.ts";

/** The carrier in words; a carrier without words is shown by its own name. */
export function carrierName(language: Language, carrier: string): string {
  const key = `carrier.${carrier}`;
  return buildingMessages.has(key) ? buildingMessages.t(language)(key) : carrier;
}

/** What is metered where: "Algkronan school · Room 3 · Electricity"; without a building, what is measured for the city. */
export function pointName(
  language: Language,
  point: { readonly building: Names | null; readonly room: Names | null; readonly carrier: string },
): string {
  const places = [point.building, point.room].flatMap((names) => (names === null ? [] : [names[language]]));
  return [...places, carrierName(language, point.carrier)].join(" · ");
}

/** What a building can be used for; the words stand in the messages as `use.…`. */
export const BUILDING_USES = [
  "unknown",
  "school",
  "preschool",
  "housing",
  "office",
  "sports-hall",
  "library",
  "elderly-care",
  "health-centre",
  "culture",
  "community-centre",
] as const;

/** What a building is used for, in words. */
export function buildingUseName(language: Language, use: string): string {
  const key = `use.${use}`;
  return buildingMessages.has(key) ? buildingMessages.t(language)(key) : use;
}

/** The kind of a floor area ("Atemp", "建筑面积") with its meaning; a kind without words is shown as it was given. */
export function floorAreaName(language: Language, kind: string): string {
  const key = `area.${kind}`;
  return buildingMessages.has(key) ? buildingMessages.t(language)(key) : kind;
}

/**
 * How a carrier stands, as a tag: what the joint verdict made of its measure where there is one, and before its year is
 * out what it has made of it so far; else what the meters say alone, and after a measure that it is not judged yet. Only
 * a final verdict has its colour.
 */
export function standingTag(
  language: Language,
  of: {
    readonly state: EnergyState;
    readonly aboutMeasure: boolean;
    readonly verdict: Outcome | null;
    readonly verdictSoFar: Outcome | null;
  },
): {
  readonly tone: (typeof outcomeTone)[Outcome] | (typeof energyTone)[EnergyState];
  readonly name: string;
} {
  if (of.verdict !== null) return verdictTag(language, { outcome: of.verdict, isFinal: true });
  if (of.verdictSoFar !== null) return verdictTag(language, { outcome: of.verdictSoFar, isFinal: false });
  const key = of.state === "less" && of.aboutMeasure ? "state.less-measure" : (`state.${of.state}` as const);
  return { tone: energyTone[of.state], name: buildingMessages.t(language)(key) };
}

const energyTone = {
  less: "info",
  more: "warn",
  unclear: "neutral",
  none: "neutral",
} as const satisfies Record<EnergyState, string>;

/** How a house is doing, in one sentence. */
export function storySentence({ language, percent }: Formats, { energy, rooms }: HouseStory): string {
  return buildingMessages.t(language)("story.sentence", {
    energy: energy?.state ?? "none",
    carrier: carrierName(language, energy?.carrier ?? "").toLocaleLowerCase(intlLocale[language]),
    rooms: rooms === null ? "unknown" : rooms.freshShare === null ? "warmth" : "known",
    held: percent(rooms?.heldShare ?? 0),
    fresh: percent(rooms?.freshShare ?? 0),
  });
}
