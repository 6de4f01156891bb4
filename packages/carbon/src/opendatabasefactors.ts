import { type EmissionFactor, emissionFactors, type FactorRecord } from "./factor.ts";

/**
 * Yearly factors of Electricity Maps, under the Open Database License 1.0. The licence asks whoever publishes them to name the
 * database and to share a database made from it alike: so they stand here alone, and an export must keep them apart too.
 */
export const electricityMapsAttribution =
  "Contains data of Electricity Maps (electricitymaps.com), made available under the Open Database License (ODbL) 1.0";

function electricityMaps(id: string, place: string, gramsPerKwh: string): FactorRecord {
  return {
    id,
    place,
    carrier: "electricity",
    period: { kind: "year", year: 2024 },
    gramsPerKwh,
    gas: "CO2e",
    basis: "location",
    mix: "consumption",
    scope: "life-cycle",
    inferred: [],
    source: "Electricity Maps, yearly, via co2.js",
    url: "https://github.com/thegreenwebfoundation/co2.js",
    licence: { kind: "open-database", name: "ODbL-1.0", attribution: electricityMapsAttribution },
    standing: "verified",
  };
}

export const openDatabaseFactors: readonly EmissionFactor[] = emissionFactors([
  electricityMaps("se-el-em-SE2-2024", "SE2", "16"),
  electricityMaps("se-el-em-SE-2024", "SE", "23"),
  electricityMaps("cn-el-em-2024", "CN", "513"),
]);
