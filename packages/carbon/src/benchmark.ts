import { fail, ok, type Result } from "@husting/series";
import type { DatedRecord } from "./datedrecord.ts";
import type { AreaConversion, Intensity } from "./floorarea.ts";
import { compare, type Fraction, fractionOfNumber } from "./fraction.ts";
import { type Standing, weakestStanding } from "./provenance.ts";

/** Climate zones of GB 50176, as GB/T 51161 groups them for public buildings. */
export type ClimateZone =
  | "severe-cold-and-cold"
  | "hot-summer-cold-winter"
  | "hot-summer-warm-winter"
  | "mild";
export type BenchmarkedUse =
  | "government-office"
  | "commercial-office"
  | "hotel"
  | "shop"
  | "school"
  | "residential"
  | "other";
/** Class A opens its windows; class B is sealed and ventilated mechanically. */
export type VentilationClass = "A" | "B";

/**
 * Two thresholds of GB/T 51161: the constraint value (约束值), which a building is not to exceed, and the guidance value
 * (引导值), which a good one stays below; kWh/m² of gross floor area and year.
 */
export interface TwoThresholds extends DatedRecord {
  readonly use: BenchmarkedUse;
  readonly ventilationClass: VentilationClass | null;
  readonly climateZone: ClimateZone;
  /** In the cold zones heating is limited apart from the rest (ch. 5 and 6). */
  readonly covers: "without-heating" | "heating-only";
  readonly constraintKwhPerSquareMetre: number;
  readonly guidanceKwhPerSquareMetre: number;
}

function office(
  use: "government-office" | "commercial-office",
  ventilationClass: VentilationClass,
  constraintKwhPerSquareMetre: number,
  guidanceKwhPerSquareMetre: number,
): TwoThresholds {
  return {
    id: `gbt51161-${use}-${ventilationClass}-cold`,
    use,
    ventilationClass,
    climateZone: "severe-cold-and-cold",
    covers: "without-heating",
    constraintKwhPerSquareMetre,
    guidanceKwhPerSquareMetre,
    source: "GB/T 51161-2016, standard for energy consumption of buildings",
    clause: "table 5.2.1",
    url: null,
    licence: { kind: "not-stated" },
    standing: "from-memory",
    memoryConfidencePct: 70,
    validFrom: "2016-12-01",
    validTo: null,
  };
}

/**
 * Offices of the cold zones, from memory and to be read in the standard before anyone is held to them. Other kinds and the
 * heating of each city are for the user to supply.
 */
export const rememberedOfficeThresholds: readonly TwoThresholds[] = [
  office("government-office", "A", 55, 45),
  office("commercial-office", "A", 65, 55),
  office("government-office", "B", 70, 50),
  office("commercial-office", "B", 80, 60),
];

export interface Benchmarked {
  readonly standing: Standing;
  readonly outcome: "within-guidance" | "within-constraint" | "over-constraint";
  readonly exactKwhPerSquareMetre: Fraction;
  readonly thresholds: TwoThresholds;
  /** Not empty when the area was measured by another definition: to be shown with the outcome. */
  readonly conversions: readonly AreaConversion[];
}

export type BenchmarkReason =
  | { readonly code: "thresholds-out-of-order"; readonly id: string }
  | {
      readonly code: "covers-differ";
      readonly covers: readonly [TwoThresholds["covers"], TwoThresholds["covers"]];
    };

/**
 * A building against both thresholds; reaching one exactly is within it. The standard lets measured use be corrected for opening
 * hours and people; a corrected figure is the caller's.
 * @param covers what is in the intensity; it has to be what the thresholds are of.
 */
export function benchmark(
  use: Intensity<"建筑面积">,
  covers: TwoThresholds["covers"],
  thresholds: TwoThresholds,
): Result<Benchmarked, BenchmarkReason> {
  if (covers !== thresholds.covers)
    return fail({ code: "covers-differ", covers: [covers, thresholds.covers] });
  const constraint = fractionOfNumber(thresholds.constraintKwhPerSquareMetre);
  const guidance = fractionOfNumber(thresholds.guidanceKwhPerSquareMetre);
  if (
    !constraint.ok ||
    !guidance.ok ||
    compare(guidance.value, constraint.value) > 0 ||
    guidance.value.numerator <= 0n
  ) {
    return fail({ code: "thresholds-out-of-order", id: thresholds.id });
  }
  const { exactKwhPerSquareMetre } = use;
  const { conversions } = use.area;
  return ok({
    standing: weakestStanding([thresholds.standing, ...conversions.map(({ standing }) => standing)]),
    outcome:
      compare(exactKwhPerSquareMetre, guidance.value) <= 0
        ? "within-guidance"
        : compare(exactKwhPerSquareMetre, constraint.value) <= 0
          ? "within-constraint"
          : "over-constraint",
    exactKwhPerSquareMetre,
    thresholds,
    conversions,
  });
}
