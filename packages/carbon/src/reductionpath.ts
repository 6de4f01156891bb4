import { fail, ok, type Result } from "@husting/series";
import type { DatedRecord } from "./datedrecord.ts";

/** A path down from a base year. */
export interface ReductionRule extends DatedRecord {
  readonly baseYear: number;
  readonly reductionPctPerYear: number;
  /** Of the base year's use every year (a straight line), or of the year before (a curve). */
  readonly reductionIs: "of-base-year" | "of-year-before";
  /** Until then the target is a guide and no duty; ISO 8601. */
  readonly indicativeUntil: string | null;
  /** A year measured less than this is not judged: two percent not measured would pass for a year's reduction. */
  readonly leastMeasuredShare: number;
}

/**
 * Directive (EU) 2023/1791, article 5(1): public bodies' final energy use falls by at least 1.9 % each year against 2021. The duty is
 * on a country's public bodies together, so a city's own path is a yardstick. That the 1.9 % are of 2021 and counted from
 * 2021 on is our reading; the share that must be measured is ours.
 */
export const publicSectorPath: ReductionRule = {
  id: "eu-2023-1791-art-5",
  baseYear: 2021,
  reductionPctPerYear: 1.9,
  reductionIs: "of-base-year",
  indicativeUntil: "2027-10-11",
  leastMeasuredShare: 0.99,
  source: "Directive (EU) 2023/1791 on energy efficiency (recast)",
  clause: "art. 5(1) and 5(2)",
  url: "http://data.europa.eu/eli/dir/2023/1791/oj",
  licence: { kind: "not-stated" },
  standing: "second-hand",
  validFrom: "2023-10-10",
  validTo: null,
};

/** Degree days of a year by a named rule (such as SMHI's 17 °C since 2015), in K·d. */
export interface DegreeDays {
  readonly rule: string;
  readonly degreeDays: number;
}

export interface PublicUse {
  readonly year: number;
  /** What follows the weather. */
  readonly heatingKwh: number;
  /** What does not: hot water, electricity of the building and of its users. */
  readonly otherKwh: number;
  readonly weather: DegreeDays;
  readonly measuredShare: number;
}

export interface CorrectedUse {
  readonly year: number;
  readonly measuredKwh: number;
  readonly correctedKwh: number;
  /** Reference over the year's degree days, by which heating was multiplied. */
  readonly heatingFactor: number;
}

export type CorrectionReason =
  | { readonly code: "rules-differ"; readonly rules: readonly [string, string] }
  | { readonly code: "not-degree-days"; readonly degreeDays: number }
  | { readonly code: "not-a-use"; readonly year: number };

/** A year's use as it would have been in the reference weather: heating × reference / year's degree days, the rest as it is. */
export function climateCorrected(
  use: PublicUse,
  reference: DegreeDays,
): Result<CorrectedUse, CorrectionReason> {
  const { year, heatingKwh, otherKwh, weather } = use;
  if (weather.rule !== reference.rule)
    return fail({ code: "rules-differ", rules: [weather.rule, reference.rule] });
  for (const { degreeDays } of [weather, reference]) {
    if (!(degreeDays > 0 && Number.isFinite(degreeDays)))
      return fail({ code: "not-degree-days", degreeDays });
  }
  const isUse = (kwh: number) => kwh >= 0 && Number.isFinite(kwh);
  if (!isUse(heatingKwh) || !isUse(otherKwh)) return fail({ code: "not-a-use", year });
  const heatingFactor = reference.degreeDays / weather.degreeDays;
  return ok({
    year,
    measuredKwh: heatingKwh + otherKwh,
    correctedKwh: heatingKwh * heatingFactor + otherKwh,
    heatingFactor,
  });
}

/** What a path allows of the base year's use in a year: 1 in the base year, falling, never below 0. */
export function allowedShare(rule: ReductionRule, year: number): number {
  const years = Math.max(year - rule.baseYear, 0);
  const step = rule.reductionPctPerYear / 100;
  return rule.reductionIs === "of-base-year" ? Math.max(1 - step * years, 0) : (1 - step) ** years;
}

export type PathYear = Result<
  CorrectedUse & {
    readonly allowedKwh: number;
    /** Allowed less corrected use: what is to spare, or below zero what is lacking. */
    readonly marginKwh: number;
    readonly onPath: boolean;
    /** True while missing the path breaks no duty. */
    readonly indicative: boolean;
  },
  | CorrectionReason
  | {
      readonly code: "too-little-measured";
      readonly year: number;
      readonly measuredShare: number;
      readonly least: number;
    }
>;

export type PathReason =
  | CorrectionReason
  | { readonly code: "no-base-year"; readonly baseYear: number }
  | { readonly code: "year-given-twice"; readonly year: number }
  | {
      readonly code: "too-little-measured";
      readonly year: number;
      readonly measuredShare: number;
      readonly least: number;
    };

/** Years against the path, each with its figures or why it has none. Without a whole base year there is no path. */
export function alongPath(
  uses: readonly PublicUse[],
  reference: DegreeDays,
  rule: ReductionRule,
): Result<
  { readonly rule: ReductionRule; readonly reference: DegreeDays; readonly years: readonly PathYear[] },
  PathReason
> {
  const sorted = uses.toSorted((a, b) => a.year - b.year);
  const twice = sorted.find((use, i) => use.year === sorted[i + 1]?.year);
  if (twice !== undefined) return fail({ code: "year-given-twice", year: twice.year });
  const measured = (
    use: PublicUse,
  ): Result<CorrectedUse, Extract<PathReason, { code: "too-little-measured" }> | CorrectionReason> =>
    use.measuredShare >= rule.leastMeasuredShare && use.measuredShare <= 1
      ? climateCorrected(use, reference)
      : fail({
          code: "too-little-measured",
          year: use.year,
          measuredShare: use.measuredShare,
          least: rule.leastMeasuredShare,
        });
  const baseUse = sorted.find((use) => use.year === rule.baseYear);
  if (baseUse === undefined) return fail({ code: "no-base-year", baseYear: rule.baseYear });
  const base = measured(baseUse);
  if (!base.ok) return base;
  const years = sorted.map((use): PathYear => {
    const corrected = measured(use);
    if (!corrected.ok) return corrected;
    const allowedKwh = base.value.correctedKwh * allowedShare(rule, use.year);
    const marginKwh = allowedKwh - corrected.value.correctedKwh;
    const indicative = rule.indicativeUntil !== null && `${use.year}-12-31` <= rule.indicativeUntil;
    return ok({ ...corrected.value, allowedKwh, marginKwh, onPath: marginKwh >= 0, indicative });
  });
  return ok({ rule, reference, years });
}
