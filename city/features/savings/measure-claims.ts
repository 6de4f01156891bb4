import { cambridgeRecord, portfolioInterval90 } from "@husting/savings";
import type { CivicDatabase } from "../../stores/civic/database.ts";
import type { NoClaim, SavingsClaim } from "./claims/claim.ts";
import type { ResultDetail } from "./results.ts";

/** What a measure did at one metering point. */
export interface PointClaim {
  readonly pointId: number;
  readonly buildingId: number;
  readonly claim: SavingsClaim | NoClaim;
}

/** The claims of a measure, point by point, as they were computed last. */
export async function claimsOfMeasure(
  db: CivicDatabase,
  measure: { readonly slug: string; readonly buildingIds: readonly number[]; readonly carrier: string },
): Promise<PointClaim[]> {
  const rows = await db
    .selectFrom("result")
    .innerJoin("point", "point.id", "result.point_id")
    .select(["result.point_id", "result.building_id", "result.detail"])
    .where("result.building_id", "in", [...measure.buildingIds])
    .where("point.carrier", "=", measure.carrier)
    .where("point.room_id", "is", null)
    .orderBy("result.point_id")
    .execute();
  return rows.flatMap((row): PointClaim[] => {
    const detail: ResultDetail = JSON.parse(row.detail);
    if (row.building_id === null || detail === null || !("measures" in detail)) return [];
    const found = detail.measures.find(({ slug }) => slug === measure.slug);
    return found === undefined
      ? []
      : [{ pointId: row.point_id, buildingId: row.building_id, claim: found.claim }];
  });
}

/** Avoided use of several points together, kWh. */
export interface ClaimSum {
  readonly value: number;
  readonly low: number;
  readonly high: number;
  readonly counterfactual: number;
  readonly observed: number;
  readonly share: number;
  /** How many days after the measure are looked at: at the meter with the fewest, and at that with the most. */
  readonly days: { readonly fewest: number; readonly most: number };
}

/**
 * The sum of claims, with an interval that respects what buildings have in common.
 * @returns undefined unless every point has a claim: a part is not the whole.
 */
export function sumOfClaims(claims: readonly PointClaim[]): ClaimSum | undefined {
  if (claims.length === 0) return undefined;
  let value = 0;
  let counterfactual = 0;
  let observed = 0;
  const halfWidths = new Float64Array(claims.length);
  const days: number[] = [];
  for (const [i, { claim }] of claims.entries()) {
    if (!claim.ok) return undefined;
    value += claim.savings.value;
    counterfactual += claim.savings.counterfactual;
    observed += claim.savings.observed;
    halfWidths[i] = claim.savings.interval90.halfWidth;
    days.push(claim.coverage.reporting.daysExpected);
  }
  const halfWidth = portfolioInterval90(cambridgeRecord, halfWidths);
  return {
    value,
    low: value - halfWidth,
    high: value + halfWidth,
    counterfactual,
    observed,
    share: counterfactual === 0 ? 0 : value / counterfactual,
    days: { fewest: Math.min(...days), most: Math.max(...days) },
  };
}
