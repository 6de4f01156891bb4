import { fail, ok, type Result } from "@husting/series";
import type { Carrier, Energy } from "./energy.ts";
import { type EmissionFactor, yearOf } from "./factor.ts";
import { type CarbonFigure, type CarbonTotal, type EmissionsReason, emissions, totals } from "./figure.ts";
import { type Fraction, sum } from "./fraction.ts";
import { type Place, placesAt } from "./places.ts";
import type { YearlyUse } from "./yearlyuse.ts";

export interface InventoryBuilding {
  readonly id: string;
  /** Where its network factors come from; see `places.ts`. */
  readonly place: string;
  /** Every carrier the building is known to use: what is not measured of them is named, and is no zero. */
  readonly carriers: readonly Carrier[];
}

/** Which factor counts for a carrier at a place in a year. One choice for all buildings of the place. */
export interface FactorChoice {
  readonly place: string;
  readonly year: number;
  readonly factor: EmissionFactor;
}

export interface InventoryInput {
  readonly buildings: readonly InventoryBuilding[];
  readonly years: readonly number[];
  readonly uses: readonly YearlyUse[];
  readonly factors: readonly FactorChoice[];
  /** The seeded places, unless there are networks of a city's own beside them. */
  readonly places?: readonly Place[];
}

/** One building, carrier and year of which something was measured. */
export interface InventoryRow {
  readonly building: string;
  readonly carrier: Carrier;
  readonly year: number;
  readonly energy: Energy;
  readonly measuredShare: number;
  /** `null` where no factor was chosen; the row then also stands in `missing`. */
  readonly figure: CarbonFigure | null;
  /** Years between the factor and the use; 0 when the factor is the year's own, `null` without a factor. */
  readonly factorYearsOff: number | null;
}

/** What an inventory does not hold. */
export interface InventoryGap {
  readonly building: string;
  readonly carrier: Carrier;
  readonly year: number;
  readonly code: "not-measured" | "partly-measured" | "no-factor";
}

export interface InventoryYear {
  readonly year: number;
  /** One total for each gas and scope in it. */
  readonly totals: readonly CarbonTotal[];
  readonly energyByCarrier: readonly { readonly carrier: Carrier; readonly exactKwh: Fraction }[];
  /** Mean measured share over every carrier of every building, those not measured at 0. */
  readonly measuredShare: number;
  /** Carriers of buildings that should be in the year, and those that have a figure. */
  readonly expected: number;
  readonly withFigure: number;
}

export interface Inventory {
  readonly rows: readonly InventoryRow[];
  readonly years: readonly InventoryYear[];
  readonly missing: readonly InventoryGap[];
}

export type InventoryReason =
  | { readonly code: "building-given-twice"; readonly building: string }
  | { readonly code: "carrier-given-twice"; readonly building: string }
  | { readonly code: "year-given-twice" }
  | { readonly code: "unknown-building"; readonly building: string }
  | { readonly code: "carrier-not-of-building"; readonly building: string; readonly carrier: Carrier }
  | {
      readonly code: "use-given-twice";
      readonly building: string;
      readonly carrier: Carrier;
      readonly year: number;
    }
  | {
      readonly code: "negative-use";
      readonly building: string;
      readonly carrier: Carrier;
      readonly year: number;
    }
  | { readonly code: "share-out-of-range"; readonly building: string; readonly measuredShare: number }
  | {
      readonly code: "factor-chosen-twice";
      readonly place: string;
      readonly carrier: Carrier;
      readonly year: number;
    }
  | { readonly code: "factor-not-of-place"; readonly place: string; readonly factor: string }
  | (EmissionsReason & { readonly building: string });

const useKey = (building: string, carrier: Carrier, year: number) =>
  JSON.stringify([building, carrier, year]);

const hasTwice = (list: readonly unknown[]) => new Set(list).size < list.length;

function faultOf({ buildings, years, uses, factors, places }: InventoryInput): InventoryReason | undefined {
  if (hasTwice(years)) return { code: "year-given-twice" };
  const known = new Map<string, InventoryBuilding>();
  for (const building of buildings) {
    if (known.has(building.id)) return { code: "building-given-twice", building: building.id };
    if (hasTwice(building.carriers)) return { code: "carrier-given-twice", building: building.id };
    known.set(building.id, building);
  }
  const given = new Set<string>();
  for (const { building, year, energy, measuredShare } of uses) {
    const { carrier, exactKwh } = energy;
    const owner = known.get(building);
    if (owner === undefined) return { code: "unknown-building", building };
    if (!owner.carriers.includes(carrier)) return { code: "carrier-not-of-building", building, carrier };
    if (given.has(useKey(building, carrier, year)))
      return { code: "use-given-twice", building, carrier, year };
    given.add(useKey(building, carrier, year));
    if (exactKwh.numerator < 0n) return { code: "negative-use", building, carrier, year };
    if (!(measuredShare > 0 && measuredShare <= 1))
      return { code: "share-out-of-range", building, measuredShare };
  }
  const chosen = new Set<string>();
  for (const { place, year, factor } of factors) {
    const { carrier } = factor;
    if (!placesAt(place, places).includes(factor.place))
      return { code: "factor-not-of-place", place, factor: factor.id };
    if (chosen.has(useKey(place, carrier, year)))
      return { code: "factor-chosen-twice", place, carrier, year };
    chosen.add(useKey(place, carrier, year));
  }
  return undefined;
}

/** Of one year, given its rows. */
function yearOfRows(year: number, rows: readonly InventoryRow[], expected: number): InventoryYear {
  const byCarrier = Map.groupBy(rows, (row) => row.carrier);
  const figures = rows.flatMap((row) => row.figure ?? []);
  const measured = rows.reduce((total, row) => total + row.measuredShare, 0);
  return {
    year,
    totals: totals(figures),
    energyByCarrier: [...byCarrier].map(([carrier, of]) => ({
      carrier,
      exactKwh: sum(of.map((row) => row.energy.exactKwh)),
    })),
    measuredShare: expected === 0 ? 0 : measured / expected,
    expected,
    withFigure: figures.length,
  };
}

/**
 * What buildings emit by carrier and year (GHG Protocol for Cities, stationary energy, as far as buildings' own meters
 * reach). One building's inventory is the inventory of a list of one. Nothing is estimated: a carrier that was not measured, a
 * year that was measured in part and a use without a factor are named in `missing`, and the totals lack them.
 */
export function inventory(input: InventoryInput): Result<Inventory, InventoryReason> {
  const fault = faultOf(input);
  if (fault !== undefined) return fail(fault);
  const uses = new Map(input.uses.map((use) => [useKey(use.building, use.energy.carrier, use.year), use]));
  const chosen = new Map(
    input.factors.map(({ place, year, factor }) => [useKey(place, factor.carrier, year), factor]),
  );
  const rows: InventoryRow[] = [];
  const missing: InventoryGap[] = [];
  for (const { id: building, place, carriers } of input.buildings) {
    for (const carrier of carriers) {
      for (const year of input.years) {
        const use = uses.get(useKey(building, carrier, year));
        if (use === undefined) {
          missing.push({ building, carrier, year, code: "not-measured" });
          continue;
        }
        const { energy, measuredShare } = use;
        if (measuredShare < 1) missing.push({ building, carrier, year, code: "partly-measured" });
        const factor = chosen.get(useKey(place, carrier, year));
        if (factor === undefined) missing.push({ building, carrier, year, code: "no-factor" });
        const figure = factor === undefined ? undefined : emissions(energy, factor);
        if (figure?.ok === false) return fail({ ...figure.reason, building });
        rows.push({
          building,
          carrier,
          year,
          energy,
          measuredShare,
          figure: figure?.value ?? null,
          factorYearsOff: factor === undefined ? null : year - yearOf(factor),
        });
      }
    }
  }
  const expected = input.buildings.reduce((count, building) => count + building.carriers.length, 0);
  const years = input.years.map((year) =>
    yearOfRows(
      year,
      rows.filter((row) => row.year === year),
      expected,
    ),
  );
  return ok({ rows, years, missing });
}

/** A use from a bill or a statement, where the whole year is known at once. */
export function billedUse(building: string, year: number, energy: Energy): YearlyUse {
  return { building, year, energy, measuredShare: 1 };
}
