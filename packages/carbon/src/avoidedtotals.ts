import { fail, ok, type Result } from "@husting/series";
import { countedBy, type Gas, type Scope } from "./factor.ts";
import type { AvoidedEmissions, AvoidedEnergy } from "./figure.ts";
import { type Fraction, roundHalfEven, sum, toDouble } from "./fraction.ts";
import type { MadeBy } from "./made.ts";

/** Avoided emissions of one meter, with the building it is of. */
export interface AvoidedPart {
  readonly building: string;
  readonly emissions: AvoidedEmissions;
}

/** What several meters' avoided use has avoided of one gas in one scope. */
export interface AvoidedTotal extends MadeBy<"avoidedTotals"> {
  readonly gas: Gas;
  readonly scope: Scope;
  readonly grams: bigint;
  readonly exactGrams: Fraction;
  readonly interval90: {
    readonly lowerGrams: bigint;
    readonly upperGrams: bigint;
    readonly confidence: 0.9;
    readonly betweenBuildings: number;
    readonly calibrations: readonly AvoidedEnergy["interval90"]["calibration"][];
    readonly covers: "energy-only";
  };
  readonly parts: readonly AvoidedPart[];
}

export type AvoidedTotalsReason = {
  readonly code: "correlation-out-of-range";
  readonly betweenBuildings: number;
};

/**
 * The avoided emissions of meters, one total for each gas and scope. Half-widths add as those of their energy do in
 * `@husting/savings`: in full within a building, whose drift moves all its meters; between buildings with the correlation ρ of the
 * calibration record, √((1 − ρ) · Σ h² + ρ · (Σ h)²).
 * @param betweenBuildings ρ, 0 to 1; 1 is the widest.
 */
export function avoidedTotals(
  parts: readonly AvoidedPart[],
  betweenBuildings: number,
): Result<readonly AvoidedTotal[], AvoidedTotalsReason> {
  if (!(betweenBuildings >= 0 && betweenBuildings <= 1)) {
    return fail({ code: "correlation-out-of-range", betweenBuildings });
  }
  const groups = Map.groupBy(parts, ({ emissions }) => countedBy(emissions.figure.factor));
  const made = [...groups].map(([key, group]): readonly [string, AvoidedTotal] => {
    const { gas, scope } = group[0]!.emissions.figure.factor;
    const exactGrams = sum(group.map(({ emissions }) => emissions.figure.exactGrams));
    const halfWidths = [...Map.groupBy(group, ({ building }) => building).values()].map((own) =>
      toDouble(sum(own.map(({ emissions }) => emissions.interval90.exactHalfWidthGrams))),
    );
    const total = halfWidths.reduce((a, b) => a + b, 0);
    const squares = halfWidths.reduce((a, b) => a + b * b, 0);
    const halfWidth = BigInt(
      Math.round(Math.sqrt((1 - betweenBuildings) * squares + betweenBuildings * total * total)),
    );
    const grams = roundHalfEven(exactGrams);
    const calibrations = group.map(({ emissions }) => emissions.interval90.calibration);
    const interval90 = {
      lowerGrams: grams - halfWidth,
      upperGrams: grams + halfWidth,
      confidence: 0.9,
      betweenBuildings,
      calibrations: [...new Map(calibrations.map((calibration) => [calibration.id, calibration])).values()],
      covers: "energy-only",
    } as const;
    return [key, { gas, scope, grams, exactGrams, interval90, parts: group } as unknown as AvoidedTotal];
  });
  return ok(made.sort(([a], [b]) => (a < b ? -1 : 1)).map(([, total]) => total));
}
