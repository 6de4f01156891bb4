import type { CivicDatabase } from "../../stores/civic/database.ts";
import type { Building, BuildingRegistry, Names, Point, RegisteredInstallation } from "../buildings/index.ts";
import type { EnergyDetail, EnergySummary, ResultDetail, ResultSummary } from "../savings/index.ts";
import { answersOf, type GivenAnswer } from "./answers.ts";
import type { ExchangeFault, SaidExchange } from "./exchange.ts";

export interface ListedMeter {
  readonly id: number;
  readonly building: Names;
  readonly carrier: string;
  readonly kind: Point["kind"];
  /** Serial of the meter that hangs there; null when none was declared. */
  readonly serial: string | null;
  readonly questions: number;
  readonly lastMs: number | null;
}

export interface MetersPage {
  /** Those with open questions first. */
  readonly meters: readonly ListedMeter[];
}

export interface MeterPage {
  readonly id: number;
  readonly key: string;
  readonly building: Names;
  readonly slug: string;
  readonly carrier: string;
  readonly kind: Point["kind"];
  readonly unit: string;
  readonly year: EnergySummary["year"] | null;
  readonly installations: readonly RegisteredInstallation[];
  readonly questions: EnergyDetail["questions"];
  /** Answers that hold, newest first. */
  readonly answers: readonly GivenAnswer[];
  /** What was filled in when it was refused, and why. */
  readonly said: SaidExchange | null;
  readonly fault: ExchangeFault | null;
}

interface Parts {
  readonly civic: CivicDatabase;
  readonly registry: BuildingRegistry;
}

interface Metered {
  readonly point: Point;
  readonly building: Building;
  readonly summary: EnergySummary | null;
  readonly detail: EnergyDetail | null;
}

/** The metering points of energy with what is known of each. */
async function metered({ civic, registry }: Parts, pointId?: number): Promise<Metered[]> {
  const [points, buildings, results] = await Promise.all([
    registry.points(),
    registry.buildings(),
    civic
      .selectFrom("result")
      .select(["point_id", "summary", "detail"])
      .$if(pointId !== undefined, (query) => query.where("point_id", "=", pointId ?? 0))
      .execute(),
  ]);
  const found = new Map(results.map((row) => [row.point_id, row]));
  return points.flatMap((point): Metered[] => {
    const building = buildings.find(({ id }) => id === point.buildingId);
    if (building === undefined || point.kind === "instantaneous") return [];
    if (pointId !== undefined && point.id !== pointId) return [];
    const row = found.get(point.id);
    const summary: ResultSummary | null = row === undefined ? null : JSON.parse(row.summary);
    const detail: ResultDetail = row === undefined ? null : JSON.parse(row.detail);
    return summary?.type === "energy"
      ? [{ point, building, summary, detail: detail as EnergyDetail }]
      : [{ point, building, summary: null, detail: null }];
  });
}

export async function metersPage(parts: Parts): Promise<MetersPage> {
  const found = await metered(parts);
  const meters = await Promise.all(
    found.map(
      async ({ point, building, summary, detail }): Promise<ListedMeter> => ({
        id: point.id,
        building: building.names,
        carrier: point.carrier,
        kind: point.kind,
        serial: (await parts.registry.installations(point.id)).at(-1)?.serial ?? null,
        questions: detail?.questions.length ?? 0,
        lastMs: summary?.lastMs ?? null,
      }),
    ),
  );
  meters.sort((a, b) => b.questions - a.questions);
  return { meters };
}

export async function meterPage(
  parts: Parts,
  pointId: number,
  said: SaidExchange | null = null,
  fault: ExchangeFault | null = null,
): Promise<MeterPage | undefined> {
  const [found] = await metered(parts, pointId);
  if (found === undefined) return undefined;
  const { point, building, summary, detail } = found;
  const standing = new Map<string, GivenAnswer>();
  for (const answer of await answersOf(parts.civic, pointId)) {
    standing.delete(answer.questionId);
    if (answer.choice !== "withdrawn") standing.set(answer.questionId, answer);
  }
  return {
    id: point.id,
    key: point.key,
    building: building.names,
    slug: building.slug,
    carrier: point.carrier,
    kind: point.kind,
    unit: point.unit,
    year: summary?.year ?? null,
    installations: await parts.registry.installations(pointId),
    questions: detail?.questions ?? [],
    answers: [...standing.values()].reverse(),
    said,
    fault,
  };
}
