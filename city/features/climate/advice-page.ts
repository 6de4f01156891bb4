import {
  type AdviceCode,
  adviceWorth,
  type DetectorName,
  type Finding,
  type SilentReason,
} from "@husting/indoor";
import type { CivicDatabase } from "../../stores/civic/database.ts";
import type { BuildingRegistry, Names } from "../buildings/index.ts";
import type { CountedCarbon } from "../carbon/index.ts";
import type { MeasureRegister } from "../measures/index.ts";
import { mayUse, type Viewer } from "../people/index.ts";
import { type DismissalReason, keyOf, measureOf, type SetAside, staysAside } from "./advice.ts";
import { type AdviceOrder, type Rankable, rankAdvice } from "./advice-ranking.ts";
import { seesHomes } from "./ranking-page.ts";
import type { BuildingAdvice, DayPeriod, MeterHours } from "./results.ts";
import { saidUses, usualUse } from "./room-use.ts";

/** A finding as it is shown; `rooms` by name where the reader may know them. */
export interface AdviceItem extends Omit<Finding, "rooms"> {
  readonly key: string;
  readonly rooms: readonly Names[];
  readonly roomCount: number;
  /** The measure that was made of it, the newest that is not abandoned. */
  readonly measure: { readonly slug: string; readonly titles: Names } | null;
  /** Somebody set it aside, and its figure has hardly grown since. */
  readonly dismissed: Dismissed | null;
}

export interface Dismissed {
  readonly reason: DismissalReason;
  readonly role: string;
  readonly atMs: number;
  readonly logEntry: number;
}

export interface RankedAdvice extends AdviceItem {
  readonly building: { readonly slug: string; readonly names: Names };
  /** What its energy stands for by the city's factor; null where the energy is not estimated or has no factor. */
  readonly carbon: CountedCarbon | null;
}

export const MOST_ADVICE = 200;

export interface AdvicePage {
  readonly order: AdviceOrder;
  /** In that order, at most so many. */
  readonly advice: readonly RankedAdvice[];
  readonly more: number;
  readonly setAside: number;
  readonly buildings: number;
  /** Buildings in which a detector cannot say. */
  readonly unseen: number;
}

export interface BuildingAdvicePage {
  readonly slug: string;
  readonly names: Names;
  readonly period: DayPeriod | null;
  readonly meters: readonly MeterHours[];
  readonly advice: readonly AdviceItem[];
  readonly silent: readonly { readonly detector: DetectorName; readonly reason: SilentReason }[];
  /** What the reader may do. */
  readonly mayAct: boolean;
  readonly fault: AdviceFault | null;
}

export type AdviceFault = "unknown" | "reason" | "already" | "measure";

export interface AdviceParts {
  readonly civic: CivicDatabase;
  readonly registry: BuildingRegistry;
  readonly measures: MeasureRegister;
}

export interface AdviceCarbon {
  /** A year's energy as carbon; null where the city cannot count it. */
  carbonOf(carrier: string, kwh: NonNullable<Finding["kwhPerYear"]>): CountedCarbon | null;
}

/** Everything that was found in the city. */
export async function advicePage(
  parts: AdviceParts & AdviceCarbon,
  viewer: Viewer,
  order: AdviceOrder,
): Promise<AdvicePage> {
  const [buildings, rows, book] = await Promise.all([
    parts.registry.buildings(),
    parts.civic.selectFrom("climate_result").select(["building_id", "advice"]).execute(),
    openBook(parts, viewer),
  ]);
  const stored = new Map(rows.map((row) => [row.building_id, JSON.parse(row.advice) as BuildingAdvice]));
  const found: (Rankable & { readonly item: RankedAdvice })[] = [];
  let setAside = 0;
  let unseen = 0;
  for (const { id, slug, names } of buildings) {
    const advice = stored.get(id);
    if (advice === undefined) continue;
    if (advice.silent.length > 0) unseen++;
    for (const finding of advice.findings) {
      const item = book.item(id, finding);
      if (item.dismissed !== null) setAside++;
      else {
        const { kwhPerYear } = finding;
        const carrier = advice[measureOf[finding.code].of]?.carrier;
        const carbon =
          kwhPerYear === null || carrier === undefined ? null : parts.carbonOf(carrier, kwhPerYear);
        found.push({
          item: { ...item, building: { slug, names }, carbon },
          kg: carbon?.amount.kg ?? null,
          kwh: kwhPerYear?.value ?? null,
          worth: adviceWorth(finding, advice.rooms),
        });
      }
    }
  }
  return {
    order,
    advice: rankAdvice(found, order)
      .slice(0, MOST_ADVICE)
      .map(({ item }) => item),
    more: Math.max(0, found.length - MOST_ADVICE),
    setAside,
    buildings: stored.size,
    unseen,
  };
}

/** What was found in one building, and which detectors cannot say; undefined where there is no such building. */
export async function buildingAdvicePage(
  parts: AdviceParts,
  slug: string,
  viewer: Viewer,
  fault: AdviceFault | null = null,
): Promise<BuildingAdvicePage | undefined> {
  const building = await parts.registry.building(slug);
  if (building === undefined) return undefined;
  const [advice, book] = await Promise.all([
    storedAdvice(parts.civic, building.id),
    openBook(parts, viewer, building.id),
  ]);
  return {
    slug,
    names: building.names,
    period: advice?.period ?? null,
    meters: [advice?.heat, advice?.electricity].flatMap((meter) => meter ?? []),
    advice: (advice?.findings ?? []).map((finding) => book.item(building.id, finding)),
    silent: advice?.silent ?? [],
    mayAct: mayUse("POST /:lang/staff/advice/:slug", viewer),
    fault,
  };
}

export async function storedAdvice(
  civic: CivicDatabase,
  buildingId: number,
): Promise<BuildingAdvice | undefined> {
  const row = await civic
    .selectFrom("climate_result")
    .select("advice")
    .where("building_id", "=", buildingId)
    .executeTakeFirst();
  return row && (JSON.parse(row.advice) as BuildingAdvice);
}

/** What has become of findings, and what their rooms are called. */
interface AdviceBook {
  item(buildingId: number, finding: Finding): AdviceItem;
}

/** @param buildingId of one building only; of all without it. */
export async function openBook(parts: AdviceParts, viewer: Viewer, buildingId?: number): Promise<AdviceBook> {
  const [rooms, buildings, uses, dismissals, made, measures] = await Promise.all([
    parts.registry.rooms(buildingId),
    parts.registry.buildings(),
    saidUses(parts.civic),
    parts.civic.selectFrom("advice_dismissal").selectAll().orderBy("id").execute(),
    parts.civic.selectFrom("advice_measure").selectAll().orderBy("measure_id").execute(),
    parts.measures.all(),
  ]);
  const useOf = new Map(buildings.map(({ id, use }) => [id, use]));
  const isAll = seesHomes(viewer);
  const names = new Map<string, Names>();
  for (const room of rooms) {
    const { use } = uses.get(room.id) ?? usualUse(useOf.get(room.buildingId) ?? "");
    if (isAll || use !== "dwelling") names.set(placeOf(room.buildingId, room.slug), room.names);
  }
  const standing = new Map(
    measures.filter(({ state }) => state !== "abandoned").map((measure) => [measure.id, measure]),
  );
  // The last of each goes before those of before it.
  const measureOf = new Map(
    made.flatMap((row) => {
      const measure = standing.get(row.measure_id);
      const code = row.code as AdviceCode;
      const key = placeOf(row.building_id, keyOf({ code, rooms: JSON.parse(row.rooms) }));
      return measure === undefined ? [] : [[key, { slug: measure.slug, titles: measure.titles }] as const];
    }),
  );
  const aside = new Map(
    dismissals.map((row) => {
      const code = row.code as AdviceCode;
      const then: SetAside = { figure: row.figure, rooms: JSON.parse(row.rooms) };
      const dismissed: Dismissed = {
        reason: row.reason as DismissalReason,
        role: row.role,
        atMs: row.at_ms,
        logEntry: row.log_entry,
      };
      return [placeOf(row.building_id, keyOf({ code, rooms: then.rooms })), { then, dismissed }];
    }),
  );
  let unnamed = 0;
  return {
    item(buildingId, finding) {
      const key = keyOf(finding);
      const place = placeOf(buildingId, key);
      const set = aside.get(place);
      const named = finding.rooms.flatMap((slug) => names.get(placeOf(buildingId, slug)) ?? []);
      return {
        ...finding,
        // A key may hold the name of a home; who does not see it cannot act on the finding either.
        key: named.length === finding.rooms.length ? key : `${finding.code}:${++unnamed}`,
        rooms: named,
        roomCount: finding.rooms.length,
        measure: measureOf.get(place) ?? null,
        dismissed: set !== undefined && staysAside(finding, set.then) ? set.dismissed : null,
      };
    },
  };
}

function placeOf(buildingId: number, name: string): string {
  return `${buildingId}/${name}`;
}
