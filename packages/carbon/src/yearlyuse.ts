import {
  decimalFromNumber,
  fail,
  isKnownZone,
  localDate,
  ok,
  type RegularSeries,
  type Result,
  yearStarts,
} from "@husting/series";
import { type Energy, type Metered, meteredOf } from "./energy.ts";
import { add, DecimalSum, type Fraction, fraction, fractionOfDecimal, multiply, zero } from "./fraction.ts";

/** What a building used of a carrier in one local calendar year, and which share of the year's time was measured. */
export interface YearlyUse {
  readonly building: string;
  readonly year: number;
  /** The measured part; nothing is scaled up for the rest. */
  readonly energy: Energy;
  /** Above 0 and at most 1. A year of which nothing was measured has no use to state. */
  readonly measuredShare: number;
}

/** Amounts of stretches of time that ascend and do not overlap, in one unit; NaN = not measured. */
export interface IntervalAmounts {
  readonly fromMs: Float64Array;
  /** Exclusive. */
  readonly toMs: Float64Array;
  readonly amounts: Float64Array;
}

/** The sum of a local calendar year in the unit of its amounts, and which share of the year's time was measured. */
export interface YearlyAmount {
  readonly year: number;
  readonly exactAmount: Fraction;
  /** Above 0 and at most 1. */
  readonly measuredShare: number;
}

export type YearlyUseReason =
  | { readonly code: "unknown-zone"; readonly zone: string }
  | { readonly code: "infinite-use"; readonly index: number };

/**
 * Amounts by local calendar year: Umeå's begins at 23:00 UTC, Xi'an's at 16:00 UTC the day before. A stretch that the new year
 * cuts is divided in proportion to time. Years without a measured stretch are left out.
 */
export function yearlyAmounts(
  { fromMs, toMs, amounts }: IntervalAmounts,
  zone: string,
): Result<readonly YearlyAmount[], YearlyUseReason> {
  if (!isKnownZone(zone)) return fail({ code: "unknown-zone", zone });
  if (amounts.length === 0) return ok([]);
  const starts = yearStarts(zone, fromMs[0]!, toMs.at(-1)!);
  const years: YearlyAmount[] = [];
  let first = 0;
  for (let i = 0; i + 1 < starts.length; i++) {
    const [yearFromMs, yearToMs] = [starts[i]!, starts[i + 1]!];
    const whole = new DecimalSum();
    let cut = zero;
    let measuredMs = 0;
    while (first < amounts.length && toMs[first]! <= yearFromMs) first++;
    for (let place = first; place < amounts.length && fromMs[place]! < yearToMs; place++) {
      const value = amounts[place]!;
      if (Number.isNaN(value)) continue;
      const amount = decimalFromNumber(value);
      if (!amount.ok) return fail({ code: "infinite-use", index: place });
      const lengthMs = toMs[place]! - fromMs[place]!;
      const insideMs = Math.min(toMs[place]!, yearToMs) - Math.max(fromMs[place]!, yearFromMs);
      if (insideMs === lengthMs) whole.add(amount.value);
      else
        cut = add(
          cut,
          multiply(fractionOfDecimal(amount.value), fraction(BigInt(insideMs), BigInt(lengthMs))),
        );
      measuredMs += insideMs;
    }
    if (measuredMs === 0) continue;
    years.push({
      year: Number(localDate(zone, yearFromMs).slice(0, 4)),
      exactAmount: add(whole.total(), cut),
      measuredShare: measuredMs / (yearToMs - yearFromMs),
    });
  }
  return ok(years);
}

/**
 * A series of amounts as uses of local calendar years; see `yearlyAmounts`.
 * @param useKwh kWh used in each step; NaN = not measured.
 */
export function yearlyUses(
  building: string,
  metered: Metered,
  { startMs, stepMs, values }: RegularSeries,
  zone: string,
): Result<readonly YearlyUse[], YearlyUseReason> {
  const fromMs = Float64Array.from(values, (_, step) => startMs + step * stepMs);
  const years = yearlyAmounts({ fromMs, toMs: fromMs.map((at) => at + stepMs), amounts: values }, zone);
  if (!years.ok) return years;
  return ok(
    years.value.map(({ year, exactAmount, measuredShare }) => ({
      building,
      year,
      energy: { ...meteredOf(metered), exactKwh: exactAmount },
      measuredShare,
    })),
  );
}
