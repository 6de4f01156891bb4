import { portfolioInterval90 } from "@husting/savings";
import { byCodeUnit } from "./hashes.ts";
import type { MeterSaving, VerdictInputs } from "./inputs.ts";
import { round } from "./margin.ts";

/** Why the measure's avoided use could not be told. */
export type EnergyReason =
  | { readonly code: "no-meter" }
  | {
      readonly code: "meter-refused";
      readonly meters: readonly { readonly meter: string; readonly refused: string }[];
    }
  | {
      readonly code: "too-little-measured";
      readonly meters: readonly { readonly meter: string; readonly share: number }[];
    }
  | { readonly code: "nothing-used" };

export interface EnergyFigures {
  readonly avoidedKwh: number;
  readonly lowerKwh: number;
  readonly upperKwh: number;
  readonly counterfactualKwh: number;
  /** The least worthwhile saving of these days. */
  readonly leastWorthwhileKwh: number;
  /** Parts of the half-width, multiplier included: drift does not fall with more days, residuals do. */
  readonly halfWidthParts: { readonly driftKwh: number; readonly residualKwh: number };
  readonly daysCounted: number;
  readonly buildings: number;
  /** Ids of the calibration records the meters' intervals rest on. */
  readonly calibrations: readonly string[];
}

/** `saved`: the interval lies above zero. `no-saving`: it lies under the least worthwhile saving and reaches zero. */
export type EnergyState = "saved" | "no-saving" | "open" | "not-measured";

export interface EnergyVerdict {
  readonly state: EnergyState;
  readonly leastWorthwhileSavingShare: number;
  readonly figures: EnergyFigures | null;
  readonly reason: EnergyReason | null;
}

/**
 * The measure's avoided use over all its meters. Half-widths of one building's meters add in full, for one building's
 * drift moves them together; those of buildings add with the record's correlation (`portfolioInterval90`).
 * @param inputs in canonical order and without fault.
 */
export function judgeEnergy({ energy, plan }: VerdictInputs): EnergyVerdict {
  const leastWorthwhileSavingShare = plan.leastWorthwhileSavingShare;
  const notMeasured = (reason: EnergyReason): EnergyVerdict => ({
    state: "not-measured",
    leastWorthwhileSavingShare,
    figures: null,
    reason,
  });
  if (energy.meters.length === 0) return notMeasured({ code: "no-meter" });
  const refused = energy.meters.flatMap((meter) =>
    "refused" in meter ? [{ meter: meter.meter, refused: meter.refused }] : [],
  );
  if (refused.length > 0) return notMeasured({ code: "meter-refused", meters: refused });
  const meters = energy.meters.filter((meter): meter is MeterSaving => !("refused" in meter));
  const thin = meters
    .map(({ meter, daysCounted, daysExpected }) => ({
      meter,
      share: round(daysCounted / daysExpected, 10_000),
    }))
    .filter(({ share }) => share < plan.limits.leastMeasuredShare);
  if (thin.length > 0) return notMeasured({ code: "too-little-measured", meters: thin });
  const counterfactualKwh = sum(meters, (meter) => meter.counterfactualKwh);
  if (counterfactualKwh <= 0) return notMeasured({ code: "nothing-used" });
  const avoidedKwh = roundKwh(sum(meters, (meter) => meter.avoidedKwh));
  const buildings = [...Map.groupBy(meters, (meter) => meter.building).values()];
  const combined = (part: (meter: MeterSaving) => number) =>
    portfolioInterval90(
      energy,
      Float64Array.from(buildings, (own) => sum(own, part)),
    );
  const halfWidthKwh = combined((meter) => meter.halfWidthKwh);
  const driftKwh = combined((meter) => multiplier(meter) * meter.parts.driftKwh);
  const lowerKwh = roundKwh(avoidedKwh - halfWidthKwh);
  const upperKwh = roundKwh(avoidedKwh + halfWidthKwh);
  const leastWorthwhileKwh = roundKwh(leastWorthwhileSavingShare * counterfactualKwh);
  return {
    state: lowerKwh > 0 ? "saved" : upperKwh < leastWorthwhileKwh ? "no-saving" : "open",
    leastWorthwhileSavingShare,
    figures: {
      avoidedKwh,
      lowerKwh,
      upperKwh,
      counterfactualKwh: roundKwh(counterfactualKwh),
      leastWorthwhileKwh,
      halfWidthParts: {
        driftKwh: roundKwh(driftKwh),
        residualKwh: roundKwh(Math.sqrt(Math.max(0, halfWidthKwh ** 2 - driftKwh ** 2))),
      },
      daysCounted: Math.min(...meters.map((meter) => meter.daysCounted)),
      buildings: buildings.length,
      calibrations: [...new Set(meters.map(({ calibration }) => calibration.id))].sort(byCodeUnit),
    },
    reason: null,
  };
}

function multiplier({ halfWidthKwh, parts }: MeterSaving): number {
  const before = Math.sqrt(parts.driftKwh ** 2 + parts.residualKwh ** 2);
  return before > 0 ? halfWidthKwh / before : 0;
}

function sum<T>(items: readonly T[], value: (item: T) => number): number {
  return items.reduce((total, item) => total + value(item), 0);
}

/** Watt-hours: finer than any meter of a building. */
function roundKwh(kwh: number): number {
  return round(kwh, 1000);
}
