import type { CivicDatabase } from "../../../stores/civic/database.ts";
import type { Building, BuildingRegistry, Names } from "../../buildings/index.ts";
import type { ActLog } from "../../log/index.ts";
import { ENERGY_CARRIERS, type EnergyCarrier } from "../choice.ts";
import { cityUses } from "./city-uses.ts";
import { areaOf, nothingSaid, saidFacts, saidOfCity, sharesOf } from "./facts.ts";
import { readBuilding, readCity } from "./read-facts.ts";
import type { FieldFault, SaidText } from "./read-figures.ts";
import {
  cityFactsForLog,
  factsForLog,
  saidTextOf,
  saidTextOfCity,
  textsOfBuilding,
  textsOfCity,
} from "./said-text.ts";
import { yearUnderWay } from "./whole-year.ts";

export interface StaffBuildingParts {
  readonly civic: CivicDatabase;
  readonly registry: Pick<BuildingRegistry, "buildings" | "building" | "describe">;
  readonly log: ActLog;
  readonly city: { readonly zone: string; readonly country: "SE" | "CN" };
  readonly nowMs: () => number;
}

/** Who says it; a simulation has no account. */
export interface Sayer {
  readonly role: string;
  readonly id: string | null;
}

/** What is not said of a building yet, in the order in which it is asked for. */
export type Unsaid = "use" | "area" | "tenure" | "shares";

export interface StaffBuildingsPage {
  readonly country: "SE" | "CN";
  readonly buildings: readonly {
    readonly slug: string;
    readonly names: Names;
    readonly use: string;
    readonly unsaid: readonly Unsaid[];
  }[];
  readonly page: number;
  readonly pages: number;
  /** The city's own form, as it stands or as it was tried. */
  readonly carriers: readonly EnergyCarrier[];
  readonly said: SaidText;
  readonly faults: readonly FieldFault[];
}

export interface StaffBuildingPage {
  readonly slug: string;
  readonly names: Names;
  readonly country: "SE" | "CN";
  /** Those the building has meters of: of these it is asked what they are for. */
  readonly carriers: readonly EnergyCarrier[];
  /** For which of them the city's usual shares hold while nothing is said here. */
  readonly usual: readonly EnergyCarrier[];
  readonly said: SaidText;
  readonly faults: readonly FieldFault[];
}

const ROWS_PER_PAGE = 100;

export async function staffBuildingsPage(
  { civic, registry, city }: StaffBuildingParts,
  asked: number,
  tried?: { readonly said: SaidText; readonly faults: readonly FieldFault[] },
): Promise<StaffBuildingsPage> {
  const [buildings, facts, cityFacts, uses] = await Promise.all([
    registry.buildings(),
    saidFacts(civic),
    saidOfCity(civic),
    cityUses(civic),
  ]);
  const carriersOf = Map.groupBy(uses.carriers, ({ buildingId }) => buildingId);
  const ownArea = city.country === "SE" ? "Atemp" : "建筑面积";
  const rows = buildings.map((building) => {
    const said = facts.get(building.id);
    const carriers = (carriersOf.get(building.id) ?? []).map(({ carrier }) => carrier);
    const unsaid: Unsaid[] = [];
    if (building.use === "unknown") unsaid.push("use");
    if (areaOf(building, said, ownArea) === null) unsaid.push("area");
    if ((said?.tenure ?? null) === null) unsaid.push("tenure");
    if (carriers.some((carrier) => sharesOf(carrier, said, cityFacts) === null)) unsaid.push("shares");
    return { slug: building.slug, names: building.names, use: building.use, unsaid };
  });
  // What lacks most comes first: this is a list of work.
  rows.sort((a, b) => b.unsaid.length - a.unsaid.length || (a.slug < b.slug ? -1 : 1));
  const pages = Math.max(1, Math.ceil(rows.length / ROWS_PER_PAGE));
  const page = Math.min(asked, pages);
  return {
    country: city.country,
    buildings: rows.slice((page - 1) * ROWS_PER_PAGE, page * ROWS_PER_PAGE),
    page,
    pages,
    carriers: carriersOfCity(uses.carriers),
    said: tried?.said ?? saidTextOfCity(cityFacts),
    faults: tried?.faults ?? [],
  };
}

export async function staffBuildingPage(
  { civic, registry, city }: StaffBuildingParts,
  slug: string,
  tried?: { readonly said: SaidText; readonly faults: readonly FieldFault[] },
): Promise<StaffBuildingPage | undefined> {
  const building = await registry.building(slug);
  if (building === undefined) return undefined;
  const [facts, cityFacts, uses] = await Promise.all([
    saidFacts(civic, building.id),
    saidOfCity(civic),
    cityUses(civic),
  ]);
  const carriers = carriersOfCity(uses.carriers.filter(({ buildingId }) => buildingId === building.id));
  return {
    slug,
    names: building.names,
    country: city.country,
    carriers,
    usual: carriers.filter((carrier) => cityFacts.shares[carrier] !== undefined),
    said: tried?.said ?? saidTextOf(building, facts.get(building.id) ?? nothingSaid),
    faults: tried?.faults ?? [],
  };
}

export type Said = { readonly ok: true } | { readonly ok: false; readonly faults: readonly FieldFault[] };

/** Says anew all that the form asks of a building: one transaction with its entry in the log, none where nothing is new. */
export async function sayOfBuilding(
  { civic, registry, log, city, nowMs }: StaffBuildingParts,
  building: Building,
  said: SaidText,
  by: Sayer,
): Promise<Said> {
  const uses = await cityUses(civic);
  const carriers = carriersOfCity(uses.carriers.filter(({ buildingId }) => buildingId === building.id));
  const read = readBuilding(said, carriers, yearUnderWay(city.zone, nowMs()));
  if (!read.ok) return read;
  const { facts, ...described } = read.value;
  await civic.transaction().execute(async (transaction) => {
    const before = (await saidFacts(transaction, building.id)).get(building.id) ?? nothingSaid;
    // The area that pages show beside a building's use is the one its country counts by.
    const [own, other] =
      city.country === "SE" ? (["Atemp", "建筑面积"] as const) : (["建筑面积", "Atemp"] as const);
    const shown = [own, other, "useful" as const].find((definition) => facts.areas[definition] !== undefined);
    const after = {
      ...described,
      floorAreaM2: shown === undefined ? null : facts.areas[shown]!,
      floorAreaKind: shown ?? null,
    };
    const { id: _, slug: __, ...was } = building;
    const isSame =
      JSON.stringify(sorted(was)) === JSON.stringify(sorted(after)) &&
      JSON.stringify(sorted(before)) === JSON.stringify(sorted(facts));
    if (isSame) return;
    await registry.describe(transaction, building.id, after);
    const { entry } = await log.append(transaction, {
      act: "building.described",
      role: by.role,
      personId: by.id,
      subject: `building/${building.slug}`,
      facts: factsForLog(building.slug, read.value),
      secret: textsOfBuilding(read.value),
    });
    const row = {
      facts: JSON.stringify(facts),
      role: by.role,
      at_ms: nowMs(),
      log_entry: entry.sequence,
    };
    await transaction
      .insertInto("building_facts")
      .values({ building_id: building.id, ...row })
      .onConflict((conflict) => conflict.column("building_id").doUpdateSet(row))
      .execute();
  });
  return { ok: true };
}

/** As `sayOfBuilding`, of the city's own figures. */
export async function sayOfCity(
  { civic, log, nowMs }: StaffBuildingParts,
  said: SaidText,
  by: Sayer,
): Promise<Said> {
  const read = readCity(said, carriersOfCity((await cityUses(civic)).carriers));
  if (!read.ok) return read;
  const facts = read.value;
  await civic.transaction().execute(async (transaction) => {
    const before = await saidOfCity(transaction);
    if (JSON.stringify(sorted(before)) === JSON.stringify(sorted(facts))) return;
    const { entry } = await log.append(transaction, {
      act: "city.described",
      role: by.role,
      personId: by.id,
      subject: "city/inventory",
      facts: cityFactsForLog(facts),
      secret: textsOfCity(facts),
    });
    const row = { facts: JSON.stringify(facts), role: by.role, at_ms: nowMs(), log_entry: entry.sequence };
    await transaction
      .insertInto("city_facts")
      .values({ id: 1, ...row })
      .onConflict((conflict) => conflict.column("id").doUpdateSet(row))
      .execute();
  });
  return { ok: true };
}

function carriersOfCity(carriers: readonly { readonly carrier: EnergyCarrier }[]): EnergyCarrier[] {
  const there = new Set(carriers.map(({ carrier }) => carrier));
  return ENERGY_CARRIERS.filter((carrier) => there.has(carrier));
}

/** The same content in the same order, whatever order it was put together in. */
function sorted(value: unknown): unknown {
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, inner]) => [key, sorted(inner)]),
  );
}
