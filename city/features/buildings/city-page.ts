import type { Outcome } from "@husting/verdict";
import { sql } from "kysely";
import type { CivicDatabase } from "../../stores/civic/database.ts";
import type { CarbonTeller, CityCarbon } from "../carbon/index.ts";
import type { MeasureRegister } from "../measures/index.ts";
import { type EnergySummary, isWeakBaseline, type ResultSummary } from "../savings/index.ts";
import type { VerdictBook } from "../verdicts/index.ts";
import type { Building, BuildingRegistry, Names } from "./registry.ts";

/** How a carrier of a building stands against its baseline. None of these is a saving: that takes the joint verdict. */
export type EnergyState = "less" | "more" | "unclear" | "none";

export interface CarrierRow {
  readonly carrier: string;
  /** Null where no day of the year was measured: that is no use of zero. */
  readonly yearKwh: number | null;
  /** Last day of the carrier's year. */
  readonly yearTo: string;
  readonly measuredShare: number;
  readonly state: EnergyState;
  /** Share of the counterfactual that was avoided, negative when more was used; null without a claim. */
  readonly avoidedShare: number | null;
  readonly weakBaseline: boolean;
  readonly aboutMeasure: boolean;
  /** What the measure it is about was judged to be after its year; null before that, and without one. */
  readonly verdict: Outcome | null;
  /** What the newest look before that made of it; null where the final one is there. */
  readonly verdictSoFar: Outcome | null;
}

export interface BuildingRow {
  readonly slug: string;
  readonly names: Names;
  readonly use: string;
  readonly floorAreaM2: number | null;
  readonly floorAreaKind: string | null;
  /** Delivered energy of all carriers, the order of the ranking; each carrier's own figure stands in `carriers`. */
  readonly yearKwh: number | null;
  readonly kwhPerM2: number | null;
  /** Measured days over expected days of the year, all carriers together. */
  readonly measuredShare: number | null;
  readonly carriers: readonly CarrierRow[];
}

/** One carrier's use in the city. Years of different buildings need not end on the same day, so the first and the last end are told. */
export interface CarrierTotal {
  readonly carrier: string;
  readonly meters: number;
  /** Null where no day of any of them was measured. */
  readonly yearKwh: number | null;
  readonly measuredShare: number;
  readonly earliestTo: string;
  readonly latestTo: string;
}

export interface CityPage {
  readonly order: Order;
  readonly totals: {
    readonly buildings: number;
    readonly carriers: readonly CarrierTotal[];
    /** Measures with a statement; those after which less energy was used; those of them with a weak baseline. */
    readonly measuresStated: number;
    readonly measuresLess: number;
    readonly measuresLessWeak: number;
    /** Measures whose work is done, and those of them that the joint verdict made a saving. */
    readonly measuresDone: number;
    readonly measuresVerified: number;
    /** What those have saved of carbon. */
    readonly carbon: CityCarbon;
  };
  readonly buildings: readonly BuildingRow[];
  /** One account per role, in a simulated city only. */
  readonly demoAccounts: readonly { readonly role: string; readonly email: string }[];
  /** Code of one of its rooms, in a demo city only. */
  readonly demoRoom: string | null;
}

export const orders = ["use", "intensity", "saving", "measured", "name"] as const;
export type Order = (typeof orders)[number];

/** Whether the difference stands clear of its 90 % interval. */
export function energyState({ claim }: EnergySummary): EnergyState {
  if (!claim.ok) return "none";
  const { low, high } = claim.savings.interval90;
  if (low > 0) return "less";
  return high < 0 ? "more" : "unclear";
}

type Summaries = ReadonlyMap<number, readonly { carrier: string; summary: EnergySummary }[]>;

/** Summaries as last parsed, per database, with the state of the results they were parsed from. */
const parsed = new WeakMap<CivicDatabase, { readonly state: string; readonly summaries: Summaries }>();

/**
 * The energy summaries of each building's own meters. What is metered in a room has been through the building's meter and
 * would count twice. They are parsed anew only when a result has changed.
 */
async function energySummaries(db: CivicDatabase): Promise<Summaries> {
  const { rows: states } = await sql<{ state: string }>`SELECT
    count(*) || ' ' || coalesce(max(computed_at_ms), 0) || ' ' || coalesce(sum(input_version), 0) AS state
    FROM result`.execute(db);
  const state = states[0]?.state ?? "";
  const known = parsed.get(db);
  if (known?.state === state) return known.summaries;
  const rows = await db
    .selectFrom("result")
    .innerJoin("point", "point.id", "result.point_id")
    .select(["result.building_id", "point.carrier", "result.summary"])
    .where("point.kind", "!=", "instantaneous")
    .where("point.room_id", "is", null)
    .orderBy("point.id")
    .execute();
  const summaries = new Map<number, { carrier: string; summary: EnergySummary }[]>();
  for (const row of rows) {
    const summary: ResultSummary = JSON.parse(row.summary);
    if (summary.type !== "energy" || row.building_id === null) continue;
    const list = summaries.get(row.building_id) ?? [];
    list.push({ carrier: row.carrier, summary });
    summaries.set(row.building_id, list);
  }
  parsed.set(db, { state, summaries });
  return summaries;
}

/** The newest verdict on each measure, by its slug. */
type Verdicts = ReadonlyMap<string, { readonly outcome: Outcome; readonly isFinal: boolean }>;

/** Every building of the city, ranked. Totals are sums of what was measured, with the share that was. */
export async function cityPage(
  parts: {
    readonly civic: CivicDatabase;
    readonly registry: BuildingRegistry;
    readonly measures: Pick<MeasureRegister, "done">;
    readonly verdicts: Pick<VerdictBook, "newest">;
    readonly carbon: Pick<CarbonTeller, "city">;
  },
  order: Order,
  { demoAccounts, demoRoom }: Pick<CityPage, "demoAccounts" | "demoRoom"> = {
    demoAccounts: [],
    demoRoom: null,
  },
): Promise<CityPage> {
  const [buildings, summaries, measures, newest] = await Promise.all([
    parts.registry.buildings(),
    energySummaries(parts.civic),
    parts.measures.done(),
    parts.verdicts.newest(),
  ]);
  const verdicts: Verdicts = new Map(
    measures.flatMap(({ id, slug }) => {
      const verdict = newest.get(id);
      return verdict === undefined ? [] : [[slug, verdict]];
    }),
  );
  const rows = buildings.map((building) => buildingRow(building, summaries.get(building.id) ?? [], verdicts));
  rows.sort(comparators[order]);
  const carriers = rows.flatMap((row) => row.carriers);
  const stated = carriers.filter((carrier) => carrier.aboutMeasure && carrier.state !== "none");
  const less = stated.filter((carrier) => carrier.state === "less");
  return {
    order,
    totals: {
      buildings: rows.length,
      carriers: carrierTotals(carriers),
      measuresStated: stated.length,
      measuresLess: less.length,
      measuresLessWeak: less.filter((carrier) => carrier.weakBaseline).length,
      measuresDone: measures.length,
      measuresVerified: measures.filter(({ state }) => state === "verified").length,
      carbon: await parts.carbon.city(measures),
    },
    buildings: rows,
    demoAccounts,
    demoRoom,
  };
}

/** The city's use by carrier, most used first: heat and electricity are not the same thing and are never added here. */
function carrierTotals(rows: readonly CarrierRow[]): CarrierTotal[] {
  return [...Map.groupBy(rows, (row) => row.carrier)]
    .map(([carrier, group]): CarrierTotal => {
      const ends = group.map((row) => row.yearTo).sort();
      return {
        carrier,
        meters: group.length,
        yearKwh: sumOfKnown(group),
        measuredShare: mean(group.map((row) => row.measuredShare)) ?? 0,
        earliestTo: ends[0]!,
        latestTo: ends.at(-1)!,
      };
    })
    .sort((a, b) => (b.yearKwh ?? -1) - (a.yearKwh ?? -1));
}

function buildingRow(
  building: Building,
  summaries: readonly { carrier: string; summary: EnergySummary }[],
  verdicts: Verdicts,
): BuildingRow {
  const carriers = summaries.map(({ carrier, summary }): CarrierRow => {
    const verdict = summary.about.kind === "measure" ? verdicts.get(summary.about.slug) : undefined;
    return {
      carrier,
      yearKwh: summary.year.measuredShare > 0 ? summary.year.kwh : null,
      yearTo: summary.year.toDate,
      measuredShare: summary.year.measuredShare,
      state: energyState(summary),
      avoidedShare: summary.claim.ok ? summary.claim.savings.share : null,
      weakBaseline: summary.claim.ok && isWeakBaseline(summary.claim.fit),
      aboutMeasure: summary.about.kind === "measure",
      verdict: verdict?.isFinal === true ? verdict.outcome : null,
      verdictSoFar: verdict?.isFinal === false ? verdict.outcome : null,
    };
  });
  const yearKwh = sumOfKnown(carriers);
  const { slug, names, use, floorAreaM2, floorAreaKind } = building;
  return {
    slug,
    names,
    use,
    floorAreaM2,
    floorAreaKind,
    yearKwh,
    kwhPerM2: yearKwh === null || floorAreaM2 === null ? null : yearKwh / floorAreaM2,
    measuredShare: mean(carriers.map((carrier) => carrier.measuredShare)),
    carriers,
  };
}

/** The sum of what was measured; null where nothing was. */
function sumOfKnown(rows: readonly CarrierRow[]): number | null {
  const known = rows.flatMap(({ yearKwh }) => (yearKwh === null ? [] : [yearKwh]));
  return known.length === 0 ? null : known.reduce((sum, kwh) => sum + kwh, 0);
}

function mean(values: readonly number[]): number | null {
  return values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** Best saving first; a building without a statement comes last. */
function bestSaving(row: BuildingRow): number {
  return Math.max(
    Number.NEGATIVE_INFINITY,
    ...row.carriers.map((carrier) => carrier.avoidedShare ?? Number.NEGATIVE_INFINITY),
  );
}

const comparators: Record<Order, (a: BuildingRow, b: BuildingRow) => number> = {
  use: (a, b) => (b.yearKwh ?? -1) - (a.yearKwh ?? -1),
  intensity: (a, b) => (b.kwhPerM2 ?? -1) - (a.kwhPerM2 ?? -1),
  // Two buildings without any statement compare as equal: −∞ minus −∞ is no number.
  saving: (a, b) => Math.sign(bestSaving(b) - bestSaving(a)) || 0,
  measured: (a, b) => (a.measuredShare ?? 2) - (b.measuredShare ?? 2),
  name: (a, b) => a.slug.localeCompare(b.slug),
};
