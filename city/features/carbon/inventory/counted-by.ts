import { emissions, fraction } from "@husting/carbon";
import { fail, type Result } from "@husting/series";
import type { EnergyCarrier } from "../choice.ts";
import type { CityFactors, FactorInYear, NoFactor } from "../city-factors.ts";

/** Why energy stands in an inventory without a carbon figure. */
export type NotCounted =
  | NoFactor
  /** The city's gas meters and the factor it chose are by different heating values, some 11 % apart. */
  | { readonly code: "heating-value-differs"; readonly carrier: string };

/** The factor that counts a carrier of a city in a year. */
export function countedBy(
  factors: CityFactors,
  carrier: EnergyCarrier,
  year: number,
): Result<FactorInYear, NotCounted> {
  const metered = factors.metered(carrier);
  if (!metered.ok) return metered;
  const factor = factors.of(carrier, year);
  if (!factor.ok) return factor;
  const tried = emissions({ ...metered.value, exactKwh: fraction(1n) }, factor.value.factor);
  return tried.ok ? factor : fail({ code: "heating-value-differs", carrier });
}
