import { type EmissionFactor, emissionFactors, type FactorRecord } from "./factor.ts";
import type { Licence } from "./provenance.ts";

/**
 * Factors of both countries as dated records, under licences that let them stand together; those of an open database are
 * in `opendatabasefactors.ts`. The values are facts of the sources named. Where a source does not say in as many words how it
 * counts, the field is our reading and is listed in `inferred`.
 */

const quoted: Licence = { kind: "not-stated" };
const ember: Licence = {
  kind: "named",
  name: "CC BY-SA",
  attribution: "Ember, through The Green Web Foundation's co2.js",
};
const co2js = "https://github.com/thegreenwebfoundation/co2.js";
const mee = "https://www.mee.gov.cn";

type Seed = Pick<
  FactorRecord,
  "id" | "period" | "gramsPerKwh" | "source" | "url" | "standing" | "memoryConfidencePct" | "remark"
>;

const inYear = (year: number) => ({ kind: "year", year }) as const;

/** The year's energy that nobody has claimed with a guarantee of origin, which is what those buy who claim nothing. */
function nordicResidual(
  year: number,
  gramsPerKwh: string,
  source: string,
  url: string,
  rest: Partial<Seed> = {},
): FactorRecord {
  return {
    id: `nordic-residual-${year}`,
    place: "NORDIC",
    carrier: "electricity",
    period: inYear(year),
    gramsPerKwh,
    gas: "CO2",
    basis: "market",
    mix: "consumption",
    scope: "direct",
    inferred: ["mix", "scope"],
    source,
    url,
    licence: quoted,
    standing: "verified",
    ...rest,
  };
}

/** Averages of China's ministry of ecology and its bureau of statistics: CO2 only, trade between grids included. */
function chineseGrid(seed: Seed & { readonly place: string }): FactorRecord {
  return {
    ...seed,
    carrier: "electricity",
    gas: "CO2",
    basis: "location",
    mix: "consumption",
    scope: "direct",
    inferred: ["mix", "scope"],
    licence: quoted,
  };
}

/** A supplier's own yearly value for its network. */
function umeaEnergi(
  id: string,
  carrier: "district-heat" | "district-cooling",
  gramsPerKwh: string,
): FactorRecord {
  return {
    id,
    place: "umea-energi",
    carrier,
    period: inYear(2022),
    gramsPerKwh,
    gas: "CO2",
    basis: "market",
    mix: "production",
    scope: "direct",
    inferred: ["basis", "mix", "scope"],
    source: "Umeå Energi, local environmental values",
    url: "https://www.umeaenergi.se/om-oss/hallbarhet/ursprungsmarkning-och-utslapp",
    licence: quoted,
    standing: "verified",
  };
}

/** Ember's yearly life-cycle intensity of what a country generates. */
function emberMix(id: string, place: string, gramsPerKwh: string): FactorRecord {
  return {
    id,
    place,
    carrier: "electricity",
    period: inYear(2024),
    gramsPerKwh,
    gas: "CO2e",
    basis: "location",
    mix: "production",
    scope: "life-cycle",
    inferred: [],
    source: "Ember via co2.js",
    url: co2js,
    licence: ember,
    standing: "verified",
  };
}

/** Default of the IPCC 2006 Guidelines, volume 2, by net (lower) heating value. */
function ipcc(
  id: string,
  carrier: "gas" | "coal" | "oil",
  gramsPerKwh: string,
  tonnesPerTerajoule: string,
): FactorRecord {
  return {
    id,
    place: "WORLD",
    carrier,
    heatingValue: "lower",
    period: { kind: "until-replaced", publishedYear: 2006 },
    gramsPerKwh,
    gas: "CO2",
    scope: "direct",
    inferred: [],
    source: `IPCC 2006 Guidelines, vol. 2 (${tonnesPerTerajoule} t CO2/TJ)`,
    url: null,
    licence: quoted,
    standing: "from-memory",
    memoryConfidencePct: 99,
    remark: "converted-from-tonnes-per-gigajoule",
  };
}

const records: readonly FactorRecord[] = [
  emberMix("se-el-ember-2024", "SE", "35.89"),
  {
    id: "nordic-el-ivl",
    place: "NORDIC",
    carrier: "electricity",
    period: { kind: "mean-of-years", years: 3, publishedYear: 2021 },
    gramsPerKwh: "90",
    gas: "CO2e",
    basis: "location",
    mix: "consumption",
    scope: "life-cycle",
    inferred: [],
    source: "IVL/SMED for Naturvårdsverket, SMED Rapport 4 2021",
    url: "https://www.ivl.se/publikationer/publikationer/emissionsfaktorer-for-nordiskelmix-med-hansyn-till-import-och-export.html",
    licence: quoted,
    standing: "verified",
  },
  nordicResidual(
    2019,
    "338.53",
    "Energimarknadsinspektionen",
    "https://ei.se/om-oss/nyheter/2020/2020-06-22-nu-finns-information-om-residualmix-for-2019",
  ),
  nordicResidual(
    2021,
    "371.99",
    "Energimarknadsinspektionen",
    "https://ei.se/om-oss/nyheter/2022/2022-06-08-nu-finns-information-om-residualmix-for-2021",
  ),
  nordicResidual(
    2022,
    "467.6",
    "Miljöbarometern / Energimarknadsinspektionen (129.9 g/MJ)",
    "http://2030.miljobarometern.se/nationella-indikatorer/branslet/klimatpaverkan-hos-olika-drivmedel-b2d/el/compare/",
    { remark: "converted-from-grams-per-megajoule" },
  ),
  nordicResidual(
    2023,
    "524.1",
    "Energimarknadsinspektionen",
    "https://www.ei.se/bransch/ursprungsmarkning-av-el/residualmix",
  ),
  umeaEnergi("umea-dh-2022", "district-heat", "51"),
  umeaEnergi("umea-dc-2022", "district-cooling", "33"),
  chineseGrid({
    id: "cn-el-2021",
    place: "CN",
    period: inYear(2021),
    gramsPerKwh: "556.8",
    source: "MEE and NBS, announcement 2024 No. 12",
    url: mee,
    standing: "from-memory",
    memoryConfidencePct: 95,
  }),
  chineseGrid({
    id: "cn-el-2022",
    place: "CN",
    period: inYear(2022),
    gramsPerKwh: "536.6",
    source: "MEE and NBS, announcement of 2024-12-20",
    url: mee,
    standing: "from-memory",
    memoryConfidencePct: 95,
  }),
  chineseGrid({
    id: "cn-el-2023",
    place: "CN",
    period: inYear(2023),
    gramsPerKwh: "530.6",
    source: "MEE and NBS (2025)",
    url: mee,
    standing: "from-memory",
    memoryConfidencePct: 75,
  }),
  chineseGrid({
    id: "cn-nw-el-2021",
    place: "CN-NORTHWEST",
    period: inYear(2021),
    gramsPerKwh: "595.1",
    source: "MEE and NBS",
    url: mee,
    standing: "from-memory",
    memoryConfidencePct: 75,
  }),
  chineseGrid({
    id: "cn-nw-el-2022",
    place: "CN-NORTHWEST",
    period: inYear(2022),
    gramsPerKwh: "585.7",
    source: "MEE and NBS",
    url: mee,
    standing: "from-memory",
    memoryConfidencePct: 70,
  }),
  chineseGrid({
    id: "cn-sn-el-2021",
    place: "CN-SN",
    period: inYear(2021),
    gramsPerKwh: "633.6",
    source: "MEE and NBS, as transcribed in a public repository",
    url: null,
    standing: "second-hand",
  }),
  chineseGrid({
    id: "cn-sn-el-2022",
    place: "CN-SN",
    period: inYear(2022),
    gramsPerKwh: "655.8",
    source: "MEE and NBS, as transcribed in two public repositories",
    url: null,
    standing: "second-hand",
  }),
  emberMix("cn-el-ember-2024", "CN", "557.5"),
  {
    id: "cn-heat-default",
    place: "CN",
    carrier: "district-heat",
    period: { kind: "until-replaced", publishedYear: 2015 },
    gramsPerKwh: "396",
    gas: "CO2",
    basis: "location",
    mix: "production",
    scope: "direct",
    inferred: ["basis", "mix", "scope"],
    source:
      "NDRC 2015, guideline for operators of public buildings: default of 0.11 t CO2/GJ where the supplier gives none",
    url: null,
    licence: quoted,
    standing: "from-memory",
    memoryConfidencePct: 90,
    remark: "converted-from-tonnes-per-gigajoule",
  },
  ipcc("ipcc-ng", "gas", "202", "56.1"),
  ipcc("ipcc-bit-coal", "coal", "340.6", "94.6"),
  ipcc("ipcc-gasoil", "oil", "266.8", "74.1"),
];

/** The seeded factors that are not under the Open Database License. */
export const seedFactors: readonly EmissionFactor[] = emissionFactors(records);
