/** A place that factors are made for, and the wider places whose factors also apply in it, nearest first. */
export interface Place {
  readonly id: string;
  readonly name: string;
  readonly within: readonly string[];
}

/** Places of the seeded factors: bidding zones, provinces (ISO 3166-2), grid regions, countries (ISO 3166-1), the world. */
export const places: readonly Place[] = [
  { id: "umea-energi", name: "Umeå Energi's networks", within: ["SE2", "SE", "NORDIC", "WORLD"] },
  { id: "SE2", name: "Bidding zone SE2", within: ["SE", "NORDIC", "WORLD"] },
  { id: "SE", name: "Sweden", within: ["NORDIC", "WORLD"] },
  { id: "NORDIC", name: "Sweden, Norway, Finland and Denmark", within: ["WORLD"] },
  { id: "CN-SN", name: "Shaanxi", within: ["CN-NORTHWEST", "CN", "WORLD"] },
  { id: "CN-NORTHWEST", name: "China's Northwest grid", within: ["CN", "WORLD"] },
  { id: "CN", name: "China", within: ["WORLD"] },
  { id: "GB", name: "Great Britain", within: ["WORLD"] },
  { id: "WORLD", name: "Anywhere", within: [] },
];

/**
 * Every place whose factors apply at a place, itself first. A place that is not listed is within the world.
 * @param known the seeded places, or those with a city's own networks.
 */
export function placesAt(id: string, known: readonly Place[] = places): readonly string[] {
  return [id, ...(known.find((place) => place.id === id)?.within ?? ["WORLD"])];
}
