import { type CityProfileBody, cityProfileSchema, type Population } from "@husting/exchange";
import type { JsonObject } from "@husting/openness";
import type { BuildingRegistry } from "../../buildings/index.ts";
import type { ExchangeParts } from "../parts.ts";
import type { Told } from "../releases.ts";
import { floorAreasByKind } from "./floor-areas.ts";

export interface TellingCity {
  readonly registry: BuildingRegistry;
  readonly city: ExchangeParts["city"] & {
    readonly zone: string;
    readonly simulated: boolean;
    readonly rules: { readonly limits: string };
    readonly population: Population | null;
  };
}

/** What the city says of itself. Numbers and sums of its own buildings; nobody is in them. */
export async function tellCityProfile({ registry, city }: TellingCity): Promise<Told> {
  const buildings = await registry.buildings();
  const body: CityProfileBody = cityProfileSchema.parse({
    city: city.id,
    names: city.names,
    country: city.country,
    zone: city.zone,
    language: city.language,
    simulated: city.simulated,
    population: city.population,
    limits: city.rules.limits,
    buildings: buildings.length,
    floorAreas: floorAreasByKind(buildings),
  });
  return { kind: "city-profile", subject: "city", body: body as JsonObject, guardRecord: null };
}
