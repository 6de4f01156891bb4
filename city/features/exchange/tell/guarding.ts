import {
  type Contribution,
  type DisclosureTable,
  type GuardResult,
  guardRelease,
  type ReleaseRecord,
} from "@husting/openness";
import type { BuildingRegistry } from "../../buildings/index.ts";

/** Fewer people or homes than these stand in no figure that leaves the city. */
export const FEWEST_PEOPLE = 5;

/** What the disclosure guard weighs a release against. */
export interface Guarding {
  /** What was released before, whoever got it, as the guard remembers it. */
  readonly released: readonly ReleaseRecord[];
  /** Name of this release among the city's. */
  readonly release: string;
  /** Known to nobody outside: which of equally good cells is withheld follows from it. */
  readonly secret: string;
}

/** A quantity by the one name that every document has for it: what is told of it anywhere is weighed together. */
export function energyOfYear(carrier: string, year: number): string {
  return `kWh ${carrier} ${year}`;
}

/** Homes known in houses, by the house's number. */
export async function homesOf(registry: BuildingRegistry): Promise<Map<number, readonly string[]>> {
  const [buildings, rooms] = await Promise.all([registry.buildings(), registry.rooms()]);
  return new Map(
    buildings
      .filter(({ use }) => use === "housing")
      .map(({ id }) => [
        id,
        rooms.filter(({ buildingId }) => buildingId === id).map((room) => `home:${room.id}`),
      ]),
  );
}

/**
 * Who stands behind what a building used. A house's energy is shared out among the homes known in it, and a house of which none is known is one
 * home: that is what somebody who knows the house could do. Other buildings' figures stand on the city's own pages.
 */
export function contributionsOf(
  { buildingId, kwh }: { readonly buildingId: number; readonly kwh: number },
  homes: ReadonlyMap<number, readonly string[]>,
): Contribution[] {
  const own = homes.get(buildingId);
  const amount = Math.max(0, kwh);
  if (own === undefined) return [{ contributor: `building:${buildingId}`, amount }];
  const sharing = own.length === 0 ? [`home:building-${buildingId}`] : own;
  return sharing.map((contributor) => ({ contributor, amount: amount / sharing.length }));
}

/** Decides which cells may be told, given everything that was told before. */
export function guardTables(guarding: Guarding, tables: readonly DisclosureTable[]): GuardResult {
  const contributors = new Map<string, { id: string; isPublic: boolean }>();
  for (const { contributor } of tables.flatMap((table) => table.cells.flatMap((cell) => cell.contributions)))
    contributors.set(contributor, { id: contributor, isPublic: contributor.startsWith("building:") });
  return guardRelease({
    ...guarding,
    tables,
    contributors: [...contributors.values()],
    rules: { k: FEWEST_PEOPLE },
  });
}
