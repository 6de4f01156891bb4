import type { Language } from "../../web/language/index.ts";
import type { EnergyState } from "./city-page.ts";
import { buildingMessages } from "./messages.ts";
import type { Names } from "./registry.ts";

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

/** The state in words. After a measure it says that the rooms are not judged yet: only then could it be a saving. */
export function energyStateName(language: Language, state: EnergyState, afterMeasure: boolean): string {
  return buildingMessages.t(language)(
    state === "less" && afterMeasure ? "state.less-measure" : `state.${state}`,
  );
}

/** No state is green: that colour is the joint verdict's. */
export const energyTone = {
  less: "info",
  more: "warn",
  unclear: "neutral",
  none: "neutral",
} as const satisfies Record<EnergyState, string>;
