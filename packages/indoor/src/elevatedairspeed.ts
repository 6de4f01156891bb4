import { fail, ok, type Result } from "@husting/series";
import {
  type ConditionName,
  conditionFault,
  type PmvReason,
  type PredictedVote,
  pmvUnchecked,
  ppdOf,
  type ThermalConditions,
} from "./pmv.ts";
import { standardEffectiveTemperatureC } from "./standardeffective.ts";

/** Inputs for which ASHRAE 55-2020, section 5.3.1 and appendix D give figures. */
const ashrae55Validity: Readonly<Record<ConditionName, readonly [number, number]>> = {
  airTemperatureC: [10, 40],
  radiantTemperatureC: [10, 40],
  airSpeedMs: [0, 2],
  relativeHumidityPct: [0, 100],
  metabolicRateMet: [1, 4],
  clothingClo: [0, 1.5],
  vapourPressurePa: [0, Number.POSITIVE_INFINITY],
};

/** Air that hardly moves, m/s: up to here ASHRAE 55 takes PMV as it is. */
const stillAirMs = 0.1;

export type ElevatedAirSpeedReason =
  | PmvReason
  | { readonly code: "air-speed-without-control"; readonly airSpeedMs: number; readonly highest: number };

/** What an ASHRAE 55 evaluation may assume; by default occupants control the air speed and validity is kept. */
export interface ElevatedAirSpeedOptions {
  readonly occupantsControlAirSpeed?: boolean;
  readonly outsideValidity?: "refused" | "computed";
}

/**
 * How many kelvin cooler still air would have to be to feel like the moving air; 0 for still air, and where no still
 * air feels so. ASHRAE 55-2020, appendix D4: SET of both is the same.
 */
export function coolingEffectK(conditions: ThermalConditions): number {
  if (!(conditions.airSpeedMs > stillAirMs)) return 0;
  const moving = standardEffectiveTemperatureC(conditions, "air-speed-only");
  const surplus = (coolerK: number): number =>
    standardEffectiveTemperatureC(
      {
        ...conditions,
        airTemperatureC: conditions.airTemperatureC - coolerK,
        radiantTemperatureC: conditions.radiantTemperatureC - coolerK,
        airSpeedMs: stillAirMs,
      },
      "air-speed-only",
    ) - moving;
  let low = 0;
  let high = 40;
  if (!(surplus(low) > 0 && surplus(high) < 0)) return 0;
  for (let i = 0; i < 30; i++) {
    const middle = (low + high) / 2;
    if (surplus(middle) > 0) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

/**
 * PMV and PPD by ASHRAE 55-2020, section 5.3.1 with the cooling effect of air above 0.1 m/s. Refuses inputs outside its
 * ranges and, where occupants do not control it, air that moves faster than section 5.3.3 allows light clothes
 * (under 0.7 clo) and light work (under 1.3 met).
 */
export function predictedVoteAshrae55(
  conditions: ThermalConditions,
  options: ElevatedAirSpeedOptions = {},
): Result<PredictedVote, ElevatedAirSpeedReason> {
  const checked = options.outsideValidity !== "computed";
  if (checked) {
    const fault = conditionFault(conditions, ashrae55Validity);
    if (fault !== undefined) return fail(fault);
  }
  if (options.occupantsControlAirSpeed === false) {
    const highest = highestUncontrolledMs(conditions);
    if (conditions.airSpeedMs > highest) {
      return fail({ code: "air-speed-without-control", airSpeedMs: conditions.airSpeedMs, highest });
    }
  }
  const coolerK = coolingEffectK(conditions);
  const pmv = pmvUnchecked(
    conditions.airTemperatureC - coolerK,
    conditions.radiantTemperatureC - coolerK,
    coolerK > 0 ? stillAirMs : conditions.airSpeedMs,
    conditions.relativeHumidityPct,
    conditions.metabolicRateMet,
    conditions.clothingClo,
  );
  if (!Number.isFinite(pmv)) return fail({ code: "no-heat-balance" });
  return ok({ pmv, ppd: ppdOf(pmv) });
}

function highestUncontrolledMs(c: ThermalConditions): number {
  if (c.clothingClo >= 0.7 || c.metabolicRateMet >= 1.3) return Number.POSITIVE_INFINITY;
  const operativeC = operativeTemperatureAshraeC(c.airTemperatureC, c.radiantTemperatureC, c.airSpeedMs);
  if (operativeC <= 23) return 0.2;
  if (operativeC >= 25.5) return 0.8;
  return 50.49 - 4.4047 * operativeC + 0.096425 * operativeC * operativeC;
}

/** Operative temperature, °C, air weighing more the faster it moves: ASHRAE 55-2020, appendix A. */
export function operativeTemperatureAshraeC(
  airTemperatureC: number,
  radiantTemperatureC: number,
  airSpeedMs: number,
): number {
  const airWeight = airSpeedMs < 0.2 ? 0.5 : airSpeedMs < 0.6 ? 0.6 : 0.7;
  return airWeight * airTemperatureC + (1 - airWeight) * radiantTemperatureC;
}
