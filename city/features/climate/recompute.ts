import type { CivicDatabase } from "../../stores/civic/database.ts";
import type { ReadingStore } from "../../stores/readings/contract.ts";
import { openThreads, type Threads } from "../../threads/pool.ts";
import type { BuildingRegistry, Point, RegisteredInstallation } from "../buildings/index.ts";
import { allAnswers, asMeteringAnswers } from "../meters/index.ts";
import { meteredUse, type RecomputeOptions } from "../savings/index.ts";
import { CLIMATE_VERSION, type ClimateInput, climateOf, type MeterColumn } from "./climate-figures.ts";
import { hourlyKwh, summed } from "./meter-hours.ts";
import { dayStart, yearBefore } from "./period.ts";
import {
  type ClimateResult,
  type ClimateSummary,
  measuredShare,
  type RoomClimate,
  type StoredFigure,
} from "./results.ts";
import { type BuildingHours, buildingHours } from "./room-hours.ts";
import { saidUses } from "./room-use.ts";
import { type CityRules, limitsOf } from "./rules.ts";
import { type Inventory, type StaleBuilding, staleBuildings, stepOf } from "./stale-buildings.ts";

export interface ClimateParts {
  readonly civic: CivicDatabase;
  readonly readings: ReadingStore;
  readonly registry: BuildingRegistry;
  readonly zone: string;
  readonly country: "SE" | "CN";
  /** Whose limits the rooms are held against. */
  readonly rules: Pick<CityRules, "limits">;
  readonly nowMs: () => number;
}

/** What all buildings of one call share. */
interface Run {
  readonly parts: ClimateParts;
  readonly inventory: Inventory;
  readonly lastMs: ReadonlyMap<number, number>;
  readonly installations: ReadonlyMap<number, readonly RegisteredInstallation[]>;
  readonly answers: Awaited<ReturnType<typeof allAnswers>>;
}

/** Carriers that a building is heated with; the first one it has is what its heat is read from. */
export const HEAT_CARRIERS = ["district-heat", "gas"] as const;

/** Fewer buildings than this are computed where they are: starting threads would take longer. */
const WORTH_THREADS = 8;
/** Buildings in memory together: each may have hundreds of rooms of a year's hours. */
const MOST_AT_ONCE = 4;

/**
 * Brings the climate of every building up to date whose days or declarations have changed, and of no other. A crash loses
 * nothing: the next call finds what is left.
 * @returns how many buildings were computed.
 * @throws the first building's error when one could not be computed; every other one is up to date then all the same.
 */
export async function recomputeClimate(
  parts: ClimateParts,
  { onProgress = () => {}, patienceMs = 0 }: RecomputeOptions = {},
): Promise<number> {
  const [inventory, newest] = await Promise.all([inventoryOf(parts), parts.readings.newestCommits()]);
  const stale = await staleBuildings(parts, inventory, newest, patienceMs);
  if (stale.length === 0) return 0;
  const [fresh, installations, answers] = await Promise.all([
    parts.readings.freshness(),
    parts.registry.allInstallations(),
    allAnswers(parts.civic),
  ]);
  const lastMs = new Map([...fresh].map(([pointId, { lastMs }]) => [pointId, lastMs]));
  const run: Run = { parts, inventory, lastMs, installations, answers };
  const computer = openClimateComputer(stale.length);
  const waiting = stale.values();
  const errors: unknown[] = [];
  let done = 0;
  const oneByOne = async (): Promise<void> => {
    for (const item of waiting) {
      try {
        const input = await inputOf(run, item);
        await keep(run, item, input, await computer.run(input.climate));
      } catch (error) {
        errors.push(new Error(`the rooms of ${item.building.slug} could not be judged`, { cause: error }));
      }
      onProgress(++done, stale.length);
    }
  };
  try {
    await Promise.all(Array.from({ length: Math.min(MOST_AT_ONCE, computer.atOnce) }, oneByOne));
  } finally {
    await computer.close();
  }
  if (errors.length > 0) throw errors[0];
  return done;
}

function openClimateComputer(buildings: number): Threads<ClimateInput, ClimateResult> {
  if (buildings >= WORTH_THREADS) return openThreads(new URL("./compute-worker.ts", import.meta.url), null);
  return { atOnce: 1, run: async (input) => climateOf(input), close: async () => {} };
}

async function inventoryOf({ civic, registry }: ClimateParts): Promise<Inventory> {
  const [buildings, points, rooms, uses] = await Promise.all([
    registry.buildings(),
    registry.points(),
    registry.rooms(),
    saidUses(civic),
  ]);
  const ofCity = points.filter(({ buildingId }) => buildingId === null);
  return {
    buildings,
    points: Map.groupBy(points, ({ buildingId }) => buildingId ?? 0),
    rooms: Map.groupBy(rooms, ({ buildingId }) => buildingId),
    weatherPoints: ofCity.filter(({ carrier }) => carrier === "outdoor-temperature"),
    saidUses: uses,
  };
}

interface BuildingInput {
  readonly climate: ClimateInput;
  readonly firstMs: number | null;
  readonly wholeUntilMs: number | null;
}

/** The last 365 whole local days up to the newest reading of the building; none where it has no reading. */
async function inputOf(
  { parts, inventory, lastMs, installations, answers }: Run,
  { building }: StaleBuilding,
): Promise<BuildingInput> {
  const { zone, rules, nowMs } = parts;
  const points = inventory.points.get(building.id) ?? [];
  const endMs = Math.max(
    ...points.map((point) => (lastMs.get(point.id) ?? Number.NEGATIVE_INFINITY) + stepOf(point)),
  );
  const hasReadings = Number.isFinite(endMs);
  const untilMs = dayStart(zone, hasReadings ? Math.min(endMs, nowMs()) : nowMs());
  const firstMs = hasReadings ? yearBefore(zone, untilMs) : untilMs;
  const hours = await buildingHours(parts, building, firstMs, untilMs, { withAsShown: true });
  const meter = async (carrier: string): Promise<MeterColumn | null> => {
    const own = points.filter((point) => point.roomId === null && point.carrier === carrier);
    const columns: Float64Array[] = [];
    for (const point of own) columns.push(await meterHours(point, hours));
    const kwh = summed(columns);
    return kwh === undefined ? null : { carrier, kwh };
  };
  const meterHours = async (point: Point, { frame }: BuildingHours): Promise<Float64Array> =>
    hourlyKwh(
      meteredUse({
        point,
        // What a register did is told from all of its history.
        readings: await parts.readings.current(point.id),
        installations: installations.get(point.id) ?? [],
        answers: asMeteringAnswers(answers.get(point.id) ?? []),
      }),
      frame,
    );
  let heat: MeterColumn | null = null;
  for (const carrier of HEAT_CARRIERS) heat ??= await meter(carrier);
  const electricity = await meter("electricity");
  return {
    climate: { hours, profile: limitsOf(rules), heat, electricity },
    firstMs: hasReadings ? firstMs : null,
    wholeUntilMs: hasReadings ? untilMs : null,
  };
}

async function keep(
  { parts }: Run,
  { building, seen }: StaleBuilding,
  { climate, firstMs, wholeUntilMs }: BuildingInput,
  result: ClimateResult,
): Promise<void> {
  const row = {
    ...seen,
    computed_at_ms: parts.nowMs(),
    method_version: CLIMATE_VERSION,
    first_ms: firstMs,
    whole_until_ms: wholeUntilMs,
    summary: JSON.stringify(summaryOf(result)),
    detail: JSON.stringify(result.detail),
    advice: JSON.stringify(result.advice),
  };
  const columns = Object.keys(row) as (keyof typeof row)[];
  await parts.civic.transaction().execute(async (transaction) => {
    const { numInsertedOrUpdatedRows } = await transaction
      .insertInto("climate_result")
      .columns(["building_id", ...columns])
      // A building may be taken back while it is computed: there is nothing to keep then.
      .expression((of) =>
        of
          .selectFrom("building")
          .select((value) => ["building.id", ...columns.map((column) => value.val(row[column]).as(column))])
          .where("building.id", "=", building.id),
      )
      // Another call that began later may have been quicker: what it saw is not taken back.
      .onConflict((conflict) =>
        conflict
          .column("building_id")
          .doUpdateSet(row)
          .where("climate_result.input_version", "<=", row.input_version)
          .where("climate_result.weather_version", "<=", row.weather_version),
      )
      .executeTakeFirstOrThrow();
    if (numInsertedOrUpdatedRows === 0n) return;
    await transaction.deleteFrom("climate_room").where("building_id", "=", building.id).execute();
    const there = new Set(
      (
        await transaction.selectFrom("room").select("id").where("building_id", "=", building.id).execute()
      ).map(({ id }) => id),
    );
    const rows = result.detail.rooms.flatMap((room, i) => {
      const { roomId } = climate.hours.rooms[i]!;
      return there.has(roomId) ? [{ room_id: roomId, building_id: building.id, ...ranked(room) }] : [];
    });
    // SQLite takes some thirty thousand values a statement.
    for (let from = 0; from < rows.length; from += 500)
      await transaction
        .insertInto("climate_room")
        .values(rows.slice(from, from + 500))
        .execute();
  });
}

function summaryOf({ detail, advice }: ClimateResult): ClimateSummary {
  const { outside, tooMuchCo2 } = detail.building;
  return {
    period: detail.period,
    rooms: detail.rooms.length,
    roomsMeasured: outside.ok ? outside.value.roomsMeasured : 0,
    outsideShare: outside.ok ? outside.value.meanShareOutside : null,
    co2Share: tooMuchCo2.ok ? tooMuchCo2.value.meanShareOutside : null,
    spread: outside.ok && outside.value.equity.ok ? outside.value.equity.value.spread : null,
    coverage: outside.ok ? outside.value.coverage.share : null,
    findings: advice.findings.length,
  };
}

function ranked({ use, outside, tooCold, tooWarm, tooMuchCo2 }: RoomClimate) {
  const share = (figure: StoredFigure): number | null => (figure.ok ? figure.value.shareOutside : null);
  return {
    home: use === "dwelling" ? 1 : 0,
    outside_share: share(outside),
    too_cold_share: share(tooCold),
    too_warm_share: share(tooWarm),
    co2_share: share(tooMuchCo2),
    degree_hours: outside.ok ? outside.value.exceedance : null,
    coverage: measuredShare(outside),
  };
}
