import { isKnownZone } from "@husting/series";
import { z } from "zod";

/**
 * What a city is, as data. A new city is a record here or a `husting.json` in its data directory; nothing else in the
 * code names a city.
 */
export const profileSchema = z.strictObject({
  id: z.string().regex(/^[a-z][a-z0-9-]{0,62}$/),
  names: z.strictObject({ sv: z.string(), zh: z.string(), en: z.string() }),
  country: z.enum(["SE", "CN"]),
  zone: z.string().refine(isKnownZone, { error: "unknown time zone" }),
  language: z.enum(["sv", "zh", "en"]),
  /** Simulated cities say so on every page and offer one account per role. */
  simulated: z.boolean(),
});
export type CityProfile = z.infer<typeof profileSchema>;

export const cityProfiles = {
  umea: {
    id: "umea",
    names: { sv: "Umeå", zh: "于默奥", en: "Umeå" },
    country: "SE",
    zone: "Europe/Stockholm",
    language: "sv",
    simulated: false,
  },
  chanba: {
    id: "chanba",
    names: { sv: "Chan-Ba, Xi'an", zh: "西安浐灞", en: "Chan-Ba, Xi'an" },
    country: "CN",
    zone: "Asia/Shanghai",
    language: "zh",
    simulated: false,
  },
} as const satisfies Record<string, CityProfile>;

export type KnownCity = keyof typeof cityProfiles;

export function isKnownCity(id: string): id is KnownCity {
  return Object.hasOwn(cityProfiles, id);
}
