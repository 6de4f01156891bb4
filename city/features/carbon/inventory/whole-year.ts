import type { EnergyCarrier } from "../choice.ts";
import type { CityUses } from "./city-uses.ts";

/** A year measured less than this is told, and compared with nothing: two percent not measured would pass for a year's saving. */
export const WHOLE_SHARE = 0.99;

/** One building's carriers in one year; a carrier without a use has a share of 0. */
export interface BuildingYear {
  readonly year: number;
  readonly carriers: readonly {
    readonly carrier: EnergyCarrier;
    readonly kwh: number;
    readonly measuredShare: number;
  }[];
  /** Of the carrier that was measured least. */
  readonly leastShare: number;
}

/** A building's years, ascending; empty where it has no meter of its own. */
export function yearsOfBuilding({ uses, carriers, years }: CityUses, buildingId: number): BuildingYear[] {
  const own = carriers.filter((one) => one.buildingId === buildingId);
  if (own.length === 0) return [];
  const used = uses.filter((one) => one.buildingId === buildingId);
  return years.map((year) => {
    const of = own.map(({ carrier }) => {
      const use = used.find((one) => one.year === year && one.carrier === carrier);
      return {
        carrier,
        kwh: use === undefined ? 0 : Number(use.exactKwh.numerator) / Number(use.exactKwh.denominator),
        measuredShare: use?.measuredShare ?? 0,
      };
    });
    return { year, carriers: of, leastShare: Math.min(...of.map(({ measuredShare }) => measuredShare)) };
  });
}

/** All buildings' years by their number, in one pass. */
export function yearsOfBuildings(all: CityUses): ReadonlyMap<number, readonly BuildingYear[]> {
  const uses = Map.groupBy(all.uses, ({ buildingId }) => buildingId);
  const carriers = Map.groupBy(all.carriers, ({ buildingId }) => buildingId);
  return new Map(
    [...carriers].map(([buildingId, own]) => [
      buildingId,
      yearsOfBuilding({ ...all, uses: uses.get(buildingId) ?? [], carriers: own }, buildingId),
    ]),
  );
}

/** Whether a year is over and was measured whole. */
export function isWhole({ year, leastShare }: BuildingYear, firstOpenYear: number): boolean {
  return year < firstOpenYear && leastShare >= WHOLE_SHARE;
}

/** The local calendar year that is under way. */
export function yearUnderWay(zone: string, nowMs: number): number {
  return Temporal.Instant.fromEpochMilliseconds(nowMs).toZonedDateTimeISO(zone).year;
}
