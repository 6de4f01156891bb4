import type { Language } from "../../web/language/index.ts";
import type { SavingState } from "./city-page.ts";
import { buildingMessages } from "./messages.ts";

/** The carrier in words; a carrier without words is shown by its own name. */
export function carrierName(language: Language, carrier: string): string {
  const key = `carrier.${carrier}`;
  return buildingMessages.has(key) ? buildingMessages.t(language)(key) : carrier;
}

/** What a building is used for, in words. */
export function buildingUseName(language: Language, use: string): string {
  const key = `use.${use}`;
  return buildingMessages.has(key) ? buildingMessages.t(language)(key) : use;
}

export const savingTone = {
  saved: "good",
  less: "info",
  more: "warn",
  unclear: "neutral",
  none: "neutral",
} as const satisfies Record<SavingState, string>;
