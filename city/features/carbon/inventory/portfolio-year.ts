import { type AreaDefinition, type CarbonFigure, emissions, type Fraction, toDouble } from "@husting/carbon";
import type { Result } from "@husting/series";
import type { CivicDatabase } from "../../../stores/civic/database.ts";
import type { BuildingRegistry } from "../../buildings/index.ts";
import type { CarbonChoice, EnergyCarrier } from "../choice.ts";
import { type CityFactors, cityFactors } from "../city-factors.ts";
import { cityUses } from "./city-uses.ts";
import { countedBy, type NotCounted } from "./counted-by.ts";
import { cityDegreeDays, type NoDegreeDays, type WeatherParts, type YearDegreeDays } from "./degree-days.ts";
import { sumExactly } from "./exact.ts";
import { areasOf, saidFacts } from "./facts.ts";

export interface PortfolioParts extends Pick<WeatherParts, "readings"> {
  readonly civic: CivicDatabase;
  readonly registry: BuildingRegistry;
  readonly city: {
    readonly zone: string;
    readonly country: "SE" | "CN";
    readonly carbon: CarbonChoice;
  };
}

/** What one building brought to a sum, for whoever has to see that no single one can be read out of it. */
export interface Contribution {
  readonly buildingId: number;
  readonly slug: string;
  readonly kwh: number;
  /** Share of the year's time that was measured. */
  readonly measuredShare: number;
}

/** All buildings of one use, by one carrier. Nothing is scaled up for what was not measured. */
export interface PortfolioGroup {
  readonly use: string;
  readonly carrier: EnergyCarrier;
  /** Buildings that have meters of the carrier, and those of them of which something was measured. */
  readonly buildings: number;
  readonly contributors: readonly Contribution[];
  readonly exactKwh: Fraction;
  readonly kwh: number;
  /** Mean over `buildings`, those not measured at 0. */
  readonly measuredShare: number;
  /** Of the contributors, each definition by itself: they are never added up. */
  readonly floorAreas: readonly {
    readonly definition: AreaDefinition;
    readonly squareMetres: number;
    readonly buildings: number;
  }[];
  /** With its factor; a reason where the city has none. */
  readonly carbon: Result<CarbonFigure, NotCounted>;
}

export interface PortfolioYear {
  readonly year: number;
  /** Whether the year is over on the city's own clock. */
  readonly isOver: boolean;
  readonly zone: string;
  readonly groups: readonly PortfolioGroup[];
  readonly degreeDays: Result<YearDegreeDays, NoDegreeDays>;
}

/** A city's local calendar year as sums by use of the building and carrier, with what they are made of. */
export async function portfolioYear(
  parts: PortfolioParts,
  year: number,
  nowMs: number,
): Promise<PortfolioYear> {
  const { civic, registry, city } = parts;
  const [{ uses, carriers }, buildings, facts, weather] = await Promise.all([
    cityUses(civic),
    registry.buildings(),
    saidFacts(civic),
    cityDegreeDays({ ...parts, ...city }),
  ]);
  const factors = cityFactors(city);
  const byId = new Map(buildings.map((building) => [building.id, building]));
  const inYear = new Map(
    uses.filter((use) => use.year === year).map((use) => [`${use.buildingId} ${use.carrier}`, use]),
  );
  const groups = Map.groupBy(
    carriers.filter(({ buildingId }) => byId.has(buildingId)),
    ({ buildingId, carrier }) => `${byId.get(buildingId)!.use} ${carrier}`,
  );
  return {
    year,
    isOver: isOver(year, city.zone, nowMs),
    zone: city.zone,
    groups: [...groups.values()].map((group): PortfolioGroup => {
      const { buildingId, carrier } = group[0]!;
      const measured = group.flatMap((one) => inYear.get(`${one.buildingId} ${one.carrier}`) ?? []);
      const exactKwh = sumExactly(measured.map((use) => use.exactKwh));
      const owners = measured.map((use) => byId.get(use.buildingId)!);
      const areas = owners.flatMap((building) => areasOf(building, facts.get(building.id)));
      return {
        use: byId.get(buildingId)!.use,
        carrier,
        buildings: group.length,
        contributors: measured.map((use) => ({
          buildingId: use.buildingId,
          slug: byId.get(use.buildingId)!.slug,
          kwh: toDouble(use.exactKwh),
          measuredShare: use.measuredShare,
        })),
        exactKwh,
        kwh: toDouble(exactKwh),
        measuredShare: measured.reduce((sum, use) => sum + use.measuredShare, 0) / group.length,
        floorAreas: [...Map.groupBy(areas, ({ definition }) => definition)].map(([definition, of]) => ({
          definition,
          squareMetres: of.reduce((sum, { squareMetres }) => sum + squareMetres, 0),
          buildings: of.length,
        })),
        carbon: carbonOf(factors, carrier, year, exactKwh),
      };
    }),
    degreeDays: weather.get(year) ?? { ok: false, reason: { code: "no-outdoor-temperature" } },
  };
}

function carbonOf(
  factors: CityFactors,
  carrier: EnergyCarrier,
  year: number,
  exactKwh: Fraction,
): PortfolioGroup["carbon"] {
  const counted = countedBy(factors, carrier, year);
  if (!counted.ok) return counted;
  const metered = factors.metered(carrier);
  if (!metered.ok) return metered;
  const figure = emissions({ ...metered.value, exactKwh }, counted.value.factor);
  return figure.ok ? figure : { ok: false, reason: { code: "heating-value-differs", carrier } };
}

/** Whether a local calendar year is over. */
export function isOver(year: number, zone: string, nowMs: number): boolean {
  return Temporal.Instant.fromEpochMilliseconds(nowMs).toZonedDateTimeISO(zone).year > year;
}
