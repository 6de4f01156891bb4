import { totals } from "@husting/carbon";
import type { CivicDatabase } from "../../../stores/civic/database.ts";
import type { Building } from "../../buildings/index.ts";
import type { CarbonChoice } from "../choice.ts";
import { totalView } from "./carbon-views.ts";
import { cityCarrier, cityInventory } from "./city-inventory.ts";
import {
  type BenchmarkView,
  benchmarkOf,
  type EnergyStanding,
  type PrimaryEnergyView,
  primaryEnergyOf,
} from "./energy-standing.ts";
import { saidFacts, saidOfCity } from "./facts.ts";
import { carrierLine, MOST_YEARS, type YearLines } from "./inventory-page.ts";
import { yearsOfBuilding, yearUnderWay } from "./whole-year.ts";

/** A building's emissions by year and carrier, and how its energy stands by its country's rule. */
export interface BuildingCarbon {
  /** Newest first; empty where it has no meter of its own. */
  readonly years: readonly YearLines[];
  /** Sweden's primary energy number, or China's benchmark; the one of the other country is null. */
  readonly primaryEnergy: EnergyStanding<PrimaryEnergyView> | null;
  readonly benchmark: EnergyStanding<BenchmarkView> | null;
}

export interface BuildingCarbonParts {
  readonly civic: CivicDatabase;
  readonly city: { readonly zone: string; readonly country: "SE" | "CN"; readonly carbon: CarbonChoice };
  readonly nowMs: () => number;
}

export async function buildingCarbon(
  { civic, city, nowMs }: BuildingCarbonParts,
  building: Building,
): Promise<BuildingCarbon> {
  const [made, facts, cityFacts] = await Promise.all([
    cityInventory(civic, city.carbon),
    saidFacts(civic, building.id),
    saidOfCity(civic),
  ]);
  const open = yearUnderWay(city.zone, nowMs());
  const own = made.rowsOf(building.id);
  const years = yearsOfBuilding(made.uses, building.id);
  const carriers = made.uses.carriers.filter(({ buildingId }) => buildingId === building.id);
  const input = {
    building,
    facts: facts.get(building.id),
    city: cityFacts,
    years,
    yearUnderWay: open,
  };
  return {
    years: years
      .slice(-MOST_YEARS)
      .map(({ year }): YearLines => {
        const rows = own.filter((row) => row.year === year);
        const figures = rows.flatMap(({ figure }) => figure ?? []);
        const measured = rows.reduce((sum, { measuredShare }) => sum + measuredShare, 0);
        return {
          year,
          isOver: year < open,
          lines: carriers.map(({ carrier }) =>
            carrierLine(
              made,
              rows.filter(({ energy }) => cityCarrier(energy.carrier) === carrier),
              carrier,
              year,
              1,
            ),
          ),
          totals: totals(figures).map(totalView),
          measuredShare: carriers.length === 0 ? 0 : measured / carriers.length,
          expected: carriers.length,
          withFigure: figures.length,
        };
      })
      .reverse(),
    primaryEnergy: city.country === "SE" ? primaryEnergyOf(input) : null,
    benchmark: city.country === "CN" ? benchmarkOf(input) : null,
  };
}
