import type { CivicDatabase } from "../../stores/civic/database.ts";
import type { ReadingStore } from "../../stores/readings/contract.ts";
import type { BuildingRegistry, Point } from "../buildings/index.ts";
import type { MeasureRegister } from "../measures/index.ts";
import { answersOf, asMeteringAnswers } from "../meters/index.ts";
import { computePoint, type OutdoorTemperature } from "./compute.ts";
import { METHOD_VERSION } from "./statement.ts";
import { weatherOf } from "./weather-choice.ts";

export interface RecomputeParts {
  readonly civic: CivicDatabase;
  readonly readings: ReadingStore;
  readonly registry: BuildingRegistry;
  readonly measures: MeasureRegister;
  readonly zone: string;
  readonly nowMs: () => number;
}

/**
 * Brings every result up to date that its inputs have left behind, and no other. What is stale is derived from the
 * commits themselves, so a crash between a commit and its results loses nothing: the next call finds them.
 * @returns how many points were computed.
 */
export async function recomputeStale(
  parts: RecomputeParts,
  onProgress: (done: number, of: number) => void = () => {},
): Promise<number> {
  const [points, measures, newest, known] = await Promise.all([
    parts.registry.points(),
    parts.measures.all(),
    parts.readings.newestCommits(),
    parts.civic
      .selectFrom("result")
      .select(["point_id", "input_version", "method_version", "declaration"])
      .execute(),
  ]);
  const seen = new Map(known.map((row) => [row.point_id, row]));
  const weather = points.filter(
    (point) => point.buildingId === null && point.carrier === "outdoor-temperature",
  );
  const weatherVersion = Math.max(0, ...weather.map((point) => newest.get(point.id) ?? 0));
  const version = (point: Point): number =>
    Math.max(newest.get(point.id) ?? 0, point.kind === "instantaneous" ? 0 : weatherVersion);
  const stale = points.filter((point) => {
    const result = seen.get(point.id);
    return (
      point.buildingId !== null &&
      (result?.input_version !== version(point) ||
        result.method_version !== METHOD_VERSION ||
        result.declaration !== point.declaration)
    );
  });
  if (stale.length === 0) return 0;

  const outdoors = await Promise.all(weather.map((point) => outdoorTemperature(parts.readings, point)));
  let done = 0;
  for (const point of stale) {
    const readings = await parts.readings.current(point.id);
    const { summary, detail } = computePoint(
      {
        point,
        installations: await parts.registry.installations(point.id),
        answers: asMeteringAnswers(await answersOf(parts.civic, point.id)),
        readings,
        measures: measures.filter(
          (measure) => measure.buildingId === point.buildingId && measure.carrier === point.carrier,
        ),
        zone: parts.zone,
      },
      weatherOf(readings.atMs, outdoors),
    );
    const row = {
      building_id: point.buildingId,
      computed_at_ms: parts.nowMs(),
      input_version: version(point),
      method_version: METHOD_VERSION,
      declaration: point.declaration,
      summary: JSON.stringify(summary),
      detail: JSON.stringify(detail),
    };
    await parts.civic
      .insertInto("result")
      .values({ point_id: point.id, ...row })
      .onConflict((conflict) => conflict.column("point_id").doUpdateSet(row))
      .execute();
    onProgress(++done, stale.length);
  }
  return done;
}

async function outdoorTemperature(readings: ReadingStore, point: Point): Promise<OutdoorTemperature> {
  const { atMs, value } = await readings.current(point.id);
  return { atMs, temperatureC: value, stepMs: point.stepMinutes * 60_000 };
}
