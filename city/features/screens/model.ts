import type { Language } from "../../web/language/index.ts";
import type { Building } from "../buildings/index.ts";

/** The pages a screen can turn, in their order; works stand between the others. */
export const screenPages = ["energy", "rooms", "people", "measure", "act", "works"] as const;
export type ScreenPageName = (typeof screenPages)[number];

/** `device`: as the device is set. */
export const looks = ["device", "light", "dark"] as const;
export type Look = (typeof looks)[number];

/** How long a page may stand: so short that it is read once, so long that it is read slowly twice. */
export const SECONDS = { least: 8, usual: 15, most: 120 } as const;
export const MOST_PLACE = 60;

/** A display in a lobby, as it was set up. */
export interface Screen {
  readonly id: number;
  readonly code: string;
  readonly building: Pick<Building, "id" | "slug" | "names" | "use">;
  /** Where in the building it hangs, as its people say. */
  readonly place: string;
  readonly languages: readonly Language[];
  readonly pages: readonly ScreenPageName[];
  readonly look: Look;
  readonly seconds: number;
  /** Local hours from which and until which it is dark; null for never. */
  readonly night: { readonly from: number; readonly to: number } | null;
}

/** What a screen is set to. */
export type ScreenSettings = Omit<Screen, "id" | "code" | "building">;

/** When a screen last asked, to ten minutes. */
export const SEEN_STEP_MS = 600_000;
/** A screen in use asks every few minutes at least, at night too: after so long something is wrong with it. */
export const SILENT_AFTER_MS = 45 * 60_000;

export function isSilent(seenAtMs: number | null, nowMs: number): boolean {
  return seenAtMs === null || nowMs - seenAtMs > SILENT_AFTER_MS;
}

/** Whether a local hour lies in the night; a night may go over midnight. */
export function isNight(night: Screen["night"], hour: number): boolean {
  if (night === null || night.from === night.to) return false;
  return night.from < night.to
    ? hour >= night.from && hour < night.to
    : hour >= night.from || hour < night.to;
}
