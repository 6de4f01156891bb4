import {
  type Inventory,
  type InventoryInput,
  type InventoryRow,
  inventory,
  type Metered,
  type YearlyUse,
} from "@husting/carbon";
import type { CivicDatabase } from "../../../stores/civic/database.ts";
import { type CarbonChoice, carbonCarrier, ENERGY_CARRIERS, type EnergyCarrier } from "../choice.ts";
import { type CityFactors, cityFactors } from "../city-factors.ts";
import { type CityUses, cityUses } from "./city-uses.ts";
import { countedBy, type NotCounted } from "./counted-by.ts";

/** A city's inventory with what it was made of. Buildings go by their number as text. */
export interface CityInventory {
  readonly inventory: Inventory;
  readonly uses: CityUses;
  rowsOf(buildingId: number): readonly InventoryRow[];
  /** Why a carrier has no figure in a year; undefined where it has one. */
  notCounted(carrier: EnergyCarrier, year: number): NotCounted | undefined;
}

/** Inventories by the uses they were made of: uses are added up anew only when something has changed. */
const known = new WeakMap<CityUses, Map<CarbonChoice, CityInventory>>();

/** What every building of the city emitted, by carrier and local calendar year, by the factors the city has chosen. */
export async function cityInventory(db: CivicDatabase, carbon: CarbonChoice): Promise<CityInventory> {
  const uses = await cityUses(db);
  const kept = known.get(uses) ?? new Map<CarbonChoice, CityInventory>();
  known.set(uses, kept);
  const found = kept.get(carbon) ?? inventoryOf(uses, cityFactors({ carbon }));
  kept.set(carbon, found);
  return found;
}

function inventoryOf(uses: CityUses, factors: CityFactors): CityInventory {
  const made = inventory(inputOf(uses, factors));
  // Uses are checked where they are added up, factors where they are chosen: what is left is a fault of the program.
  if (!made.ok) throw new Error(`no inventory: ${JSON.stringify(made.reason)}`);
  const rows = Map.groupBy(made.value.rows, ({ building }) => building);
  return {
    inventory: made.value,
    uses,
    rowsOf: (buildingId) => rows.get(String(buildingId)) ?? [],
    notCounted(carrier, year) {
      const counted = countedBy(factors, carrier, year);
      return counted.ok ? undefined : counted.reason;
    },
  };
}

function inputOf({ uses, carriers, years }: CityUses, factors: CityFactors): InventoryInput {
  // Energy is told where its carbon cannot be: of gas without a heating value the inventory has the energy and no figure.
  const metered = (carrier: EnergyCarrier): Metered => {
    const said = factors.metered(carrier);
    return said.ok ? said.value : { carrier: "gas", heatingValue: "lower" };
  };
  const chosen = years.flatMap((year) =>
    ENERGY_CARRIERS.flatMap((carrier) => {
      const counted = countedBy(factors, carrier, year);
      return counted.ok ? [{ place: factors.place, year, factor: counted.value.factor }] : [];
    }),
  );
  return {
    buildings: [...Map.groupBy(carriers, ({ buildingId }) => buildingId)].map(([id, of]) => ({
      id: String(id),
      place: factors.place,
      carriers: of.map(({ carrier }) => carbonCarrier(carrier)!),
    })),
    years,
    uses: uses.map(
      ({ buildingId, carrier, year, exactKwh, measuredShare }): YearlyUse => ({
        building: String(buildingId),
        year,
        energy: { ...metered(carrier), exactKwh },
        measuredShare,
      }),
    ),
    factors: chosen,
    places: factors.places,
  };
}

/** The city's own name of a carrier of packages/carbon. */
export function cityCarrier(carrier: string): EnergyCarrier {
  return ENERGY_CARRIERS.find((name) => carbonCarrier(name) === carrier) ?? "electricity";
}
