import { fail, ok, type Result } from "@husting/series";
import { operativeTemperatureAshraeC } from "./elevatedairspeed.ts";

/** A room without mechanical cooling, on a day whose past is told by the running mean outdoor temperature. */
export interface AdaptiveConditions {
  readonly airTemperatureC: number;
  readonly radiantTemperatureC: number;
  readonly runningMeanOutdoorC: number;
  readonly airSpeedMs: number;
}

/** Operative temperatures, °C, between which a category holds, and whether the room's is between them. */
export interface AdaptiveBand {
  readonly lowestC: number;
  readonly highestC: number;
  readonly held: boolean;
}

export interface AdaptiveEn16798 {
  readonly comfortC: number;
  readonly operativeC: number;
  readonly categoryI: AdaptiveBand;
  readonly categoryII: AdaptiveBand;
  readonly categoryIII: AdaptiveBand;
}

export interface AdaptiveAshrae55 {
  readonly comfortC: number;
  readonly operativeC: number;
  /** Acceptable to 80 % and to 90 % of occupants. */
  readonly acceptable80: AdaptiveBand;
  readonly acceptable90: AdaptiveBand;
}

export type AdaptiveReason =
  | { readonly code: "not-a-number"; readonly input: keyof AdaptiveConditions }
  | {
      readonly code: "running-mean-outside-validity";
      readonly runningMeanOutdoorC: number;
      readonly lowest: number;
      readonly highest: number;
    };

function fault(c: AdaptiveConditions, lowest: number, highest: number): AdaptiveReason | undefined {
  for (const input of Object.keys(c) as (keyof AdaptiveConditions)[]) {
    if (!Number.isFinite(c[input])) return { code: "not-a-number", input };
  }
  const runningMeanOutdoorC = c.runningMeanOutdoorC;
  return runningMeanOutdoorC < lowest || runningMeanOutdoorC > highest
    ? { code: "running-mean-outside-validity", runningMeanOutdoorC, lowest, highest }
    : undefined;
}

/** Kelvin by which air that occupants let move raises the upper bounds: ASHRAE 55 table 5-13, EN 16798-1 table B.4. */
function airSpeedAllowanceK(airSpeedMs: number, operativeC: number): number {
  if (operativeC <= 25 || airSpeedMs < 0.6) return 0;
  return airSpeedMs < 0.9 ? 1.2 : airSpeedMs < 1.2 ? 1.8 : 2.2;
}

/** Standards state bounds to a tenth of a degree; a sum of tenths must not fail by a rounding error. */
function band(operativeC: number, lowestC: number, highestC: number): AdaptiveBand {
  const tolerance = 1e-9;
  return {
    lowestC,
    highestC,
    held: operativeC >= lowestC - tolerance && operativeC <= highestC + tolerance,
  };
}

/**
 * Adaptive comfort of EN 16798-1:2019, annex B.2.2: θ = 0.33·θrm + 18.8, categories I +2/−3, II +3/−4, III +4/−5 K, for
 * running means of 10 to 30 °C; others are refused by name. Only for rooms without mechanical cooling whose windows
 * open and whose people may dress as they like.
 */
export function adaptiveEn16798(conditions: AdaptiveConditions): Result<AdaptiveEn16798, AdaptiveReason> {
  const reason = fault(conditions, 10, 30);
  if (reason !== undefined) return fail(reason);
  const operativeC = (conditions.airTemperatureC + conditions.radiantTemperatureC) / 2;
  const comfortC = 0.33 * conditions.runningMeanOutdoorC + 18.8;
  const allowanceK = airSpeedAllowanceK(conditions.airSpeedMs, operativeC);
  return ok({
    comfortC,
    operativeC,
    categoryI: band(operativeC, comfortC - 3, comfortC + 2 + allowanceK),
    categoryII: band(operativeC, comfortC - 4, comfortC + 3 + allowanceK),
    categoryIII: band(operativeC, comfortC - 5, comfortC + 4 + allowanceK),
  });
}

/**
 * Adaptive comfort of ASHRAE 55-2020, section 5.4: 0.31·t + 17.8, ±3.5 K for 80 % and ±2.5 K for 90 % of occupants, for
 * prevailing mean outdoor temperatures of 10 to 33.5 °C; others are refused by name.
 */
export function adaptiveAshrae55(conditions: AdaptiveConditions): Result<AdaptiveAshrae55, AdaptiveReason> {
  const reason = fault(conditions, 10, 33.5);
  if (reason !== undefined) return fail(reason);
  const { airTemperatureC, radiantTemperatureC, airSpeedMs } = conditions;
  const operativeC = operativeTemperatureAshraeC(airTemperatureC, radiantTemperatureC, airSpeedMs);
  const comfortC = 0.31 * conditions.runningMeanOutdoorC + 17.8;
  const allowanceK = airSpeedAllowanceK(airSpeedMs, operativeC);
  return ok({
    comfortC,
    operativeC,
    acceptable80: band(operativeC, comfortC - 3.5, comfortC + 3.5 + allowanceK),
    acceptable90: band(operativeC, comfortC - 2.5, comfortC + 2.5 + allowanceK),
  });
}
