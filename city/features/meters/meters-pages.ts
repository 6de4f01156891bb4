import { sql } from "kysely";
import type { CivicDatabase } from "../../stores/civic/database.ts";
import type { BuildingRegistry, Names, Point, RegisteredInstallation } from "../buildings/index.ts";
import type { EnergyDetail, EnergySummary, KeptQuestion, ResultSummary } from "../savings/index.ts";
import { answersOf, type GivenAnswer, openEvents } from "./answers.ts";
import { type MeterAttempt, NOTHING_TRIED } from "./attempt.ts";
import { installationKey } from "./exchange.ts";
import { implausibleYears } from "./plausible.ts";

export interface ListedMeter {
  readonly id: number;
  readonly building: Names;
  /** The room it measures; null for the building's own meter. */
  readonly room: Names | null;
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

/** An answer that can be given, what it would count, and how odd that is. */
export interface OfferedOption {
  readonly kind: KeptQuestion["options"][number]["kind"];
  readonly amount: string | null;
  /** How many of the meter's own years the amount is, where that is more than can well be. */
  readonly implausibleYears: number | null;
}

export interface OfferedQuestion extends Omit<KeptQuestion, "options"> {
  /** What can well be stands before what can not. */
  readonly options: readonly OfferedOption[];
}

export interface MeterPage extends MeterAttempt {
  readonly id: number;
  readonly key: string;
  readonly building: Names;
  /** The room it measures; null for the building's own meter. */
  readonly room: Names | null;
  readonly slug: string;
  readonly carrier: string;
  readonly kind: Point["kind"];
  readonly unit: string;
  readonly year: EnergySummary["year"] | null;
  readonly installations: readonly RegisteredInstallation[];
  /** The meter that hangs there, for the forms to say which one they are about. */
  readonly hanging: string;
  readonly questions: readonly OfferedQuestion[];
  /** Stretches that weather and calendar do not explain and nobody has explained yet. */
  readonly events: EnergyDetail["events"];
  /** Answers that hold, newest first. */
  readonly answers: readonly GivenAnswer[];
}

interface Parts {
  readonly civic: CivicDatabase;
  readonly registry: BuildingRegistry;
}

/** Every metering point of energy. Of the results only what the list shows is taken: their details are large. */
export async function metersPage({ civic, registry }: Parts): Promise<MetersPage> {
  const [points, buildings, rooms, serials, results] = await Promise.all([
    registry.points(),
    registry.buildings(),
    registry.rooms(),
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
  const roomNames = new Map(rooms.map((room) => [room.id, room.names]));
  const found = new Map(results.map((row) => [row.point_id, row]));
  const meters = points.flatMap(({ id, buildingId, roomId, carrier, kind }): ListedMeter[] => {
    const building = names.get(buildingId ?? 0);
    if (building === undefined || kind === "instantaneous") return [];
    const result = found.get(id);
    return [
      {
        id,
        building,
        room: roomNames.get(roomId ?? 0) ?? null,
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
  attempt: MeterAttempt = NOTHING_TRIED,
): Promise<MeterPage | undefined> {
  const point = (await parts.registry.points()).find(({ id }) => id === pointId);
  const building = (await parts.registry.buildings()).find(({ id }) => id === point?.buildingId);
  if (point === undefined || building === undefined || point.kind === "instantaneous") return undefined;
  const room = (await parts.registry.rooms(building.id)).find(({ id }) => id === point.roomId);
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
  const installations = await parts.registry.installations(pointId);
  const offered = (question: KeptQuestion): OfferedQuestion => ({
    ...question,
    options: question.options
      .map(
        ({ kind, amount }): OfferedOption => ({
          kind,
          amount,
          implausibleYears:
            amount === null
              ? null
              : implausibleYears(amount, point.unit, question.toMs - question.fromMs, energy?.year ?? null),
        }),
      )
      .toSorted((a, b) => Number(a.implausibleYears !== null) - Number(b.implausibleYears !== null)),
  });
  return {
    id: point.id,
    key: point.key,
    building: building.names,
    room: room?.names ?? null,
    slug: building.slug,
    carrier: point.carrier,
    kind: point.kind,
    unit: point.unit,
    year: energy?.year ?? null,
    installations,
    hanging: installationKey(installations.at(-1)),
    questions: (detail?.questions ?? []).map(offered),
    events: openEvents(detail?.events ?? []),
    answers: [...standing.values()].reverse(),
    ...attempt,
  };
}
