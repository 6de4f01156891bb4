import type { CivicDatabase } from "../../stores/civic/database.ts";
import type { ChangedRange, ReadingStore } from "../../stores/readings/contract.ts";
import type { Point } from "../buildings/index.ts";
import { RESULT_VERSION } from "./compute.ts";
import { needsComputing } from "./dirty.ts";

/** How far what is computed now has seen the commits. */
export interface SeenCommits {
  readonly readings: ReadonlyMap<number, number>;
  /** The newest commit of any weather point. */
  readonly weather: number;
}

export interface StaleParts {
  readonly civic: CivicDatabase;
  readonly readings: ReadingStore;
  readonly zone: string;
  readonly nowMs: () => number;
}

/**
 * The points of buildings whose stored results their inputs have left behind. Nothing is remembered for this: each result
 * says which commits it has seen, and the store says what later ones changed. Results that weather has passed by without
 * touching their days are marked as having seen it.
 * @param patienceMs see `DirtyOptions`.
 */
export async function stalePoints(
  { civic, readings, zone, nowMs }: StaleParts,
  points: readonly Point[],
  weatherPoints: readonly Point[],
  newest: SeenCommits,
  patienceMs: number,
): Promise<Point[]> {
  const rows = await civic
    .selectFrom("result")
    .select([
      "point_id",
      "computed_at_ms",
      "input_version",
      "weather_version",
      "method_version",
      "declaration",
      "first_ms",
      "whole_until_ms",
    ])
    .select(({ eb }) => eb("years", "is", null).as("lacks_years"))
    .execute();
  const known = new Map(rows.map((row) => [row.point_id, row]));
  const moved = points.flatMap(({ id }) => {
    const row = known.get(id);
    const commit = newest.readings.get(id) ?? 0;
    return row === undefined || row.input_version === commit ? [] : [[id, row.input_version] as const];
  });
  const dirtyReadings = await readings.changesSince(new Map(moved));
  const dirtyWeather = new Map<number, ChangedRange | undefined>();
  for (const { weather_version } of rows) {
    if (weather_version === null || weather_version === newest.weather || dirtyWeather.has(weather_version))
      continue;
    const since = new Map(weatherPoints.map(({ id }) => [id, weather_version]));
    dirtyWeather.set(weather_version, rangeOfAll((await readings.changesSince(since)).values()));
  }

  const stale: Point[] = [];
  const passedBy: number[] = [];
  const options = { zone, nowMs: nowMs(), patienceMs };
  for (const point of points) {
    if (point.buildingId === null) continue;
    const row = known.get(point.id);
    if (
      row === undefined ||
      row.weather_version === null ||
      row.lacks_years ||
      row.method_version !== RESULT_VERSION ||
      row.declaration !== point.declaration
    ) {
      stale.push(point);
      continue;
    }
    const seen = {
      computedAtMs: row.computed_at_ms,
      firstMs: row.first_ms,
      wholeUntilMs: row.whole_until_ms,
    };
    const dirty = {
      readings: dirtyReadings.get(point.id),
      weather: dirtyWeather.get(row.weather_version),
    };
    if (needsComputing(point, seen, dirty, options)) stale.push(point);
    else if (row.weather_version !== newest.weather) passedBy.push(point.id);
  }
  if (passedBy.length > 0) {
    await civic
      .updateTable("result")
      .set({ weather_version: newest.weather })
      .where("point_id", "in", passedBy)
      .execute();
  }
  return stale;
}

/** From the first to the last instant of any of these; undefined when there are none. */
export function rangeOfAll(ranges: Iterable<ChangedRange>): ChangedRange | undefined {
  let all: ChangedRange | undefined;
  for (const { fromMs, toMs } of ranges) {
    all = {
      fromMs: Math.min(fromMs, all?.fromMs ?? fromMs),
      toMs: Math.max(toMs, all?.toMs ?? toMs),
    };
  }
  return all;
}
