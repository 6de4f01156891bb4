import type { DaysOffCountry } from "@husting/savings";
import type { CivicDatabase } from "../../stores/civic/database.ts";
import type { ReadingStore } from "../../stores/readings/contract.ts";
import type { BuildingRegistry, Point, RegisteredInstallation } from "../buildings/index.ts";
import type { DoneMeasure, MeasureRegister } from "../measures/index.ts";
import { allAnswers, asMeteringAnswers } from "../meters/index.ts";
import { attentionOf } from "./attention.ts";
import { cityWeatherPoints, outdoorTemperature } from "./city-weather.ts";
import { type OutdoorTemperature, type PointResult, RESULT_VERSION } from "./compute.ts";
import type { PointTask } from "./compute-worker.ts";
import { openPointComputer } from "./point-computer.ts";
import { publishFigure } from "./published.ts";
import { rangeOfAll, type SeenCommits, stalePoints } from "./stale-points.ts";
import { weatherOf } from "./weather-choice.ts";

export interface RecomputeParts {
  readonly civic: CivicDatabase;
  readonly readings: ReadingStore;
  readonly registry: BuildingRegistry;
  readonly measures: MeasureRegister;
  readonly zone: string;
  readonly country: DaysOffCountry;
  readonly nowMs: () => number;
}

export interface RecomputeOptions {
  readonly onProgress?: (done: number, of: number) => void;
  /** How old a result may be whose day under way has moved on; 0, the default, brings everything up to date. */
  readonly patienceMs?: number;
}

/** What all points of one call share. */
interface Run {
  readonly parts: RecomputeParts;
  readonly newest: SeenCommits;
  readonly weatherPoints: readonly Point[];
  readonly outdoors: readonly OutdoorTemperature[];
  readonly measures: readonly DoneMeasure[];
  readonly installations: ReadonlyMap<number, readonly RegisteredInstallation[]>;
  readonly answers: Awaited<ReturnType<typeof allAnswers>>;
}

/**
 * Brings every result up to date whose days its inputs have changed, and no other (`stale-points.ts` says which). A crash
 * between a commit and its results loses nothing: the next call finds them.
 * @returns how many points were computed.
 * @throws the first point's error when one could not be computed; every other point is up to date then all the same.
 */
export async function recomputeStale(
  parts: RecomputeParts,
  { onProgress = () => {}, patienceMs = 0 }: RecomputeOptions = {},
): Promise<number> {
  const [points, measures, commits] = await Promise.all([
    parts.registry.points(),
    parts.measures.done(),
    parts.readings.newestCommits(),
  ]);
  const weatherPoints = cityWeatherPoints(points);
  const newest = {
    readings: commits,
    weather: Math.max(0, ...weatherPoints.map(({ id }) => commits.get(id) ?? 0)),
  };
  const stale = await stalePoints(parts, points, weatherPoints, newest, patienceMs);
  if (stale.length === 0) return 0;

  const outdoors = await Promise.all(weatherPoints.map((point) => outdoorTemperature(parts.readings, point)));
  const [installations, answers] = await Promise.all([
    parts.registry.allInstallations(),
    allAnswers(parts.civic),
  ]);
  const run = { parts, newest, weatherPoints, outdoors, measures, installations, answers };
  const computer = openPointComputer(stale.length, outdoors);
  const waiting = stale.values();
  const errors: unknown[] = [];
  let done = 0;
  const oneByOne = async (): Promise<void> => {
    for (const point of waiting) {
      try {
        await keep(run, point, await computer.run(await taskOf(run, point)));
      } catch (error) {
        errors.push(new Error(`${point.key} could not be computed`, { cause: error }));
      }
      onProgress(++done, stale.length);
    }
  };
  try {
    await Promise.all(Array.from({ length: computer.atOnce }, oneByOne));
  } finally {
    await computer.close();
  }
  if (errors.length > 0) throw errors[0];
  return done;
}

async function taskOf(
  { parts, outdoors, measures, installations, answers }: Run,
  point: Point,
): Promise<PointTask> {
  const readings = await parts.readings.current(point.id);
  const station = weatherOf(readings.atMs, outdoors);
  return {
    input: {
      point,
      installations: installations.get(point.id) ?? [],
      answers: asMeteringAnswers(answers.get(point.id) ?? []),
      readings,
      // A measure is about the building: a meter in one of its rooms sees a part of what it did.
      measures: measures.filter(
        ({ buildingIds, carrier }) =>
          point.roomId === null &&
          point.buildingId !== null &&
          buildingIds.includes(point.buildingId) &&
          carrier === point.carrier,
      ),
      zone: parts.zone,
      country: parts.country,
    },
    outdoors: station === undefined ? undefined : outdoors.indexOf(station),
  };
}

/** Stores a result, and puts a measure's figure on record with it. */
async function keep(
  run: Run,
  point: Point,
  { summary, detail, measured, years, days }: PointResult,
): Promise<void> {
  const { parts, newest, weatherPoints } = run;
  const row = {
    building_id: point.buildingId,
    computed_at_ms: parts.nowMs(),
    input_version: newest.readings.get(point.id) ?? 0,
    weather_version: newest.weather,
    method_version: RESULT_VERSION,
    declaration: point.declaration,
    first_ms: days?.firstMs ?? null,
    whole_until_ms: days?.wholeUntilMs ?? null,
    summary: JSON.stringify(summary),
    detail: JSON.stringify(detail),
    measured: JSON.stringify(measured),
    years: JSON.stringify(years),
    attention: JSON.stringify(attentionOf(detail)),
  };
  const columns = Object.keys(row) as (keyof typeof row)[];
  const { numInsertedOrUpdatedRows } = await parts.civic
    .insertInto("result")
    .columns(["point_id", ...columns])
    // A point may be taken back while it is computed: there is nothing to keep then.
    .expression((of) =>
      of
        .selectFrom("point")
        .select((value) => ["point.id", ...columns.map((column) => value.val(row[column]).as(column))])
        .where("point.id", "=", point.id),
    )
    // Another call that began later may have been quicker: what it saw is not taken back.
    .onConflict((conflict) =>
      conflict
        .column("point_id")
        .doUpdateSet(row)
        .where("result.input_version", "<=", row.input_version)
        .where("result.declaration", "<=", row.declaration),
    )
    .executeTakeFirstOrThrow();
  if (numInsertedOrUpdatedRows === 0n) return;
  if (detail === null || !("measures" in detail)) return;
  const basis = {
    readingsCommit: row.input_version,
    weatherCommit: row.weather_version,
    declaration: row.declaration,
    methodVersion: row.method_version,
  };
  const figureParts = {
    ...parts,
    changedSince: async (of: "readings" | "weather", commit: number) => {
      const points = of === "readings" ? [point] : weatherPoints;
      return rangeOfAll(
        (await parts.readings.changesSince(new Map(points.map(({ id }) => [id, commit])))).values(),
      );
    },
  };
  for (const { slug, claim } of detail.measures)
    if (claim.ok) await publishFigure(figureParts, point.id, slug, claim, basis);
}
