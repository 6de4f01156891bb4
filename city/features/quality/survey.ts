import type { CivicDatabase } from "../../stores/civic/database.ts";
import type { ReadingStore } from "../../stores/readings/contract.ts";
import type { BuildingRegistry, Point } from "../buildings/index.ts";
import type { Attention, MonthMeasured } from "../savings/index.ts";
import type { Found } from "./alarms.ts";
import { silences, type Watched } from "./silence.ts";

/** One point and how it stands. */
export interface Surveyed extends Watched {
  readonly point: Point;
  /** Breaks in its register that wait for an answer. */
  readonly questions: number;
  /** When its values were suspect, oldest first. */
  readonly suspectAtMs: readonly number[];
  readonly measured: readonly MonthMeasured[];
}

export interface SurveyParts {
  readonly civic: CivicDatabase;
  readonly readings: ReadingStore;
  readonly registry: BuildingRegistry;
}

const NOTHING: Attention = { questions: 0, suspectAtMs: [] };

/** How every point stands, or every one of a building. */
export async function survey(
  { civic, readings, registry }: SurveyParts,
  buildingId?: number,
): Promise<Surveyed[]> {
  let results = civic.selectFrom("result").select(["point_id", "measured", "attention"]);
  if (buildingId !== undefined) results = results.where("building_id", "=", buildingId);
  const [points, rows, freshness] = await Promise.all([
    registry.points(buildingId),
    results.execute(),
    readings.freshness(),
  ]);
  const known = new Map(rows.map((row) => [row.point_id, row]));
  return points.map((point): Surveyed => {
    const result = known.get(point.id);
    return {
      point,
      pointId: point.id,
      buildingId: point.buildingId,
      stepMinutes: point.stepMinutes,
      fresh: freshness.get(point.id),
      ...(result?.attention == null ? NOTHING : (JSON.parse(result.attention) as Attention)),
      measured: result?.measured == null ? [] : JSON.parse(result.measured),
    };
  });
}

/** What needs a person: silences, and the buildings with questions. */
export function troubles(points: readonly Surveyed[], nowMs: number): Found[] {
  const asking = points.filter(({ questions }) => questions > 0);
  const questions = [...Map.groupBy(asking, ({ buildingId }) => buildingId)].map(
    ([building, of]): Found => ({
      kind: "questions",
      subject: building === null ? "" : String(building),
      pointIds: of.map(({ pointId }) => pointId),
      sinceMs: null,
    }),
  );
  return [...silences(points, nowMs), ...questions];
}
