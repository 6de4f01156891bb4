import {
  type AreaDefinition,
  type EnergyClass,
  type FloorArea,
  floorArea,
  type VentilationClass,
} from "@husting/carbon";
import { sql } from "kysely";
import type { Migration } from "kysely/migration";
import type { CivicDatabase } from "../../../stores/civic/database.ts";
import type { Language } from "../../../web/language/index.ts";
import type { Building } from "../../buildings/index.ts";
import type { EnergyCarrier } from "../choice.ts";

/** What people say of a building or of the city for the inventory, and nobody can read from a meter. */

export const inventoryMigrations: Record<string, Migration> = {
  "026-inventory-facts": {
    async up(db) {
      await sql`CREATE TABLE building_facts (
        building_id INTEGER PRIMARY KEY REFERENCES building ON DELETE CASCADE, facts TEXT NOT NULL,
        role TEXT NOT NULL, at_ms INTEGER NOT NULL, log_entry INTEGER NOT NULL) STRICT`.execute(db);
      await sql`CREATE TABLE city_facts (
        id INTEGER PRIMARY KEY CHECK (id = 1), facts TEXT NOT NULL, role TEXT NOT NULL, at_ms INTEGER NOT NULL,
        log_entry INTEGER NOT NULL) STRICT`.execute(db);
    },
  },
};

export const areaDefinitions = ["Atemp", "建筑面积", "useful"] as const satisfies readonly AreaDefinition[];

/** What energy is used for. `users`: what is plugged in by those who live or work there; no part of a building's own number. */
export const purposes = ["heating", "hotWater", "cooling", "property", "users"] as const;
export type Purpose = (typeof purposes)[number];

/** Whole percent of a carrier's energy by purpose; together 100. */
export type PurposeShares = Readonly<Record<Purpose, number>>;

export const tenures = ["owned", "occupied", "neither"] as const;
/** Whether a public body owns the building, or occupies one that it does not own. */
export type Tenure = (typeof tenures)[number];

/** A figure that somebody has read somewhere, and where. */
export interface SaidFigure {
  readonly value: number;
  readonly source: string;
}

export interface BuildingFacts {
  /** Languages in which nobody has named it, so that another's name stands for it; left out where there are none. */
  readonly unnamed?: readonly Language[];
  /** Streets and numbers of its entrances, as people write them; left out where nobody has said. */
  readonly address?: string;
  /** m² by definition. */
  readonly areas: Readonly<Partial<Record<AreaDefinition, number>>>;
  readonly tenure: Tenure | null;
  /** Whether it is heated or cooled; null where nobody has said. */
  readonly conditioned: boolean | null;
  /** What each carrier is for; where it is not said, the city's usual shares hold. */
  readonly shares: Readonly<Partial<Record<EnergyCarrier, PurposeShares>>>;
  /** Sweden: kWh/m² Atemp that a new building of its kind and size may have. */
  readonly requirement: SaidFigure | null;
  /** China: A opens its windows, B is sealed and ventilated mechanically. */
  readonly ventilationClass: VentilationClass | null;
  /** China: both thresholds of its kind where they are not known here; kWh/m² 建筑面积 a year. */
  readonly thresholds: {
    readonly constraint: number;
    readonly guidance: number;
    readonly source: string;
  } | null;
  readonly certificate: {
    readonly energyClass: EnergyClass;
    readonly number: string;
    readonly validTo: string;
  } | null;
}

export const nothingSaid: BuildingFacts = {
  areas: {},
  tenure: null,
  conditioned: null,
  shares: {},
  requirement: null,
  ventilationClass: null,
  thresholds: null,
  certificate: null,
};

export interface CityFacts {
  /** Sweden: the municipality's Fgeo. */
  readonly geographicFactor: SaidFigure | null;
  /** How many m² of useful floor area a m² of another definition is taken for. */
  readonly usefulArea: (SaidFigure & { readonly from: Exclude<AreaDefinition, "useful"> }) | null;
  /** What each carrier usually is for in the city's buildings. */
  readonly shares: Readonly<Partial<Record<EnergyCarrier, PurposeShares>>>;
}

export const nothingSaidOfCity: CityFacts = { geographicFactor: null, usefulArea: null, shares: {} };

/** What has been said of buildings, or of one, by their number. */
export async function saidFacts(db: CivicDatabase, buildingId?: number): Promise<Map<number, BuildingFacts>> {
  let query = db.selectFrom("building_facts").select(["building_id", "facts"]);
  if (buildingId !== undefined) query = query.where("building_id", "=", buildingId);
  const rows = await query.execute();
  return new Map(rows.map((row) => [row.building_id, { ...nothingSaid, ...JSON.parse(row.facts) }]));
}

export async function saidOfCity(db: CivicDatabase): Promise<CityFacts> {
  const row = await db.selectFrom("city_facts").select("facts").executeTakeFirst();
  return row === undefined ? nothingSaidOfCity : { ...nothingSaidOfCity, ...JSON.parse(row.facts) };
}

type AnyFloorArea = { [Definition in AreaDefinition]: FloorArea<Definition> }[AreaDefinition];

/** Every floor area a building is known by, each of its own definition. One that came with an import counts until it is said anew. */
export function areasOf(
  building: Pick<Building, "floorAreaM2" | "floorAreaKind">,
  facts: BuildingFacts = nothingSaid,
): AnyFloorArea[] {
  return areaDefinitions.flatMap((definition) => {
    const area = areaOf(building, facts, definition);
    return area === null ? [] : [area as AnyFloorArea];
  });
}

export function areaOf<Definition extends AreaDefinition>(
  building: Pick<Building, "floorAreaM2" | "floorAreaKind">,
  facts: BuildingFacts | undefined,
  definition: Definition,
): FloorArea<Definition> | null {
  const imported = building.floorAreaKind === definition ? building.floorAreaM2 : null;
  const squareMetres = facts?.areas[definition] ?? imported;
  if (squareMetres === null) return null;
  const area = floorArea(definition, squareMetres);
  return area.ok ? area.value : null;
}

/** What a carrier is for in a building, and whether that was said of it or of the city; null where nobody has. */
export function sharesOf(
  carrier: EnergyCarrier,
  building: BuildingFacts | undefined,
  city: CityFacts,
): { readonly shares: PurposeShares; readonly saidOf: "building" | "city" } | null {
  const own = building?.shares[carrier];
  if (own !== undefined) return { shares: own, saidOf: "building" };
  const usual = city.shares[carrier];
  return usual === undefined ? null : { shares: usual, saidOf: "city" };
}
