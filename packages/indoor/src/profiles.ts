import {
  type LimitProfile,
  type LimitQuantity,
  type LimitRecord,
  limitUnits,
  type Season,
} from "./limitrecords.ts";

/**
 * Limits of Sweden, of EN 16798-1's categories, of China and of Xi'an's heating rule, as records. Figures are facts of
 * the sources named; `standing` says how well each is known. Seasons that a source names without dates carry dates that
 * are our reading of it (`from-memory`), to be edited by the city that uses them.
 */

type Shared = Omit<LimitRecord, "id" | "quantity" | "bound" | "value" | "unit">;

function limit(
  id: string,
  quantity: LimitQuantity,
  bound: "lowest" | "highest",
  value: number,
  rest: Shared,
): LimitRecord {
  return { id, quantity, bound, value, unit: limitUnits[quantity], ...rest };
}

const autumnToSpring: Season = { from: "09-01", to: "05-31" };
const summer: Season = { from: "06-01", to: "08-31" };

const sweden2014: Shared = {
  source: "Folkhälsomyndigheten, FoHMFS 2014:17",
  clause: null,
  standing: "second-hand",
  validFrom: "2014-02-01",
  validTo: "2024-05-14",
};

const sweden2024: Shared = {
  source: "Folkhälsomyndigheten, HSLF-FS 2024:10, as quoted by Senioren on 2024-06-03",
  clause: null,
  standing: "second-hand",
  validFrom: "2024-05-15",
  validTo: null,
};

const swedenAirFlow: Shared = {
  source: "Arbetsmiljöverket, questions and answers on air and ventilation (av.se); FoHMFS 2014:18",
  clause: null,
  standing: "verified",
  validFrom: "2014-02-01",
  validTo: null,
  uses: ["classroom", "preschool", "office", "care", "shop", "gym", "culture", "restaurant"],
};

const swedenCo2: Shared = {
  source: "Folkhälsomyndigheten, FoHMFS 2014:18, as quoted by Akademiska sjukhuset's occupational medicine",
  clause: null,
  standing: "second-hand",
  validFrom: "2014-02-01",
  validTo: null,
  remark: "lasting",
};

/**
 * Sweden: guideline temperatures of the public health agency (which hold for homes, schools, preschools and care) and
 * the ventilation rule of workplaces and schools. 1000 ppm of carbon dioxide is a sign of too little outdoor air when it lasts.
 */
export const swedenLimits: LimitProfile = {
  id: "sweden",
  records: [
    limit("se-2014-lowest", "operativeTemperature", "lowest", 18, sweden2014),
    limit("se-2014-lowest-sensitive", "operativeTemperature", "lowest", 20, {
      ...sweden2014,
      sensitive: true,
    }),
    limit("se-2014-highest", "operativeTemperature", "highest", 24, {
      ...sweden2014,
      season: autumnToSpring,
      remark: "lasting",
    }),
    limit("se-2014-highest-summer", "operativeTemperature", "highest", 26, {
      ...sweden2014,
      season: summer,
      remark: "lasting",
    }),
    limit("se-2024-lowest", "operativeTemperature", "lowest", 18, sweden2024),
    limit("se-2024-lowest-sensitive", "operativeTemperature", "lowest", 20, {
      ...sweden2024,
      sensitive: true,
    }),
    limit("se-2024-highest", "operativeTemperature", "highest", 24, {
      ...sweden2024,
      season: autumnToSpring,
    }),
    limit("se-2024-highest-summer", "airTemperature", "highest", 26, { ...sweden2024, season: summer }),
    limit("se-co2", "co2", "highest", 1000, swedenCo2),
    limit("se-air-person", "outdoorAirPerPerson", "lowest", 7, swedenAirFlow),
    limit("se-air-area", "outdoorAirPerArea", "lowest", 0.35, swedenAirFlow),
  ],
};

const heating: Season = { from: "10-01", to: "04-30" };
const cooling: Season = { from: "05-01", to: "09-30" };

const en16798: Shared = {
  source: "EN 16798-1:2019, annex B",
  clause: "tables B.2, B.5, B.9 and B.16 (numbers from memory)",
  standing: "second-hand",
  validFrom: "2019-05-29",
  validTo: null,
};

function enCategory(
  name: "i" | "ii" | "iii",
  heatingC: readonly [number, number],
  coolingC: readonly [number, number],
  co2Ppm: number,
  humidityPct: readonly [number, number],
): LimitProfile {
  const id = (part: string): string => `en-16798-1-${name}-${part}`;
  const warm: Shared = { ...en16798, season: cooling, remark: "without-cooling-category-applies" };
  const cold: Shared = { ...en16798, season: heating };
  return {
    id: `en-16798-1-${name}`,
    records: [
      limit(id("heating-lowest"), "operativeTemperature", "lowest", heatingC[0], cold),
      limit(id("heating-highest"), "operativeTemperature", "highest", heatingC[1], cold),
      limit(id("cooling-lowest"), "operativeTemperature", "lowest", coolingC[0], warm),
      limit(id("cooling-highest"), "operativeTemperature", "highest", coolingC[1], warm),
      limit(id("co2"), "co2AboveOutdoors", "highest", co2Ppm, en16798),
      limit(id("humidity-lowest"), "relativeHumidity", "lowest", humidityPct[0], en16798),
      limit(id("humidity-highest"), "relativeHumidity", "highest", humidityPct[1], en16798),
    ],
  };
}

/** EN 16798-1, offices and rooms like them; in summer for cooled buildings (others: `adaptiveEn16798`). */
export const en16798CategoryI = enCategory("i", [21, 23], [23.5, 25.5], 550, [30, 50]);
export const en16798CategoryII = enCategory("ii", [20, 24], [23, 26], 800, [25, 60]);
export const en16798CategoryIII = enCategory("iii", [19, 25], [22, 27], 1350, [20, 70]);

const gbt18883: Shared = {
  source: "GB/T 18883-2022",
  clause: "table 1",
  standing: "from-memory",
  validFrom: "2023-02-01",
  validTo: null,
};
const gbt18883of2002: Shared = {
  source: "GB/T 18883-2002",
  clause: "table 1",
  standing: "second-hand",
  validFrom: "2003-03-01",
  validTo: "2023-01-31",
};
const chineseWinter: Season = { from: "11-15", to: "03-15" };
const chineseSummer: Season = { from: "06-01", to: "09-15" };

function chineseIndoorAir(edition: "2002" | "2022", shared: Shared): LimitRecord[] {
  const id = (part: string): string => `cn-${edition}-${part}`;
  const winter: Shared = { ...shared, season: chineseWinter };
  const warm: Shared = { ...shared, season: chineseSummer };
  const daily: Shared = { ...shared, remark: "mean-of-24-hours" };
  return [
    limit(id("winter-lowest"), "airTemperature", "lowest", 16, winter),
    limit(id("winter-highest"), "airTemperature", "highest", 24, winter),
    limit(id("summer-lowest"), "airTemperature", "lowest", 22, warm),
    limit(id("summer-highest"), "airTemperature", "highest", 28, warm),
    limit(id("winter-humidity-lowest"), "relativeHumidity", "lowest", 30, winter),
    limit(id("winter-humidity-highest"), "relativeHumidity", "highest", 60, winter),
    limit(id("summer-humidity-lowest"), "relativeHumidity", "lowest", 40, warm),
    limit(id("summer-humidity-highest"), "relativeHumidity", "highest", 80, warm),
    limit(id("co2"), "co2", "highest", 1000, edition === "2002" ? daily : shared),
  ];
}

const chinaRecords: readonly LimitRecord[] = [
  ...chineseIndoorAir("2002", gbt18883of2002),
  ...chineseIndoorAir("2022", gbt18883),
  limit("cn-2022-fine-particles", "fineParticles", "highest", 50, {
    ...gbt18883,
    remark: "mean-of-24-hours",
  }),
];

export const chinaLimits: LimitProfile = { id: "china", records: chinaRecords };

/** China's limits, and with them the temperature that Xi'an's heat suppliers owe homes. */
export const xianLimits: LimitProfile = {
  id: "xian",
  records: [
    ...chinaRecords,
    // Bedrooms and living rooms. Before July 2018 the rule asked for 16 °C.
    limit("xian-heating-lowest", "airTemperature", "lowest", 18, {
      source:
        "西安市集中供热条例 (Xi'an's regulation on district heating), as reported by 三秦都市报 on 2018-10-19",
      clause: null,
      standing: "second-hand",
      validFrom: "2018-07-01",
      validTo: null,
      season: { from: "11-15", to: "03-15" },
      uses: ["dwelling"],
    }),
  ],
};

/** All profiles that come with the package, by their ids. */
export const limitProfiles: readonly LimitProfile[] = [
  swedenLimits,
  en16798CategoryI,
  en16798CategoryII,
  en16798CategoryIII,
  chinaLimits,
  xianLimits,
];
