import type { DaysOffCountry } from "@husting/savings";
import type { CivicDatabase } from "../../stores/civic/database.ts";
import type { ReadingStore } from "../../stores/readings/contract.ts";
import type { BuildingRegistry, Point } from "../buildings/index.ts";
import type { DoneMeasure } from "../measures/index.ts";
import { allAnswers, asMeteringAnswers } from "../meters/index.ts";
import type { NoClaim, SavingsClaim } from "./claims/claim.ts";
import { claimOfMeasure, type OutdoorTemperature } from "./compute.ts";
import type { NoResult } from "./results.ts";
import { weatherOf } from "./weather-choice.ts";

interface ClaimParts {
  readonly civic: CivicDatabase;
  readonly readings: Pick<ReadingStore, "current">;
  readonly registry: BuildingRegistry;
  readonly zone: string;
  readonly country: DaysOffCountry;
}

/** What a measure did at one meter, or why that cannot be told. */
export interface MeterClaim {
  readonly point: Point;
  readonly claim: SavingsClaim | NoClaim | Pick<NoResult, "code">;
}

/** The meters on which a measure's effect is claimed: those of its energy in its buildings, and in no single room. */
export function metersOf(
  points: readonly Point[],
  { buildingIds, carrier }: Pick<DoneMeasure, "buildingIds" | "carrier">,
): Point[] {
  return points.filter(
    (point) =>
      point.kind !== "instantaneous" &&
      point.roomId === null &&
      point.carrier === carrier &&
      point.buildingId !== null &&
      buildingIds.includes(point.buildingId),
  );
}

/**
 * What a measure did at each of its meters, from no more than what was measured until an instant: whoever asks again
 * later, of readings that nobody has corrected, gets the same.
 */
export async function claimsUntil(
  parts: ClaimParts,
  measure: DoneMeasure,
  untilMs: number,
): Promise<MeterClaim[]> {
  const points = await parts.registry.points();
  const [installations, answers, outdoors] = await Promise.all([
    parts.registry.allInstallations(),
    allAnswers(parts.civic),
    Promise.all(
      points
        .filter(({ buildingId, carrier }) => buildingId === null && carrier === "outdoor-temperature")
        .map(async (point): Promise<OutdoorTemperature> => {
          const { atMs, value } = await parts.readings.current(point.id, undefined, untilMs);
          return { pointId: point.id, atMs, temperatureC: value, stepMs: point.stepMinutes * 60_000 };
        }),
    ),
  ]);
  const claims: MeterClaim[] = [];
  for (const point of metersOf(points, measure)) {
    // A register's reading at the instant closes the last interval before it.
    const toMs = point.kind === "cumulative" ? untilMs + 1 : untilMs;
    const readings = await parts.readings.current(point.id, undefined, toMs);
    const station = weatherOf(readings.atMs, outdoors);
    if (station === undefined || station.atMs.length === 0) {
      claims.push({ point, claim: { code: "no-outdoor-temperature" } });
      continue;
    }
    const input = {
      point,
      installations: installations.get(point.id) ?? [],
      answers: asMeteringAnswers(answers.get(point.id) ?? []),
      readings,
      measures: [measure],
      zone: parts.zone,
      country: parts.country,
    };
    const claim = readings.atMs.length < 2 ? undefined : claimOfMeasure(input, station, measure);
    claims.push({ point, claim: claim ?? { code: readings.atMs.length < 2 ? "no-readings" : "not-energy" } });
  }
  return claims;
}
