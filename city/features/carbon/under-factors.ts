import {
  type AvoidedEnergy,
  avoidedEmissions,
  emissions,
  type FactorRecord,
  fractionOfNumber,
  type Metered,
} from "@husting/carbon";
import { fail, ok, type Result } from "@husting/series";
import { amountOf, type CarbonAmount, kilograms } from "./carbon-figures.ts";
import type { CityFactors, NoFactor } from "./city-factors.ts";
import type { NoCarbon } from "./claim-document.ts";

/** An amount of carbon with the factor it was made by. */
export interface CountedCarbon {
  readonly amount: CarbonAmount;
  readonly factor: FactorRecord;
  /** The year asked for less the factor's. */
  readonly yearsOld: number;
}

/** Energy avoided somewhere: in this city, or in a partner's as its frozen claim has it (`claim.avoided`). */
export interface AvoidedAnywhere {
  readonly metered: Metered;
  readonly avoidedKwh: number;
  readonly halfWidthKwh: number;
  readonly calibration: AvoidedEnergy["interval90"]["calibration"];
}

/**
 * What the same avoided energy would be under this city's factors: another place's circumstances, and no claim.
 * @param year in which the energy was avoided.
 */
export function underFactors(
  factors: CityFactors,
  { metered, avoidedKwh, halfWidthKwh, calibration }: AvoidedAnywhere,
  year: number,
): Result<CountedCarbon, NoCarbon> {
  const found = factors.of(metered.carrier, year);
  if (!found.ok) return found;
  const { factor, yearsOld } = found.value;
  const interval90 = { halfWidthKwh, confidence: 0.9, calibration } as const;
  const made = avoidedEmissions({ metered, avoidedKwh, interval90 }, factor);
  return made.ok ? ok({ amount: amountOf(made.value), factor, yearsOld }) : made;
}

/** What an estimate of energy, such as an advice's, stands for by this city's factors. @param kwh with the ends of its interval. */
export function carbonOfEstimate(
  factors: CityFactors,
  carrier: string,
  kwh: { readonly value: number; readonly low: number; readonly high: number },
  year: number,
): Result<CountedCarbon, NoFactor | NoCarbon> {
  const metered = factors.metered(carrier);
  if (!metered.ok) return metered;
  const found = factors.of(carrier, year);
  if (!found.ok) return found;
  const { factor, yearsOld } = found.value;
  const kg: number[] = [];
  for (const end of [kwh.value, kwh.low, kwh.high]) {
    const exactKwh = fractionOfNumber(end);
    if (!exactKwh.ok) return fail(exactKwh.reason);
    const made = emissions({ ...metered.value, exactKwh: exactKwh.value }, factor);
    if (!made.ok) return made;
    kg.push(kilograms(made.value.grams));
  }
  const { gas, scope } = factor;
  return ok({ amount: { kg: kg[0]!, lowKg: kg[1]!, highKg: kg[2]!, gas, scope }, factor, yearsOld });
}
