import { sql } from "kysely";
import type { CivicDatabase } from "../../stores/civic/database.ts";
import type { BuildingRegistry, Names, Point, RegisteredInstallation } from "../buildings/index.ts";
import type { EnergyDetail, EnergySummary, ResultSummary } from "../savings/index.ts";
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
  /** Stretches that weather and calendar do not explain and nobody has explained yet. */
  readonly events: EnergyDetail["events"];
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

/** Every metering point of energy. Of the results only what the list shows is taken: their details are large. */
export async function metersPage({ civic, registry }: Parts): Promise<MetersPage> {
  const [points, buildings, serials, results] = await Promise.all([
    registry.points(),
    registry.buildings(),
    registry.newestSerials(),
    civic
      .selectFrom("result")
      .select([
        "point_id",
        sql<number | null>`json_extract(attention, '$.questions')`.as("questions"),
        sql<number | null>`json_extract(summary, '$.lastMs')`.as("lastMs"),
      ])
      .execute(),
  ]);
  const names = new Map(buildings.map((building) => [building.id, building.names]));
  const found = new Map(results.map((row) => [row.point_id, row]));
  const meters = points.flatMap(({ id, buildingId, carrier, kind }): ListedMeter[] => {
    const building = names.get(buildingId ?? 0);
    if (building === undefined || kind === "instantaneous") return [];
    const result = found.get(id);
    return [
      {
        id,
        building,
        carrier,
        kind,
        serial: serials.get(id) ?? null,
        questions: result?.questions ?? 0,
        lastMs: result?.lastMs ?? null,
      },
    ];
  });
  meters.sort((a, b) => b.questions - a.questions);
  return { meters };
}

export async function meterPage(
  parts: Parts,
  pointId: number,
  said: SaidExchange | null = null,
  fault: ExchangeFault | null = null,
): Promise<MeterPage | undefined> {
  const point = (await parts.registry.points()).find(({ id }) => id === pointId);
  const building = (await parts.registry.buildings()).find(({ id }) => id === point?.buildingId);
  if (point === undefined || building === undefined || point.kind === "instantaneous") return undefined;
  const row = await parts.civic
    .selectFrom("result")
    .select(["summary", "detail"])
    .where("point_id", "=", pointId)
    .executeTakeFirst();
  const summary: ResultSummary | null = row === undefined ? null : JSON.parse(row.summary);
  const energy = summary?.type === "energy" ? summary : null;
  const detail: EnergyDetail | null = energy === null || row === undefined ? null : JSON.parse(row.detail);
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
    year: energy?.year ?? null,
    installations: await parts.registry.installations(pointId),
    questions: detail?.questions ?? [],
    events: (detail?.events ?? []).filter(({ answer }) => answer === null),
    answers: [...standing.values()].reverse(),
    said,
    fault,
  };
}
