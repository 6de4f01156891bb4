import type { CivicDatabase } from "../../stores/civic/database.ts";
import type { ChangedRange, ReadingStore } from "../../stores/readings/contract.ts";
import type { BuildingRegistry, Point } from "../buildings/index.ts";
import type { MeasureRegister } from "../measures/index.ts";
import { answersOf, asMeteringAnswers } from "../meters/index.ts";
import { computePoint, type OutdoorTemperature } from "./compute.ts";
import { publishFigure } from "./published.ts";
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
      .select(["point_id", "input_version", "method_version", "declaration", "measured"])
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
        result.declaration !== point.declaration ||
        result.measured === null)
    );
  });
  if (stale.length === 0) return 0;

  const outdoors = await Promise.all(weather.map((point) => outdoorTemperature(parts.readings, point)));
  let done = 0;
  for (const point of stale) {
    const readings = await parts.readings.current(point.id);
    const { summary, detail, measured } = computePoint(
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
      measured: JSON.stringify(measured),
    };
    await parts.civic
      .insertInto("result")
      .values({ point_id: point.id, ...row })
      .onConflict((conflict) => conflict.column("point_id").doUpdateSet(row))
      .execute();
    if (summary.type === "energy" && summary.about.kind === "measure" && summary.statement.ok) {
      const basis = {
        readingsCommit: newest.get(point.id) ?? 0,
        weatherCommit: weatherVersion,
        declaration: point.declaration,
        methodVersion: METHOD_VERSION,
      };
      const figureParts = {
        ...parts,
        changedSince: (of: "readings" | "weather", commit: number) =>
          of === "readings"
            ? parts.readings.changedSince(point.id, commit)
            : changedOfAny(parts.readings, weather, commit),
      };
      await publishFigure(figureParts, point.id, summary.about.slug, summary.statement, basis);
    }
    onProgress(++done, stale.length);
  }
  return done;
}

/** From the first to the last instant that changed at any of these points. */
async function changedOfAny(
  readings: ReadingStore,
  points: readonly Point[],
  commit: number,
): Promise<ChangedRange | undefined> {
  const ranges = await Promise.all(points.map((point) => readings.changedSince(point.id, commit)));
  const changed = ranges.filter((range) => range !== undefined);
  if (changed.length === 0) return undefined;
  return {
    fromMs: Math.min(...changed.map(({ fromMs }) => fromMs)),
    toMs: Math.max(...changed.map(({ toMs }) => toMs)),
  };
}

async function outdoorTemperature(readings: ReadingStore, point: Point): Promise<OutdoorTemperature> {
  const { atMs, value } = await readings.current(point.id);
  return { pointId: point.id, atMs, temperatureC: value, stepMs: point.stepMinutes * 60_000 };
}
