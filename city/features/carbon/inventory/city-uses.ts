import type { Fraction } from "@husting/carbon";
import { parseUnit } from "@husting/series";
import { sql } from "kysely";
import type { CivicDatabase } from "../../../stores/civic/database.ts";
import { exactKwhOfYear, type KeptYear } from "../../savings/index.ts";
import { ENERGY_CARRIERS, type EnergyCarrier } from "../choice.ts";
import { sumExactly } from "./exact.ts";

/** What one building used of one carrier in one local calendar year, by all of its own meters. */
export interface CarrierYear {
  readonly buildingId: number;
  readonly carrier: EnergyCarrier;
  readonly year: number;
  readonly exactKwh: Fraction;
  /** Mean over the carrier's meters, those that were not there in the year at 0; above 0 and at most 1. */
  readonly measuredShare: number;
}

/** A carrier that a building has meters of. */
export interface MeteredCarrier {
  readonly buildingId: number;
  readonly carrier: EnergyCarrier;
  readonly meters: number;
  /** Those of them that count cubic metres: without the gas's heating value they are no energy. */
  readonly metersOfVolume: number;
}

export interface CityUses {
  readonly uses: readonly CarrierYear[];
  readonly carriers: readonly MeteredCarrier[];
  /** Every year of which something was measured, ascending, without holes. */
  readonly years: readonly number[];
}

interface MeterRow {
  readonly building_id: number;
  readonly carrier: EnergyCarrier;
  readonly unit: string;
  readonly years: string | null;
}

/** Uses as last added up, per database, with the state of the results they were made of. */
const known = new WeakMap<CivicDatabase, { readonly state: string; readonly uses: CityUses }>();

/**
 * The yearly use of every building by carrier. Only a building's own meters count: what is metered in a room has been
 * through them. It is added up anew only when a result or a point has changed.
 */
export async function cityUses(db: CivicDatabase): Promise<CityUses> {
  const { rows: states } = await sql<{ state: string }>`SELECT
    (SELECT count(*) || ' ' || coalesce(max(computed_at_ms), 0) || ' ' || coalesce(sum(input_version), 0) || ' ' ||
      coalesce(sum(declaration), 0) FROM result) || ' ' ||
    (SELECT count(*) || ' ' || coalesce(max(id), 0) FROM point) AS state`.execute(db);
  const state = states[0]?.state ?? "";
  const kept = known.get(db);
  if (kept?.state === state) return kept.uses;
  const rows = await db
    .selectFrom("point")
    .leftJoin("result", "result.point_id", "point.id")
    .select(["point.building_id", "point.carrier", "point.unit", "result.years"])
    .where("point.building_id", "is not", null)
    .where("point.room_id", "is", null)
    .where("point.kind", "!=", "instantaneous")
    .where("point.carrier", "in", ENERGY_CARRIERS)
    .orderBy("point.building_id")
    .orderBy("point.id")
    .execute();
  const uses = usesOf(rows as MeterRow[]);
  known.set(db, { state, uses });
  return uses;
}

export function usesOf(rows: readonly MeterRow[]): CityUses {
  const uses: CarrierYear[] = [];
  const carriers: MeteredCarrier[] = [];
  const groups = Map.groupBy(rows, ({ building_id, carrier }) => `${building_id} ${carrier}`);
  for (const meters of groups.values()) {
    const { building_id: buildingId, carrier } = meters[0]!;
    const isVolume = ({ unit }: MeterRow): boolean => parseUnit(unit)?.kind !== "energy";
    carriers.push({
      buildingId,
      carrier,
      meters: meters.length,
      metersOfVolume: meters.filter(isVolume).length,
    });
    const kept = meters.flatMap(({ years }) => (years === null ? [] : (JSON.parse(years) as KeptYear[])));
    for (const [year, of] of Map.groupBy(kept, (one) => one.year)) {
      const exactKwh = sumExactly(of.map(exactKwhOfYear));
      // What a meter of use counts cannot be below zero; a sum that is says nothing of the building.
      if (exactKwh.numerator < 0n) continue;
      const measured = of.reduce((sum, { measuredShare }) => sum + measuredShare, 0);
      uses.push({ buildingId, carrier, year, exactKwh, measuredShare: measured / meters.length });
    }
  }
  return { uses, carriers, years: withoutHoles(uses.map(({ year }) => year)) };
}

function withoutHoles(years: readonly number[]): number[] {
  if (years.length === 0) return [];
  const [first, last] = [Math.min(...years), Math.max(...years)];
  return Array.from({ length: last - first + 1 }, (_, i) => first + i);
}
