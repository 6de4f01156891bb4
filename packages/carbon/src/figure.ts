import { fail, ok, type Result } from "@husting/series";
import { type Carrier, type Energy, type HeatingValue, type Metered, meteredOf } from "./energy.ts";
import {
  type Basis,
  countedBy,
  type EmissionFactor,
  exactGramsPerKwh,
  type Gas,
  type Scope,
} from "./factor.ts";
import {
  add,
  type Fraction,
  fractionOfNumber,
  multiply,
  type NotFiniteReason,
  roundHalfEven,
  subtract,
  sum,
} from "./fraction.ts";
import type { MadeBy } from "./made.ts";

/**
 * What an amount of energy emits, with all it was made from. `grams` is the exact product rounded once. There is no other way
 * to get a figure than from a factor: the type has a mark that only this file gives.
 */
export interface CarbonFigure extends MadeBy<"emissions"> {
  readonly grams: bigint;
  readonly exactGrams: Fraction;
  readonly energy: Energy;
  readonly factor: EmissionFactor;
}

export type EmissionsReason =
  | { readonly code: "carrier-differs"; readonly energy: Carrier; readonly factor: Carrier }
  /** A fuel's energy and its factor are by different heating values: `byOtherHeatingValue` first. */
  | { readonly code: "heating-value-differs"; readonly energy: HeatingValue; readonly factor: HeatingValue };

function mismatch(energy: Metered, factor: Metered): EmissionsReason | undefined {
  if (energy.carrier !== factor.carrier) {
    return { code: "carrier-differs", energy: energy.carrier, factor: factor.carrier };
  }
  if ("heatingValue" in energy && "heatingValue" in factor && energy.heatingValue !== factor.heatingValue) {
    return { code: "heating-value-differs", energy: energy.heatingValue, factor: factor.heatingValue };
  }
  return undefined;
}

/** Energy used × factor (GHG Protocol, Corporate Standard, ch. 6), exactly. */
export function emissions(energy: Energy, factor: EmissionFactor): Result<CarbonFigure, EmissionsReason> {
  const reason = mismatch(energy, factor);
  if (reason !== undefined) return fail(reason);
  const exactGrams = multiply(energy.exactKwh, exactGramsPerKwh(factor));
  return ok({ grams: roundHalfEven(exactGrams), exactGrams, energy, factor } as CarbonFigure);
}

/** Avoided use with its 90 % interval, as `@husting/savings` gives them; it may be below zero. */
export interface AvoidedEnergy {
  readonly metered: Metered;
  readonly avoidedKwh: number;
  readonly interval90: {
    readonly halfWidthKwh: number;
    readonly confidence: 0.9;
    /** The record that the interval was calibrated by. */
    readonly calibration: { readonly id: string; readonly date: string; readonly source: string };
  };
}

/** Avoided emissions with the interval of the energy they come from. */
export interface AvoidedEmissions extends MadeBy<"avoidedEmissions"> {
  readonly figure: CarbonFigure;
  readonly interval90: {
    readonly lowerGrams: bigint;
    readonly upperGrams: bigint;
    readonly exactHalfWidthGrams: Fraction;
    readonly confidence: 0.9;
    readonly calibration: AvoidedEnergy["interval90"]["calibration"];
    /** The factor is taken as it stands; what other factors would give is the sensitivity's to say. */
    readonly covers: "energy-only";
  };
}

export type AvoidedReason =
  | EmissionsReason
  | NotFiniteReason
  | { readonly code: "negative-half-width"; readonly halfWidthKwh: number };

/** Avoided use × factor. The interval keeps the relative width it has as energy. */
export function avoidedEmissions(
  avoided: AvoidedEnergy,
  factor: EmissionFactor,
): Result<AvoidedEmissions, AvoidedReason> {
  const { halfWidthKwh, confidence, calibration } = avoided.interval90;
  if (halfWidthKwh < 0) return fail({ code: "negative-half-width", halfWidthKwh });
  const exactKwh = fractionOfNumber(avoided.avoidedKwh);
  if (!exactKwh.ok) return exactKwh;
  const halfWidth = fractionOfNumber(halfWidthKwh);
  if (!halfWidth.ok) return halfWidth;
  const figure = emissions({ ...meteredOf(avoided.metered), exactKwh: exactKwh.value }, factor);
  if (!figure.ok) return figure;
  const exactHalfWidthGrams = multiply(halfWidth.value, exactGramsPerKwh(factor));
  const { exactGrams } = figure.value;
  return ok({
    figure: figure.value,
    interval90: {
      lowerGrams: roundHalfEven(subtract(exactGrams, exactHalfWidthGrams)),
      upperGrams: roundHalfEven(add(exactGrams, exactHalfWidthGrams)),
      exactHalfWidthGrams,
      confidence,
      calibration,
      covers: "energy-only",
    },
  } as AvoidedEmissions);
}

/** A sum of figures of one gas and one scope; sums of others would be sums of different things. */
export interface CarbonTotal extends MadeBy<"totals"> {
  readonly gas: Gas;
  readonly scope: Scope;
  readonly grams: bigint;
  readonly exactGrams: Fraction;
  /** How network carriers in it are counted; none when it is of fuels alone. */
  readonly bases: readonly Basis[];
  readonly figures: readonly CarbonFigure[];
}

/** The sums of figures, one for each gas and scope that occur: CO2 is never added to CO2e, nor chimneys to life cycles. */
export function totals(figures: readonly CarbonFigure[]): readonly CarbonTotal[] {
  const groups = Map.groupBy(figures, ({ factor }) => countedBy(factor));
  return [...groups.values()]
    .map((group) => {
      const { gas, scope } = group[0]!.factor;
      const exactGrams = sum(group.map((figure) => figure.exactGrams));
      const bases = new Set(group.flatMap(({ factor }) => ("basis" in factor ? [factor.basis] : [])));
      return {
        gas,
        scope,
        grams: roundHalfEven(exactGrams),
        exactGrams,
        bases: [...bases].sort(),
        figures: group,
      } as unknown as CarbonTotal;
    })
    .sort((a, b) => (`${a.gas} ${a.scope}` < `${b.gas} ${b.scope}` ? -1 : 1));
}

/** Grams as kilograms with all three decimals, digit for digit. */
export function kilogramsText(grams: bigint): string {
  const digits = (grams < 0n ? -grams : grams).toString().padStart(4, "0");
  return `${grams < 0n ? "-" : ""}${digits.slice(0, -3)}.${digits.slice(-3)}`;
}
