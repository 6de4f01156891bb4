import {
  decimalFromNumber,
  endMs,
  fail,
  isKnownZone,
  localDate,
  ok,
  type RegularSeries,
  type Result,
  yearStarts,
} from "@husting/series";
import { type Energy, type Metered, meteredOf } from "./energy.ts";
import { add, DecimalSum, fraction, fractionOfDecimal, multiply, zero } from "./fraction.ts";

/** What a building used of a carrier in one local calendar year, and which share of the year's time was measured. */
export interface YearlyUse {
  readonly building: string;
  readonly year: number;
  /** The measured part; nothing is scaled up for the rest. */
  readonly energy: Energy;
  /** Above 0 and at most 1. A year of which nothing was measured has no use to state. */
  readonly measuredShare: number;
}

export type YearlyUseReason =
  | { readonly code: "unknown-zone"; readonly zone: string }
  | { readonly code: "infinite-use"; readonly index: number };

/**
 * A series of amounts as uses of local calendar years: Umeå's year begins at 23:00 UTC, Xi'an's at 16:00 UTC the day before. A
 * step that the new year cuts is divided in proportion to time. Years without a measured step are left out.
 * @param useKwh kWh used in each step; NaN = not measured.
 */
export function yearlyUses(
  building: string,
  metered: Metered,
  useKwh: RegularSeries,
  zone: string,
): Result<readonly YearlyUse[], YearlyUseReason> {
  if (!isKnownZone(zone)) return fail({ code: "unknown-zone", zone });
  const { startMs, stepMs, values } = useKwh;
  const starts = yearStarts(zone, startMs, endMs(useKwh));
  const uses: YearlyUse[] = [];
  for (let i = 0; i + 1 < starts.length; i++) {
    const [fromMs, toMs] = [starts[i]!, starts[i + 1]!];
    const whole = new DecimalSum();
    let cut = zero;
    let measuredMs = 0;
    const first = Math.max(Math.floor((fromMs - startMs) / stepMs), 0);
    const end = Math.min(Math.ceil((toMs - startMs) / stepMs), values.length);
    for (let step = first; step < end; step++) {
      const value = values[step]!;
      if (Number.isNaN(value)) continue;
      const amount = decimalFromNumber(value);
      if (!amount.ok) return fail({ code: "infinite-use", index: step });
      const stepFromMs = startMs + step * stepMs;
      const insideMs = Math.min(stepFromMs + stepMs, toMs) - Math.max(stepFromMs, fromMs);
      if (insideMs === stepMs) whole.add(amount.value);
      else
        cut = add(cut, multiply(fractionOfDecimal(amount.value), fraction(BigInt(insideMs), BigInt(stepMs))));
      measuredMs += insideMs;
    }
    if (measuredMs === 0) continue;
    uses.push({
      building,
      year: Number(localDate(zone, fromMs).slice(0, 4)),
      energy: { ...meteredOf(metered), exactKwh: add(whole.total(), cut) },
      measuredShare: measuredMs / (toMs - fromMs),
    });
  }
  return ok(uses);
}
