import { type InventoryRow, toDouble, totals } from "@husting/carbon";
import type { Result } from "@husting/series";
import type { CivicDatabase } from "../../../stores/civic/database.ts";
import type { BuildingRegistry, Names } from "../../buildings/index.ts";
import type { CarbonChoice, EnergyCarrier } from "../choice.ts";
import { type CarbonView, carbonView, type TotalView, totalView } from "./carbon-views.ts";
import { type CityInventory, cityCarrier, cityInventory } from "./city-inventory.ts";
import { type CityPath, cityPath, type NoPath } from "./city-path.ts";
import type { NotCounted } from "./counted-by.ts";
import { cityDegreeDays, type WeatherParts } from "./degree-days.ts";
import { sumExactly } from "./exact.ts";
import { saidFacts, saidOfCity } from "./facts.ts";
import { WHOLE_SHARE, yearsOfBuildings, yearUnderWay } from "./whole-year.ts";

export interface InventoryParts extends Pick<WeatherParts, "readings"> {
  readonly civic: CivicDatabase;
  readonly registry: BuildingRegistry;
  readonly city: { readonly zone: string; readonly country: "SE" | "CN"; readonly carbon: CarbonChoice };
  readonly nowMs: () => number;
}

/** One carrier of one year: of the whole city, or of one building. */
export interface CarrierLine {
  readonly carrier: EnergyCarrier;
  /** Null where nothing was measured: that is no use of zero. */
  readonly kwh: number | null;
  /** Mean over the buildings that have the carrier, those not measured at 0. */
  readonly measuredShare: number;
  readonly buildings: number;
  readonly buildingsMeasured: number;
  readonly carbon: CarbonView | null;
  readonly notCounted: NotCounted["code"] | null;
}

export interface YearLines {
  readonly year: number;
  readonly isOver: boolean;
  readonly lines: readonly CarrierLine[];
  /** One for each gas and scope: they are never added to each other. */
  readonly totals: readonly TotalView[];
  readonly measuredShare: number;
  readonly expected: number;
  readonly withFigure: number;
}

export interface RankedBuilding {
  readonly slug: string;
  readonly names: Names;
  readonly use: string;
  readonly kwh: number | null;
  readonly totals: readonly TotalView[];
  /** Mean over its carriers. */
  readonly measuredShare: number;
  readonly notMeasured: readonly EnergyCarrier[];
  /** Carriers with energy and without a factor. */
  readonly notCounted: readonly EnergyCarrier[];
}

export interface InventoryPage {
  /** Newest first. */
  readonly years: readonly YearLines[];
  /** Years of which there is more than is shown. */
  readonly olderYears: number;
  /** The year of the ranking; null where nothing was ever measured. */
  readonly year: number | null;
  readonly missing: {
    readonly notMeasured: number;
    /** Measured less than `WHOLE_SHARE`, and those that lack less than that. */
    readonly partlyMeasured: number;
    readonly nearlyWhole: number;
    readonly noFactor: number;
    readonly withoutMeters: number;
  };
  /** What the ranking is by, and what else it can be by: gases and scopes are never added up. */
  readonly kind: string | null;
  readonly kinds: readonly Pick<TotalView, "gas" | "scope">[];
  readonly buildings: readonly RankedBuilding[];
  readonly page: number;
  readonly pages: number;
  readonly path: Result<CityPath, NoPath>;
  /** Whether the directive of the path holds where the city lies. */
  readonly isBound: boolean;
}

export const MOST_YEARS = 12;
export const ROWS_PER_PAGE = 50;

/** The city's inventory. @param asked pages are counted from 1; one beyond the last is the last. */
export async function inventoryPage(
  parts: InventoryParts,
  asked: { readonly year: number | null; readonly kind: string | null; readonly page: number },
): Promise<InventoryPage> {
  const { civic, registry, city } = parts;
  const [made, buildings, facts, cityFacts, weather] = await Promise.all([
    cityInventory(civic, city.carbon),
    registry.buildings(),
    saidFacts(civic),
    saidOfCity(civic),
    cityDegreeDays({ ...parts, ...city }),
  ]);
  const open = yearUnderWay(city.zone, parts.nowMs());
  const { years } = made.uses;
  const year =
    years.find((one) => one === asked.year) ?? years.findLast((one) => one < open) ?? years.at(-1) ?? null;
  const shown = years.slice(-MOST_YEARS);
  const rowsOfYear = Map.groupBy(made.inventory.rows, (row) => row.year);
  const metered = new Set(made.uses.carriers.map(({ buildingId }) => buildingId));
  const gaps = made.inventory.missing.filter((gap) => gap.year === year);
  const count = (code: (typeof gaps)[number]["code"]): number =>
    gaps.filter((gap) => gap.code === code).length;

  const ofYear = year === null ? [] : (rowsOfYear.get(year) ?? []);
  const sums = made.inventory.years.find((one) => one.year === year)?.totals ?? [];
  const largest = sums.toSorted((a, b) => (a.grams > b.grams ? -1 : 1))[0];
  const kind = (sums.find((sum) => kindOf(sum) === asked.kind) ?? largest) || null;
  const kindName = kind && kindOf(kind);
  const ranked = year === null ? [] : rank(made, buildings, ofYear, kindName);
  const pages = Math.max(1, Math.ceil(ranked.length / ROWS_PER_PAGE));
  const shownPage = Math.min(asked.page, pages);
  return {
    years: shown.map((one) => yearLines(made, rowsOfYear.get(one) ?? [], one, open)).reverse(),
    olderYears: years.length - shown.length,
    year,
    missing: {
      notMeasured: count("not-measured"),
      partlyMeasured: ofYear.filter(({ measuredShare }) => measuredShare < WHOLE_SHARE).length,
      nearlyWhole: ofYear.filter(({ measuredShare }) => measuredShare >= WHOLE_SHARE && measuredShare < 1)
        .length,
      noFactor: count("no-factor"),
      withoutMeters: buildings.filter(({ id }) => !metered.has(id)).length,
    },
    kind: kindName,
    kinds: sums.map(({ gas, scope }) => ({ gas, scope })),
    buildings: ranked.slice((shownPage - 1) * ROWS_PER_PAGE, shownPage * ROWS_PER_PAGE),
    page: shownPage,
    pages,
    path: cityPath({
      years: yearsOfBuildings(made.uses),
      facts,
      city: cityFacts,
      weather,
      yearUnderWay: open,
    }),
    isBound: city.country === "SE",
  };
}

function yearLines(
  made: CityInventory,
  rows: readonly InventoryRow[],
  year: number,
  open: number,
): YearLines {
  const { inventory, uses } = made;
  const whole = inventory.years.find((one) => one.year === year)!;
  const byCarrier = Map.groupBy(uses.carriers, ({ carrier }) => carrier);
  const rowsOf = Map.groupBy(rows, ({ energy }) => cityCarrier(energy.carrier));
  return {
    year,
    isOver: year < open,
    lines: [...byCarrier].map(([carrier, of]) =>
      carrierLine(made, rowsOf.get(carrier) ?? [], carrier, year, of.length),
    ),
    totals: whole.totals.map(totalView),
    measuredShare: whole.measuredShare,
    expected: whole.expected,
    withFigure: whole.withFigure,
  };
}

/** @param buildings how many have the carrier, measured or not. */
export function carrierLine(
  { notCounted }: Pick<CityInventory, "notCounted">,
  rows: readonly InventoryRow[],
  carrier: EnergyCarrier,
  year: number,
  buildings: number,
): CarrierLine {
  const figures = rows.flatMap(({ figure }) => figure ?? []);
  // One factor counts a carrier in a year, so that there is one total: the exact products, rounded once.
  const [total] = totals(figures);
  const measured = rows.reduce((sum, { measuredShare }) => sum + measuredShare, 0);
  return {
    carrier,
    kwh: rows.length === 0 ? null : toDouble(sumExactly(rows.map(({ energy }) => energy.exactKwh))),
    measuredShare: buildings === 0 ? 0 : measured / buildings,
    buildings,
    buildingsMeasured: rows.length,
    carbon: total === undefined ? null : carbonView(figures[0]!, year, total.grams),
    notCounted: notCounted(carrier, year)?.code ?? null,
  };
}

/** Buildings by what they emitted of one kind, most first; those without a figure last. */
function rank(
  { uses }: CityInventory,
  buildings: readonly { id: number; slug: string; names: Names; use: string }[],
  rows: readonly InventoryRow[],
  kind: string | null,
): RankedBuilding[] {
  const rowsOf = Map.groupBy(rows, ({ building }) => building);
  const carriersOf = Map.groupBy(uses.carriers, ({ buildingId }) => buildingId);
  const ranked = buildings.map(({ id, slug, names, use }) => {
    const own = rowsOf.get(String(id)) ?? [];
    const carriers = (carriersOf.get(id) ?? []).map(({ carrier }) => carrier);
    const measured = new Set(own.map(({ energy }) => cityCarrier(energy.carrier)));
    const sums = totals(own.flatMap(({ figure }) => figure ?? []));
    const row: RankedBuilding = {
      slug,
      names,
      use,
      kwh: own.length === 0 ? null : toDouble(sumExactly(own.map(({ energy }) => energy.exactKwh))),
      totals: sums.map(totalView),
      measuredShare:
        carriers.length === 0
          ? 0
          : own.reduce((sum, { measuredShare }) => sum + measuredShare, 0) / carriers.length,
      notMeasured: carriers.filter((carrier) => !measured.has(carrier)),
      notCounted: own.flatMap(({ figure, energy }) => (figure === null ? [cityCarrier(energy.carrier)] : [])),
    };
    return { row, grams: sums.find((sum) => kindOf(sum) === kind)?.grams ?? -1n };
  });
  return ranked
    .sort((a, b) => (a.grams === b.grams ? (a.row.slug < b.row.slug ? -1 : 1) : a.grams > b.grams ? -1 : 1))
    .map(({ row }) => row);
}

/** What a sum counts, as the address names it: "CO2-direct". */
export function kindOf({ gas, scope }: Pick<TotalView, "gas" | "scope">): string {
  return `${gas}-${scope}`;
}
