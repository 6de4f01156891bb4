import type { AreaDefinition } from "@husting/carbon";
import { languages } from "../../../web/language/index.ts";
import type { Names } from "../../buildings/index.ts";
import { BUILDING_USES } from "../../buildings/words.ts";
import type { EnergyCarrier } from "../choice.ts";
import {
  areaDefinitions,
  type BuildingFacts,
  type CityFacts,
  type PurposeShares,
  purposes,
  tenures,
} from "./facts.ts";
import { type FieldFault, FieldReader, type SaidText } from "./read-figures.ts";

/** What the form says of a building itself. */
export interface SaidOfBuilding {
  readonly names: Names;
  readonly use: (typeof BUILDING_USES)[number];
  readonly yearBuilt: number | null;
  readonly storeys: number | null;
  readonly facts: BuildingFacts;
}

type Read<Value> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly faults: readonly FieldFault[] };

/** Names of the fields for areas; 建筑面积 would be a strange name of a field. */
export const areaFields = {
  Atemp: "atemp",
  建筑面积: "grossArea",
  useful: "usefulArea",
} as const satisfies Record<AreaDefinition, string>;

export function shareField(carrier: EnergyCarrier, purpose: string): string {
  return `share-${carrier}-${purpose}`;
}

const LARGEST_M2 = 2_000_000;

/** Reads a building's form; all that cannot be is named with its field. */
export function readBuilding(
  said: SaidText,
  carriers: readonly EnergyCarrier[],
  thisYear: number,
): Read<SaidOfBuilding> {
  const read = new FieldReader(said);
  const names = { sv: read.text("nameSv"), zh: read.text("nameZh"), en: read.text("nameEn") };
  const name = names.en || names.sv || names.zh;
  if (name === "") read.fault("nameEn", "name-missing");
  const use = read.choice("use", BUILDING_USES, "use-unknown") ?? "unknown";
  // The oldest building that is still heated is younger than this.
  const yearBuilt = read.whole("yearBuilt", 600, thisYear + 1, "year-not-possible");
  const storeys = read.whole("storeys", 1, 200, "storeys-not-possible");
  const address = read.text("address");
  const unnamed = languages.filter((language) => names[language] === "");
  const facts: BuildingFacts = {
    ...(unnamed.length === 0 ? {} : { unnamed }),
    ...(address === "" ? {} : { address }),
    areas: readAreas(read),
    tenure: read.choice("tenure", tenures, "choice-unknown"),
    conditioned: { yes: true, no: false, "": null }[
      read.choice("conditioned", ["yes", "no"], "choice-unknown") ?? ""
    ],
    shares: readShares(read, carriers),
    requirement: read.figure("requirement", "requirementSource", 1, 1000),
    ventilationClass: read.choice("ventilationClass", ["A", "B"], "choice-unknown"),
    thresholds: readThresholds(read),
    certificate: readCertificate(read),
  };
  if (read.faults.length > 0) return { ok: false, faults: read.faults };
  const all = { sv: names.sv || name, zh: names.zh || name, en: names.en || name };
  return { ok: true, value: { names: all, use, yearBuilt, storeys, facts } };
}

/** Reads the city's form. */
export function readCity(said: SaidText, carriers: readonly EnergyCarrier[]): Read<CityFacts> {
  const read = new FieldReader(said);
  // Boverket's table runs from some 0.8 to 1.9: 10 or 0.1 is a slip of the point.
  const geographicFactor = read.figure("geographicFactor", "geographicSource", 0.5, 2.5);
  const converted = read.figure("usefulFactor", "usefulSource", 0.5, 2);
  const from = read.choice("usefulFrom", ["Atemp", "建筑面积"], "choice-unknown");
  if (converted !== null && from === null) read.fault("usefulFrom", "choice-unknown");
  const facts: CityFacts = {
    geographicFactor,
    usefulArea: converted === null || from === null ? null : { ...converted, from },
    shares: readShares(read, carriers),
  };
  return read.faults.length > 0 ? { ok: false, faults: read.faults } : { ok: true, value: facts };
}

function readAreas(read: FieldReader): BuildingFacts["areas"] {
  const areas: Partial<Record<AreaDefinition, number>> = {};
  for (const definition of areaDefinitions) {
    const squareMetres = read.number(areaFields[definition], 1, LARGEST_M2, "area-not-possible");
    if (squareMetres !== null) areas[definition] = squareMetres;
  }
  const given = Object.values(areas);
  // No two definitions of one house's area are a factor of two apart: one of them is in another unit, or of another house.
  if (given.length > 1 && Math.max(...given) > 2 * Math.min(...given))
    for (const definition of areaDefinitions)
      if (areas[definition] !== undefined) read.fault(areaFields[definition], "areas-far-apart");
  return areas;
}

/** Percents by purpose; a carrier of which nothing is said is left out, and what is left empty beside others is 0. */
function readShares(
  read: FieldReader,
  carriers: readonly EnergyCarrier[],
): Partial<Record<EnergyCarrier, PurposeShares>> {
  const all: Partial<Record<EnergyCarrier, PurposeShares>> = {};
  for (const carrier of carriers) {
    const given = purposes.map((purpose) =>
      read.whole(shareField(carrier, purpose), 0, 100, "percent-not-possible"),
    );
    if (given.every((percent) => percent === null)) continue;
    const sum = given.reduce<number>((total, percent) => total + (percent ?? 0), 0);
    if (sum !== 100) read.fault(shareField(carrier, purposes[0]), "percents-not-hundred");
    all[carrier] = Object.fromEntries(
      purposes.map((purpose, i) => [purpose, given[i] ?? 0]),
    ) as unknown as PurposeShares;
  }
  return all;
}

function readThresholds(read: FieldReader): BuildingFacts["thresholds"] {
  const constraint = read.number("constraint", 1, 2000, "figure-not-possible");
  const guidance = read.number("guidance", 1, 2000, "figure-not-possible");
  const source = read.text("thresholdsSource");
  if (constraint === null && guidance === null) {
    if (source !== "") read.fault("constraint", "figure-missing");
    return null;
  }
  if (constraint === null) read.fault("constraint", "figure-missing");
  if (guidance === null) read.fault("guidance", "figure-missing");
  if (source === "") read.fault("thresholdsSource", "source-missing");
  if (constraint === null || guidance === null) return null;
  if (guidance > constraint) read.fault("guidance", "thresholds-out-of-order");
  return { constraint, guidance, source };
}

function readCertificate(read: FieldReader): BuildingFacts["certificate"] {
  const classes = ["A", "B", "C", "D", "E", "F", "G"] as const;
  const energyClass = read.choice("certificateClass", classes, "choice-unknown");
  const number = read.text("certificateNumber");
  const validTo = read.text("certificateValidTo");
  if (energyClass === null && number === "" && validTo === "") return null;
  if (!isDate(validTo))
    read.fault("certificateValidTo", validTo === "" ? "certificate-incomplete" : "date-not-readable");
  if (number === "") read.fault("certificateNumber", "certificate-incomplete");
  if (energyClass === null) {
    read.fault("certificateClass", "certificate-incomplete");
    return null;
  }
  return { energyClass, number, validTo };
}

function isDate(text: string): boolean {
  if (!/^\d{4}-\d\d-\d\d$/.test(text)) return false;
  const date = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
}
