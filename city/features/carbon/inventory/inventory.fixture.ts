import type { Building } from "../../buildings/index.ts";
import type { EnergyCarrier } from "../choice.ts";
import { type BuildingFacts, type CityFacts, nothingSaid, type PurposeShares } from "./facts.ts";
import type { BuildingYear } from "./whole-year.ts";

/** A school that nobody has said anything of, and what can be said of it and of its city. */

export const school: Building = {
  id: 1,
  slug: "school",
  names: { sv: "Skolan", zh: "学校", en: "School" },
  use: "school",
  yearBuilt: 1970,
  floorAreaM2: 1000,
  floorAreaKind: "Atemp",
  storeys: 2,
};

export const shares = (some: Partial<PurposeShares>): PurposeShares => ({
  heating: 0,
  hotWater: 0,
  cooling: 0,
  property: 0,
  users: 0,
  ...some,
});

export const saidOf = (some: Partial<BuildingFacts>): BuildingFacts => ({ ...nothingSaid, ...some });

export const city: CityFacts = {
  geographicFactor: { value: 1.5, source: "a table" },
  usefulArea: null,
  shares: {
    "district-heat": shares({ heating: 80, hotWater: 20 }),
    electricity: shares({ property: 40, users: 60 }),
  },
};

/** A year in which each carrier was measured as much. */
export function yearOf(
  year: number,
  kwh: Partial<Record<EnergyCarrier, number>>,
  measuredShare = 1,
): BuildingYear {
  return {
    year,
    carriers: Object.entries(kwh).map(([carrier, amount]) => ({
      carrier: carrier as EnergyCarrier,
      kwh: amount,
      measuredShare,
    })),
    leastShare: measuredShare,
  };
}
