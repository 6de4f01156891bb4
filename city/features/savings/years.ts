import { exactKwhOf, type Fraction, fraction, yearlyAmounts } from "@husting/carbon";
import { parseUnit } from "@husting/series";
import type { PointUse } from "./point-use.ts";

/** What was used at a point in one local calendar year, as it is kept with the point's result. */
export interface KeptYear {
  readonly year: number;
  /** Exact kWh as "numerator/denominator"; nothing is scaled up for what was not measured. */
  readonly kwh: string;
  /** Share of the year's time of which use is counted, above 0 and at most 1. */
  readonly measuredShare: number;
}

/** @param unit the point's own. Empty where that is no energy, or nothing was measured. */
export function keptYears(use: PointUse, unit: string, zone: string): KeptYear[] {
  const known = parseUnit(unit);
  if (!use.ok || known === undefined) return [];
  const { atMs, amount, lengthMs, stepMs } = use;
  const toMs = atMs.map((at, i) => at + (lengthMs?.[i] ?? stepMs));
  const years = yearlyAmounts({ fromMs: atMs, toMs, amounts: amount }, zone);
  if (!years.ok) return [];
  return years.value.flatMap(({ year, exactAmount, measuredShare }) => {
    const kwh = exactKwhOf(exactAmount, known.symbol);
    // A meter that was read twice as often as declared for a while must not seem measured more than whole.
    return kwh.ok ? [{ year, kwh: fractionText(kwh.value), measuredShare: Math.min(1, measuredShare) }] : [];
  });
}

function fractionText({ numerator, denominator }: Fraction): string {
  return `${numerator}/${denominator}`;
}

/** The exact kWh of a kept year. */
export function exactKwhOfYear({ kwh }: Pick<KeptYear, "kwh">): Fraction {
  const [numerator = "", denominator = ""] = kwh.split("/");
  return fraction(BigInt(numerator), BigInt(denominator));
}
