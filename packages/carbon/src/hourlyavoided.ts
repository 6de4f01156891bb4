import {
  type Coverage,
  decimalFromNumber,
  fail,
  multiplyExact,
  ok,
  type RegularSeries,
  type Result,
} from "@husting/series";
import type { Carrier } from "./energy.ts";
import type { AvoidedEnergy } from "./figure.ts";
import {
  add,
  DecimalSum,
  divide,
  type Fraction,
  fractionOfNumber,
  multiply,
  type NotFiniteReason,
  roundHalfEven,
  subtract,
} from "./fraction.ts";
import type { HourlyEmissionsReason, HourlyFactors } from "./hourly.ts";
import type { MadeBy } from "./made.ts";

/** Avoided use hour by hour: what a baseline expected and what was used, on one grid. */
export interface AvoidedByHour {
  readonly carrier: Carrier;
  /** Never below zero; NaN where the baseline says nothing. */
  readonly expectedKwh: RegularSeries;
  /** NaN = not measured. */
  readonly usedKwh: RegularSeries;
  /** Of the sum of expected less used over the hours that have both, as `@husting/savings` gives it. */
  readonly interval90: AvoidedEnergy["interval90"];
}

/** Avoided emissions, each hour's by that hour's factor. Hours that lack a use, an expectation or a factor are not in it. */
export interface HourlyAvoided extends MadeBy<"hourlyAvoided"> {
  readonly grams: bigint;
  readonly exactGrams: Fraction;
  /** Avoided energy of the hours that are in it. */
  readonly exactKwh: Fraction;
  readonly interval90: {
    readonly lowerGrams: bigint;
    readonly upperGrams: bigint;
    readonly exactHalfWidthGrams: Fraction;
    readonly confidence: 0.9;
    readonly calibration: AvoidedEnergy["interval90"]["calibration"];
    /**
     * Which hours the baseline errs in nobody knows: the energy's half-width is taken to lie over the hours as what was expected
     * does, which is how a drift of the whole building lies. The factors are taken as they stand.
     */
    readonly covers: "energy-only-spread-as-expected-use";
  };
  readonly factors: HourlyFactors;
  /** Hours in it, of those with an avoided use. */
  readonly coverage: Coverage;
}

export type HourlyAvoidedReason =
  | Exclude<HourlyEmissionsReason, { readonly code: "infinite-use" }>
  | NotFiniteReason
  | { readonly code: "negative-half-width"; readonly halfWidthKwh: number }
  /** The interval is of all hours' energy; of a part of them it would be narrower than it may. */
  | { readonly code: "too-few-factors"; readonly coverage: Coverage; readonly leastShare: number }
  | { readonly code: "nothing-expected" };

/** Share of the hours with an avoided use that need a factor. */
export const leastFactorShare = 0.9;

/** (Expected − used) × factor hour by hour, each number as the shortest decimal of its double, exactly. */
export function hourlyAvoided(
  { carrier, expectedKwh, usedKwh, interval90 }: AvoidedByHour,
  factors: HourlyFactors,
): Result<HourlyAvoided, HourlyAvoidedReason> {
  const misfit = findMisfit(carrier, expectedKwh, factors) ?? misfitOf(expectedKwh, usedKwh);
  if (misfit !== undefined) return fail(misfit);
  const { halfWidthKwh, confidence, calibration } = interval90;
  if (halfWidthKwh < 0) return fail({ code: "negative-half-width", halfWidthKwh });
  const halfWidth = fractionOfNumber(halfWidthKwh);
  if (!halfWidth.ok) return halfWidth;
  const sums = addUp(expectedKwh, usedKwh, factors.gramsPerKwh);
  if (!sums.ok) return sums;
  const { hours, counted, expected, expectedGrams, usedGrams, countedExpected, countedUsed } = sums.value;
  if (hours === 0 || counted === 0) return fail({ code: "nothing-in-common" });
  const coverage = { measured: counted, expected: hours, share: counted / hours };
  if (coverage.share < leastFactorShare) {
    return fail({ code: "too-few-factors", coverage, leastShare: leastFactorShare });
  }
  if (expected.numerator <= 0n) return fail({ code: "nothing-expected" });
  const exactGrams = subtract(expectedGrams, usedGrams);
  const exactHalfWidthGrams = divide(multiply(halfWidth.value, expectedGrams), expected);
  return ok({
    grams: roundHalfEven(exactGrams),
    exactGrams,
    exactKwh: subtract(countedExpected, countedUsed),
    interval90: {
      lowerGrams: roundHalfEven(subtract(exactGrams, exactHalfWidthGrams)),
      upperGrams: roundHalfEven(add(exactGrams, exactHalfWidthGrams)),
      exactHalfWidthGrams,
      confidence,
      calibration,
      covers: "energy-only-spread-as-expected-use",
    },
    factors,
    coverage,
  } as HourlyAvoided);
}

function findMisfit(
  carrier: Carrier,
  series: RegularSeries,
  factors: HourlyFactors,
): HourlyAvoidedReason | undefined {
  return carrier === factors.carrier
    ? misfitOf(series, factors.gramsPerKwh)
    : { code: "carrier-differs", energy: carrier, factor: factors.carrier };
}

function misfitOf(a: RegularSeries, b: RegularSeries): HourlyAvoidedReason | undefined {
  if (a.stepMs !== b.stepMs) return { code: "steps-differ", stepMs: [a.stepMs, b.stepMs] };
  const shiftMs = (b.startMs - a.startMs) % a.stepMs;
  return shiftMs === 0 ? undefined : { code: "grids-differ", shiftMs };
}

interface Sums {
  /** Hours with an avoided use, and those of them with a factor. */
  readonly hours: number;
  readonly counted: number;
  /** Of all hours with an avoided use. */
  readonly expected: Fraction;
  /** Of the counted ones. */
  readonly countedExpected: Fraction;
  readonly countedUsed: Fraction;
  readonly expectedGrams: Fraction;
  readonly usedGrams: Fraction;
}

function addUp(
  expectedKwh: RegularSeries,
  usedKwh: RegularSeries,
  gramsPerKwh: RegularSeries,
): Result<Sums, NotFiniteReason> {
  const at = (series: RegularSeries, i: number): number =>
    series.values[i + (expectedKwh.startMs - series.startMs) / expectedKwh.stepMs] ?? Number.NaN;
  const [expected, countedExpected, countedUsed] = [new DecimalSum(), new DecimalSum(), new DecimalSum()];
  const [expectedGrams, usedGrams] = [new DecimalSum(), new DecimalSum()];
  let hours = 0;
  let counted = 0;
  for (let i = 0; i < expectedKwh.values.length; i++) {
    const [wanted, had, grams] = [at(expectedKwh, i), at(usedKwh, i), at(gramsPerKwh, i)];
    if (Number.isNaN(wanted) || Number.isNaN(had)) continue;
    const exactWanted = decimalFromNumber(wanted);
    if (!exactWanted.ok) return fail({ code: "not-finite", value: wanted });
    const exactHad = decimalFromNumber(had);
    if (!exactHad.ok) return fail({ code: "not-finite", value: had });
    hours++;
    expected.add(exactWanted.value);
    const factor = decimalFromNumber(grams);
    if (!factor.ok) continue;
    counted++;
    countedExpected.add(exactWanted.value);
    countedUsed.add(exactHad.value);
    expectedGrams.add(multiplyExact(exactWanted.value, factor.value));
    usedGrams.add(multiplyExact(exactHad.value, factor.value));
  }
  return ok({
    hours,
    counted,
    expected: expected.total(),
    countedExpected: countedExpected.total(),
    countedUsed: countedUsed.total(),
    expectedGrams: expectedGrams.total(),
    usedGrams: usedGrams.total(),
  });
}
