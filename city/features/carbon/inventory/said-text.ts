import type { JsonObject } from "@husting/openness";
import type { Building } from "../../buildings/index.ts";
import { ENERGY_CARRIERS } from "../choice.ts";
import { areaDefinitions, areaOf, type BuildingFacts, type CityFacts, purposes } from "./facts.ts";
import { areaFields, type SaidOfBuilding, shareField } from "./read-facts.ts";
import type { SaidText } from "./read-figures.ts";

/** What is known of a building, as the form shows it. */
export function saidTextOf(building: Building, facts: BuildingFacts): SaidText {
  const { names, use, yearBuilt, storeys } = building;
  const { tenure, conditioned, requirement, ventilationClass, thresholds, certificate } = facts;
  return {
    nameSv: names.sv,
    nameZh: names.zh,
    nameEn: names.en,
    use,
    yearBuilt: written(yearBuilt),
    storeys: written(storeys),
    ...Object.fromEntries(
      areaDefinitions.map((definition) => [
        areaFields[definition],
        written(areaOf(building, facts, definition)?.squareMetres ?? null),
      ]),
    ),
    tenure: tenure ?? "",
    conditioned: conditioned === null ? "" : conditioned ? "yes" : "no",
    ...sharesInFields(facts.shares),
    requirement: written(requirement?.value ?? null),
    requirementSource: requirement?.source ?? "",
    ventilationClass: ventilationClass ?? "",
    constraint: written(thresholds?.constraint ?? null),
    guidance: written(thresholds?.guidance ?? null),
    thresholdsSource: thresholds?.source ?? "",
    certificateClass: certificate?.energyClass ?? "",
    certificateNumber: certificate?.number ?? "",
    certificateValidTo: certificate?.validTo ?? "",
  };
}

export function saidTextOfCity({ geographicFactor, usefulArea, shares }: CityFacts): SaidText {
  return {
    geographicFactor: written(geographicFactor?.value ?? null),
    geographicSource: geographicFactor?.source ?? "",
    usefulFrom: usefulArea?.from ?? "",
    usefulFactor: written(usefulArea?.value ?? null),
    usefulSource: usefulArea?.source ?? "",
    ...sharesInFields(shares),
  };
}

function sharesInFields(shares: CityFacts["shares"]): SaidText {
  return Object.fromEntries(
    ENERGY_CARRIERS.flatMap((carrier) =>
      purposes.map((purpose) => [shareField(carrier, purpose), written(shares[carrier]?.[purpose] ?? null)]),
    ),
  );
}

function written(value: number | null): string {
  return value === null ? "" : String(value);
}

export function factsForLog(slug: string, { use, yearBuilt, storeys, facts }: SaidOfBuilding): JsonObject {
  return {
    building: slug,
    use,
    yearBuilt,
    storeys,
    atempM2: facts.areas.Atemp ?? null,
    grossAreaM2: facts.areas.建筑面积 ?? null,
    usefulAreaM2: facts.areas.useful ?? null,
    tenure: facts.tenure,
    conditioned: facts.conditioned === null ? null : facts.conditioned ? "yes" : "no",
    purposes: sharesText(facts.shares),
    requirement: facts.requirement?.value ?? null,
    ventilationClass: facts.ventilationClass,
    constraint: facts.thresholds?.constraint ?? null,
    guidance: facts.thresholds?.guidance ?? null,
    certificate: facts.certificate?.number ?? null,
  };
}

export function sharesText(shares: CityFacts["shares"]): string {
  return ENERGY_CARRIERS.flatMap((carrier) => {
    const of = shares[carrier];
    return of === undefined
      ? []
      : [`${carrier}: ${purposes.map((purpose) => `${purpose} ${of[purpose]}`).join(", ")}`];
  }).join("; ");
}
