import { fail, ok, type Result } from "@husting/series";
import { divide, type Fraction, fractionOfNumber, multiply, toDouble } from "./fraction.ts";
import type { MadeBy } from "./made.ts";
import { isStanding, type Provenance } from "./provenance.ts";

/**
 * What a square metre is of. `Atemp`: area within the thermal envelope heated above 10 °C, inside the outer walls (Boverket, BBR).
 * `建筑面积`: gross floor area to the outside of the outer walls (GB/T 50353). `useful`: total useful floor area of Directive
 * (EU) 2023/1791. One building has three different numbers of them.
 */
export type AreaDefinition = "Atemp" | "建筑面积" | "useful";

/** How one definition's area was made from another's. It stays with everything that is computed from it. */
export interface AreaConversion extends Provenance {
  readonly from: AreaDefinition;
  readonly to: AreaDefinition;
  /** Square metres of `to` for each of `from`; the building's own where it is known. */
  readonly factor: number;
  /** Plain words for the reader, such as "Atemp taken as 0.9 of the gross floor area". */
  readonly label: string;
}

/** A floor area of one definition. Types of two definitions do not fit each other. */
export interface FloorArea<Definition extends AreaDefinition> extends MadeBy<Definition> {
  readonly definition: Definition;
  readonly squareMetres: number;
  /** Empty when the area was measured by its own definition. */
  readonly conversions: readonly AreaConversion[];
}

export type AreaReason =
  | { readonly code: "not-an-area"; readonly squareMetres: number }
  | { readonly code: "conversion-does-not-fit"; readonly from: AreaDefinition; readonly to: AreaDefinition }
  | { readonly code: "conversion-without-provenance" }
  | { readonly code: "factor-out-of-range"; readonly factor: number };

/** An area as measured. */
export function floorArea<Definition extends AreaDefinition>(
  definition: Definition,
  squareMetres: number,
): Result<FloorArea<Definition>, AreaReason> {
  if (!(squareMetres > 0 && Number.isFinite(squareMetres)))
    return fail({ code: "not-an-area", squareMetres });
  return ok({ definition, squareMetres, conversions: [] as const } as unknown as FloorArea<Definition>);
}

/** An area of one definition as one of another; the conversion's label and factor go along. */
export function convertArea<From extends AreaDefinition, To extends AreaDefinition>(
  area: FloorArea<From>,
  conversion: AreaConversion & { readonly from: From; readonly to: To },
): Result<FloorArea<To>, AreaReason> {
  const { from, to, factor, label, source, standing } = conversion;
  if (area.definition !== from) return fail({ code: "conversion-does-not-fit", from: area.definition, to });
  if (label.trim() === "" || source.trim() === "" || !isStanding(standing)) {
    return fail({ code: "conversion-without-provenance" });
  }
  // Walls and unheated parts are a part of a house: no two definitions of its area are a factor of two apart.
  if (!(factor >= 0.5 && factor <= 2)) return fail({ code: "factor-out-of-range", factor });
  const exact = fractionOfNumber(area.squareMetres);
  const exactFactor = fractionOfNumber(factor);
  if (!exact.ok || !exactFactor.ok) return fail({ code: "factor-out-of-range", factor });
  return ok({
    definition: to,
    squareMetres: toDouble(multiply(exact.value, exactFactor.value)),
    conversions: [...area.conversions, conversion],
  } as unknown as FloorArea<To>);
}

/** Energy a square metre and year, which only means something together with which square metre. */
export interface Intensity<Definition extends AreaDefinition> extends MadeBy<Definition> {
  readonly area: FloorArea<Definition>;
  readonly exactKwhPerSquareMetre: Fraction;
  readonly kwhPerSquareMetre: number;
}

/** @param exactKwh energy of a year. */
export function intensity<Definition extends AreaDefinition>(
  exactKwh: Fraction,
  area: FloorArea<Definition>,
): Result<Intensity<Definition>, AreaReason> {
  const squareMetres = fractionOfNumber(area.squareMetres);
  if (!squareMetres.ok) return fail({ code: "not-an-area", squareMetres: area.squareMetres });
  const exactKwhPerSquareMetre = divide(exactKwh, squareMetres.value);
  return ok({
    area,
    exactKwhPerSquareMetre,
    kwhPerSquareMetre: toDouble(exactKwhPerSquareMetre),
  } as Intensity<Definition>);
}

export interface IntensityComparison {
  readonly definition: AreaDefinition;
  /** The first less the second, kWh/m². */
  readonly differenceKwhPerSquareMetre: number;
  /** Every conversion either of them rests on; to be shown with the difference. */
  readonly conversions: readonly AreaConversion[];
}

/** Two intensities by one definition of area. Across definitions `convertArea` comes first; the types ask for it. */
export function compareIntensities<Definition extends AreaDefinition>(
  a: Intensity<Definition>,
  b: Intensity<NoInfer<Definition>>,
): IntensityComparison {
  return {
    definition: a.area.definition,
    differenceKwhPerSquareMetre: a.kwhPerSquareMetre - b.kwhPerSquareMetre,
    conversions: [...a.area.conversions, ...b.area.conversions],
  };
}
