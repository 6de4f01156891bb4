import type { JsonObject } from "@husting/openness";
import type { Language } from "../../../web/language/index.ts";
import type { Building } from "../../buildings/index.ts";
import { ENERGY_CARRIERS } from "../choice.ts";
import { areaDefinitions, areaOf, type BuildingFacts, type CityFacts, purposes } from "./facts.ts";
import { areaFields, type SaidOfBuilding, shareField } from "./read-facts.ts";
import type { SaidText } from "./read-figures.ts";

/** What is known of a building, as the form shows it. */
export function saidTextOf(building: Building, facts: BuildingFacts): SaidText {
  const { names, use, yearBuilt, storeys } = building;
  const { tenure, conditioned, requirement, ventilationClass, thresholds, certificate } = facts;
  const given = (language: Language): string => (facts.unnamed?.includes(language) ? "" : names[language]);
  return {
    nameSv: given("sv"),
    nameZh: given("zh"),
    nameEn: given("en"),
    address: facts.address ?? "",
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

/** What is said now, for the log: as text, for a year is no amount, and without what is not said. */
export function factsForLog(slug: string, { use, yearBuilt, storeys, facts }: SaidOfBuilding): JsonObject {
  const { areas, tenure, conditioned, requirement, ventilationClass, thresholds, certificate } = facts;
  return {
    building: slug,
    use,
    ...textsOf({
      yearBuilt,
      storeys,
      atempM2: areas.Atemp,
      grossAreaM2: areas.建筑面积,
      usefulAreaM2: areas.useful,
      tenure,
      conditioned: conditioned === null ? null : conditioned ? "yes" : "no",
      purposes: sharesText(facts.shares),
      requirement: requirement?.value,
      ventilationClass,
      constraint: thresholds?.constraint,
      guidance: thresholds?.guidance,
      certificateClass: certificate?.energyClass,
    }),
  };
}

/** What people wrote themselves, which may name somebody: the log gets commitments to it. */
export function textsOfBuilding({ names, facts }: SaidOfBuilding): Readonly<Record<string, string>> {
  const { requirement, thresholds, certificate } = facts;
  const sources = [requirement?.source, thresholds?.source, certificate?.number].map((text) => text ?? "");
  return {
    names: JSON.stringify(names),
    sources: JSON.stringify(sources),
    ...(facts.address === undefined ? {} : { address: facts.address }),
  };
}

export function textsOfCity({ geographicFactor, usefulArea }: CityFacts): Readonly<Record<string, string>> {
  return { sources: JSON.stringify([geographicFactor?.source ?? "", usefulArea?.source ?? ""]) };
}

/** As `factsForLog`, of the city. */
export function cityFactsForLog({ geographicFactor, usefulArea, shares }: CityFacts): JsonObject {
  return textsOf({
    geographicFactor: geographicFactor?.value,
    usefulAreaFrom: usefulArea?.from,
    usefulAreaFactor: usefulArea?.value,
    purposes: sharesText(shares),
  });
}

function textsOf(facts: Readonly<Record<string, string | number | null | undefined>>): JsonObject {
  return Object.fromEntries(
    Object.entries(facts).flatMap(([name, value]) =>
      value === null || value === undefined || value === "" ? [] : [[name, String(value)]],
    ),
  );
}

function sharesText(shares: CityFacts["shares"]): string {
  return ENERGY_CARRIERS.flatMap((carrier) => {
    const of = shares[carrier];
    return of === undefined
      ? []
      : [`${carrier}: ${purposes.map((purpose) => `${purpose} ${of[purpose]}`).join(", ")}`];
  }).join("; ");
}
