import type { DatedRecord } from "./datedrecord.ts";
import type { AreaConversion, FloorArea } from "./floorarea.ts";

/** Which public buildings an inventory lists. */
export interface PublicInventoryRule extends DatedRecord {
  /** Only larger ones are listed. */
  readonly largerThanSquareMetres: number;
}

/**
 * Directive (EU) 2023/1791, article 6(5): heated or cooled buildings that public bodies own or occupy, with more than 250 m² of total
 * useful floor area; floor area, measured yearly use of heat, cooling, electricity and hot water where available, and the energy
 * performance certificate. The area is read in the directive's summary, the paragraph and the columns are from memory.
 */
export const publicInventoryRule: PublicInventoryRule = {
  id: "eu-2023-1791-art-6-5",
  largerThanSquareMetres: 250,
  source: "Directive (EU) 2023/1791 on energy efficiency (recast)",
  clause: "art. 6(5)",
  url: "http://data.europa.eu/eli/dir/2023/1791/oj",
  licence: { kind: "not-stated" },
  standing: "verified",
  validFrom: "2023-10-10",
  validTo: null,
};

/** A measured yearly amount with the share of the year that was measured; `null` is not measured, and no zero. */
export interface MeasuredYear {
  readonly kwh: number;
  readonly measuredShare: number;
}

export interface PublicBuilding {
  readonly id: string;
  readonly name: string;
  readonly tenure: "owned" | "occupied";
  readonly heatedOrCooled: boolean;
  /** Of the directive's own definition; one of another goes through `convertArea`. */
  readonly usefulArea: FloorArea<"useful"> | null;
  readonly year: number;
  readonly heat: MeasuredYear | null;
  readonly cooling: MeasuredYear | null;
  readonly electricity: MeasuredYear | null;
  readonly hotWater: MeasuredYear | null;
  /** Class and number of the declaration in force, `null` where there is none. */
  readonly certificate: {
    readonly energyClass: string;
    readonly number: string;
    readonly validTo: string;
  } | null;
}

/** One line of the inventory, ready to be written to a table; what is not measured or not there is `null`. */
export interface PublicBuildingRow {
  readonly building: string;
  readonly name: string;
  readonly tenure: PublicBuilding["tenure"];
  readonly usefulAreaSquareMetres: number;
  /** How the area was converted, in words with the factor; `null` when it was measured as useful floor area. */
  readonly areaConversion: string | null;
  readonly year: number;
  readonly heatKwh: number | null;
  readonly heatMeasuredShare: number | null;
  readonly coolingKwh: number | null;
  readonly coolingMeasuredShare: number | null;
  readonly electricityKwh: number | null;
  readonly electricityMeasuredShare: number | null;
  readonly hotWaterKwh: number | null;
  readonly hotWaterMeasuredShare: number | null;
  readonly energyClass: string | null;
  readonly certificateNumber: string | null;
  readonly certificateValidTo: string | null;
}

/** Why a building is not listed. One whose area is not known may belong in the list: that is to be found out. */
export type LeftOut = {
  readonly building: string;
  readonly code: "not-larger" | "area-not-known" | "neither-heated-nor-cooled";
};

export interface PublicInventory {
  readonly rule: PublicInventoryRule;
  readonly rows: readonly PublicBuildingRow[];
  readonly leftOut: readonly LeftOut[];
}

const inWords = (conversions: readonly AreaConversion[]): string | null =>
  conversions.length === 0
    ? null
    : conversions.map(({ label, factor }) => `${label} (× ${factor})`).join("; ");

/** The inventory's rows in the order of the buildings, and every building that is not in it with the reason. */
export function publicInventory(
  buildings: readonly PublicBuilding[],
  rule: PublicInventoryRule = publicInventoryRule,
): PublicInventory {
  const rows: PublicBuildingRow[] = [];
  const leftOut: LeftOut[] = [];
  for (const building of buildings) {
    const { id, name, tenure, usefulArea, year, heat, cooling, electricity, hotWater, certificate } =
      building;
    if (!building.heatedOrCooled) leftOut.push({ building: id, code: "neither-heated-nor-cooled" });
    else if (usefulArea === null) leftOut.push({ building: id, code: "area-not-known" });
    else if (usefulArea.squareMetres <= rule.largerThanSquareMetres)
      leftOut.push({ building: id, code: "not-larger" });
    else {
      rows.push({
        building: id,
        name,
        tenure,
        usefulAreaSquareMetres: usefulArea.squareMetres,
        areaConversion: inWords(usefulArea.conversions),
        year,
        heatKwh: heat?.kwh ?? null,
        heatMeasuredShare: heat?.measuredShare ?? null,
        coolingKwh: cooling?.kwh ?? null,
        coolingMeasuredShare: cooling?.measuredShare ?? null,
        electricityKwh: electricity?.kwh ?? null,
        electricityMeasuredShare: electricity?.measuredShare ?? null,
        hotWaterKwh: hotWater?.kwh ?? null,
        hotWaterMeasuredShare: hotWater?.measuredShare ?? null,
        energyClass: certificate?.energyClass ?? null,
        certificateNumber: certificate?.number ?? null,
        certificateValidTo: certificate?.validTo ?? null,
      });
    }
  }
  return { rule, rows, leftOut };
}
