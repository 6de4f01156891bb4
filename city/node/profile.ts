import { type FactorRecord, places } from "@husting/carbon";
import { populationSchema } from "@husting/exchange";
import { limitProfiles, refundRules } from "@husting/indoor";
import { isKnownZone } from "@husting/series";
import { z } from "zod";
import { type CarbonChoice, choiceOfCountry, findChoiceFault } from "../features/carbon/index.ts";
import type { CityRules } from "../features/climate/index.ts";
import { houseRuleSets } from "../features/moderation/index.ts";
import { licences } from "../features/open-data/index.ts";
import { isCaseForm, retentionPlans } from "../features/records/index.ts";

const oneOf = (known: readonly { readonly id: string }[]) =>
  z.string().refine((id) => known.some((one) => one.id === id), {
    error: `unknown; there are ${known.map(({ id }) => id).join(", ")}`,
  });

/** Which records of packages/indoor hold in a city, by their ids. */
const rulesSchema = z.strictObject({
  /** The limits its rooms are held against. */
  limits: oneOf(limitProfiles),
  /** What a home that was too cold gets back; null where there is no such rule. */
  refund: oneOf(refundRules).nullable(),
});

/** Which emission factors of packages/carbon hold in a city, by their ids, and its own beside them (docs/carbon.md). */
const carbonSchema = z
  .strictObject({
    place: oneOf(places),
    factors: z.strictObject({
      electricity: z.string().optional(),
      "district-heat": z.string().optional(),
      gas: z.string().optional(),
      cooling: z.string().optional(),
    }),
    gasHeatingValue: z.enum(["lower", "higher"]).nullable().default(null),
    own: z
      .array(z.custom<FactorRecord>((record) => typeof record === "object" && record !== null))
      .default([]),
  })
  .transform((carbon) => carbon as CarbonChoice)
  .superRefine((carbon, context) => {
    const fault = findChoiceFault(carbon);
    if (fault === undefined) return;
    const [path, message] =
      fault.code === "factor-unknown"
        ? [
            ["factors", fault.carrier],
            `no ${fault.carrier} factor ${fault.id}; there are ${fault.known.join(", ")}`,
          ]
        : [
            ["own", fault.index],
            fault.code === "id-taken"
              ? `another record is called ${fault.id}`
              : "field" in fault.reason
                ? `${fault.reason.field} is missing or unknown`
                : `gramsPerKwh ${fault.reason.gramsPerKwh} is no decimal such as 51.3`,
          ];
    context.addIssue({ code: "custom", path, message });
  });

/** How a city numbers its cases, and by which plan it keeps and erases records (docs/records.md). */
const recordsSchema = z.strictObject({
  /** Such as `HUS {year}:{number}`. */
  caseNumbers: z
    .string()
    .refine(isCaseForm, { error: "needs {year} and {number}, such as HUS {year}:{number}" }),
  plan: oneOf(retentionPlans),
  /** The archive authority's decision of the plan; null until there is one, and the page says so. */
  decided: z
    .strictObject({ by: z.string().min(1), on: z.iso.date(), reference: z.string().min(1) })
    .nullable()
    .default(null),
});
type CityRecords = z.infer<typeof recordsSchema>;

/** Under which terms a city gives its own figures away (docs/roles.md). */
const openDataSchema = z.strictObject({ licence: z.enum(licences) });

/** The legal body that stands behind the site (in Sweden the actor of Act 2018:1937), and how to reach it (docs/administration.md). */
const responsibleSchema = z.strictObject({
  names: z.strictObject({ sv: z.string().min(1), zh: z.string().min(1), en: z.string().min(1) }),
  telephone: z
    .string()
    .regex(/^\+?[\d ()-]{3,30}$/)
    .optional(),
  email: z.email().optional(),
  post: z.string().min(1).max(300).optional(),
});
export type Responsible = z.infer<typeof responsibleSchema>;

/**
 * What a city is, as data. A new city is a record here or a `husting.json` in its data directory; nothing else in the
 * code names a city.
 */
export const profileSchema = z
  .strictObject({
    id: z.string().regex(/^[a-z][a-z0-9-]{0,62}$/),
    names: z.strictObject({ sv: z.string(), zh: z.string(), en: z.string() }),
    country: z.enum(["SE", "CN"]),
    zone: z.string().refine(isKnownZone, { error: "unknown time zone" }),
    language: z.enum(["sv", "zh", "en"]),
    /** Simulated cities say so on every page and offer one account per role. */
    simulated: z.boolean(),
    /** A `husting.json` of before there were rules has none: those of the city's record here hold, else its country's. */
    rules: rulesSchema.optional(),
    /** By which house rules texts are looked at (features/moderation); its country's unless given. */
    houseRules: oneOf(houseRuleSets).optional(),
    /** As `rules`: of before there was carbon, a `husting.json` has none. */
    carbon: carbonSchema.optional(),
    /** As `rules`: of before there was a register of cases, a `husting.json` has none. */
    records: recordsSchema.optional(),
    /** People whom the city's buildings serve, for figures per person; null where nobody has said. */
    population: populationSchema.nullable().default(null),
    /** Null until the city has decided; the usual licence holds then, and the page says so. */
    openData: openDataSchema.nullable().default(null),
    /** Who answers for the site by law, as its accessibility statement names them; null until the city has said. */
    responsible: responsibleSchema.nullable().default(null),
  })
  .transform((profile) => ({
    ...profile,
    rules: profile.rules ?? usualRules(profile),
    houseRules: profile.houseRules ?? houseRulesOfCountry[profile.country],
    carbon: profile.carbon ?? usualCarbon(profile),
    records: profile.records ?? usualRecords(profile),
  }));
export type CityProfile = z.infer<typeof profileSchema>;

export const cityProfiles = {
  umea: {
    id: "umea",
    names: { sv: "Umeå", zh: "于默奥", en: "Umeå" },
    country: "SE",
    zone: "Europe/Stockholm",
    language: "sv",
    simulated: false,
    population: null,
    openData: null,
    responsible: null,
    rules: { limits: "sweden", refund: null },
    houseRules: "sweden",
    records: { caseNumbers: "HUS {year}:{number}", plan: "sweden", decided: null },
    carbon: {
      place: "umea-energi",
      factors: {
        electricity: "nordic-el-ivl",
        "district-heat": "umea-dh-2022",
        gas: "ipcc-ng",
        cooling: "umea-dc-2022",
      },
      gasHeatingValue: null,
      own: [],
    },
  },
  chanba: {
    id: "chanba",
    names: { sv: "Chan-Ba, Xi'an", zh: "西安浐灞", en: "Chan-Ba, Xi'an" },
    country: "CN",
    zone: "Asia/Shanghai",
    language: "zh",
    simulated: false,
    population: null,
    openData: null,
    responsible: null,
    rules: { limits: "xian", refund: "xian-refund" },
    houseRules: "china",
    records: { caseNumbers: "HUS〔{year}〕{number}号", plan: "china", decided: null },
    carbon: {
      place: "CN-SN",
      factors: { electricity: "cn-sn-el-2022", "district-heat": "cn-heat-default", gas: "ipcc-ng" },
      gasHeatingValue: null,
      own: [],
    },
  },
} as const satisfies Record<string, CityProfile>;

/** People who live, work or learn in the buildings of the demo cities: made up, as the buildings are. */
const demoPersons: Readonly<Record<KnownCity, number>> = { umea: 1_900, chanba: 2_600 };

/** The profile of a demo city. Its simulated boilers give 0.9 of the gas's lower heating value as heat. */
export function demoProfile(city: KnownCity): CityProfile {
  const profile = cityProfiles[city];
  return {
    ...profile,
    simulated: true,
    responsible: {
      names: {
        sv: `${profile.names.sv} (simulerad kommun)`,
        zh: `${profile.names.zh}（模拟机构）`,
        en: `${profile.names.en} (simulated municipality)`,
      },
      // Zeros that nobody can be called at, and the domain that is reserved for examples (RFC 2606).
      telephone: city === "umea" ? "+46 90 000 00 00" : "+86 29 0000 0000",
      email: `accessibility@${city}.example`,
      post: city === "umea" ? "Simuleringsgatan 1, 000 00 Umeå" : "浐灞模拟路 1 号，邮编 000000",
    },
    carbon: { ...profile.carbon, gasHeatingValue: "lower" },
    population: {
      persons: demoPersons[city],
      date: "2025-12-31",
      source: "Husting simulation",
      standing: "user-supplied",
    },
  };
}

export type KnownCity = keyof typeof cityProfiles;

const houseRulesOfCountry = { SE: "sweden", CN: "china" } as const;

const rulesOfCountry = {
  SE: { limits: "sweden", refund: null },
  CN: { limits: "china", refund: null },
} as const satisfies Record<CityProfile["country"], CityRules>;

function usualRules({ id, country }: { readonly id: string; readonly country: "SE" | "CN" }): CityRules {
  return isKnownCity(id) ? cityProfiles[id].rules : rulesOfCountry[country];
}

function usualCarbon({ id, country }: { readonly id: string; readonly country: "SE" | "CN" }): CarbonChoice {
  return isKnownCity(id) ? cityProfiles[id].carbon : choiceOfCountry[country];
}

const recordsOfCountry = {
  SE: { caseNumbers: "HUS {year}:{number}", plan: "sweden", decided: null },
  CN: { caseNumbers: "HUS〔{year}〕{number}号", plan: "china", decided: null },
} as const satisfies Record<CityProfile["country"], CityRecords>;

function usualRecords({ id, country }: { readonly id: string; readonly country: "SE" | "CN" }): CityRecords {
  return isKnownCity(id) ? cityProfiles[id].records : recordsOfCountry[country];
}

export function isKnownCity(id: string): id is KnownCity {
  return Object.hasOwn(cityProfiles, id);
}
