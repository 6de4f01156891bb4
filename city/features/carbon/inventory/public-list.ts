import {
  type AreaDefinition,
  convertArea,
  type FloorArea,
  type LeftOut,
  type MeasuredYear,
  type PublicBuilding,
  type PublicBuildingRow,
  type PublicInventoryRule,
  publicInventory,
} from "@husting/carbon";
import type { CivicDatabase } from "../../../stores/civic/database.ts";
import type { Building, BuildingRegistry, Names } from "../../buildings/index.ts";
import { cityUses } from "./city-uses.ts";
import {
  areaOf,
  areasOf,
  type BuildingFacts,
  type CityFacts,
  saidFacts,
  saidOfCity,
  sharesOf,
} from "./facts.ts";
import { type BuildingYear, yearsOfBuildings, yearUnderWay } from "./whole-year.ts";

export interface PublicListParts {
  readonly civic: CivicDatabase;
  readonly registry: Pick<BuildingRegistry, "buildings">;
  readonly city: { readonly zone: string };
  readonly nowMs: () => number;
}

/** A row of the inventory with what its cells cannot say themselves. */
export interface ListedBuilding extends PublicBuildingRow {
  readonly names: Names;
  readonly use: string;
  /** Where it was not said what a carrier is for, hot water stands within heat. */
  readonly isHotWaterInHeat: boolean;
}

export type NotListedCode =
  | LeftOut["code"]
  /** Nobody has said whether a public body owns or occupies it. */
  | "owner-not-said"
  /** Nobody has said whether it is heated or cooled, and it has no meter of either. */
  | "conditioning-not-said"
  | "not-public"
  /** It has an area of another definition, and the city has not said how one is made from the other. */
  | "area-of-other-kind";

export interface NotListed {
  readonly slug: string;
  readonly names: Names;
  readonly code: NotListedCode;
}

/** Article 6(5)'s inventory of a year, and every other building of the city with why it is not in it. */
export interface PublicList {
  readonly year: number;
  readonly rule: Pick<
    PublicInventoryRule,
    "clause" | "source" | "url" | "standing" | "largerThanSquareMetres"
  >;
  /** How areas of another definition were made useful ones; null where the city has not said. */
  readonly conversion: CityFacts["usefulArea"];
  readonly listed: readonly ListedBuilding[];
  readonly notListed: readonly NotListed[];
}

/** Which years of the inventory there are. */
export async function publicListYears({ civic }: Pick<PublicListParts, "civic">): Promise<readonly number[]> {
  return (await cityUses(civic)).years;
}

/**
 * @param asked a year; the last one that is over where none is asked for.
 * @returns undefined for a year that there is not: another one's figures must not stand in for it.
 */
export async function publicList(
  parts: PublicListParts,
  asked: number | null,
): Promise<PublicList | undefined> {
  const [buildings, uses, facts, city] = await Promise.all([
    parts.registry.buildings(),
    cityUses(parts.civic),
    saidFacts(parts.civic),
    saidOfCity(parts.civic),
  ]);
  const open = yearUnderWay(parts.city.zone, parts.nowMs());
  const over = uses.years.filter((year) => year < open);
  if (asked !== null && !uses.years.includes(asked)) return undefined;
  const year = asked ?? over.at(-1) ?? uses.years.at(-1) ?? open - 1;
  const years = yearsOfBuildings(uses);
  const notListed: NotListed[] = [];
  const wanted: PublicBuilding[] = [];
  const bySlug = new Map(buildings.map((building) => [building.slug, building]));
  for (const building of buildings) {
    const said = facts.get(building.id);
    const ofYear = years.get(building.id)?.find((one) => one.year === year);
    const made = publicBuilding(building, said, city, ofYear, year);
    if (typeof made === "string") notListed.push({ slug: building.slug, names: building.names, code: made });
    else wanted.push(made);
  }
  const { rule, rows, leftOut } = publicInventory(wanted);
  for (const { building: slug, code } of leftOut) {
    const building = bySlug.get(slug)!;
    const hasOther = areasOf(building, facts.get(building.id)).length > 0;
    notListed.push({
      slug,
      names: building.names,
      code: code === "area-not-known" && hasOther ? "area-of-other-kind" : code,
    });
  }
  const { clause, source, url, standing, largerThanSquareMetres } = rule;
  return {
    year,
    rule: { clause, source, url, standing, largerThanSquareMetres },
    conversion: city.usefulArea,
    listed: rows.map((row) => {
      const building = bySlug.get(row.building)!;
      const carriers = years.get(building.id)?.at(-1)?.carriers ?? [];
      return {
        ...row,
        names: building.names,
        use: building.use,
        isHotWaterInHeat: carriers.some(
          ({ carrier }) => isHeat(carrier) && sharesOf(carrier, facts.get(building.id), city) === null,
        ),
      };
    }),
    notListed: notListed.sort((a, b) => (a.slug < b.slug ? -1 : 1)),
  };
}

const isHeat = (carrier: string): boolean => carrier === "district-heat" || carrier === "gas";

function publicBuilding(
  building: Building,
  said: BuildingFacts | undefined,
  city: CityFacts,
  year: BuildingYear | undefined,
  ofYear: number,
): PublicBuilding | NotListedCode {
  const tenure = said?.tenure ?? null;
  if (tenure === null) return "owner-not-said";
  if (tenure === "neither") return "not-public";
  const carriers = year?.carriers ?? [];
  const isMetered = carriers.some(({ carrier }) => isHeat(carrier) || carrier === "cooling");
  const heatedOrCooled = said?.conditioned ?? (isMetered ? true : null);
  if (heatedOrCooled === null) return "conditioning-not-said";
  return {
    id: building.slug,
    name: building.names.en,
    tenure,
    heatedOrCooled,
    usefulArea: usefulAreaOf(building, said, city),
    year: ofYear,
    ...energiesOf(carriers, said, city),
    certificate: said?.certificate ?? null,
  };
}

/** Measured by the directive's own definition, else converted as the city has said, with its label. */
function usefulAreaOf(
  building: Building,
  said: BuildingFacts | undefined,
  city: CityFacts,
): FloorArea<"useful"> | null {
  const own = areaOf(building, said, "useful");
  if (own !== null || city.usefulArea === null) return own;
  const { from, value, source } = city.usefulArea;
  const area = areaOf(building, said, from);
  if (area === null) return null;
  const converted = convertArea(area as FloorArea<AreaDefinition>, {
    from,
    to: "useful",
    factor: value,
    label: `useful floor area taken as ${value} of ${from}, by: ${source}`,
    source,
    url: null,
    licence: { kind: "not-stated" },
    standing: "user-supplied",
  });
  return converted.ok ? (converted.value as FloorArea<"useful">) : null;
}

/** The directive's four energies. What a carrier is for decides where its energy stands; unsaid, heat carriers are heat. */
function energiesOf(
  carriers: BuildingYear["carriers"],
  said: BuildingFacts | undefined,
  city: CityFacts,
): Pick<PublicBuilding, "heat" | "cooling" | "electricity" | "hotWater"> {
  const sums = { heat: [], cooling: [], electricity: [], hotWater: [] } as Record<
    "heat" | "cooling" | "electricity" | "hotWater",
    MeasuredYear[]
  >;
  for (const { carrier, kwh, measuredShare } of carriers) {
    if (measuredShare === 0) continue;
    const of = (percent: number): MeasuredYear => ({ kwh: (kwh * percent) / 100, measuredShare });
    if (carrier === "electricity") sums.electricity.push(of(100));
    else if (carrier === "cooling") sums.cooling.push(of(100));
    else {
      const shares = sharesOf(carrier, said, city)?.shares;
      sums.heat.push(of(shares === undefined ? 100 : 100 - shares.hotWater - shares.cooling));
      if (shares !== undefined && shares.hotWater > 0) sums.hotWater.push(of(shares.hotWater));
      if (shares !== undefined && shares.cooling > 0) sums.cooling.push(of(shares.cooling));
    }
  }
  const together = (parts: readonly MeasuredYear[]): MeasuredYear | null =>
    parts.length === 0
      ? null
      : {
          kwh: parts.reduce((sum, { kwh }) => sum + kwh, 0),
          measuredShare: Math.min(...parts.map(({ measuredShare }) => measuredShare)),
        };
  return {
    heat: together(sums.heat),
    cooling: together(sums.cooling),
    electricity: together(sums.electricity),
    hotWater: together(sums.hotWater),
  };
}
