import {
  type Basis,
  type CarbonFigure,
  type CarbonTotal,
  type Gas,
  kilogramsText,
  type Scope,
  type Standing,
  yearOf,
} from "@husting/carbon";

/** A factor as a page shows it beside a figure. */
export interface FactorView {
  readonly id: string;
  readonly gramsPerKwh: string;
  readonly gas: Gas;
  readonly scope: Scope;
  readonly basis: Basis | null;
  /** The year it is of, or in which it was published. */
  readonly year: number;
  readonly source: string;
  readonly standing: Standing;
}

/** Plain data for pages and their JSON: kilograms to the gram, as decimal text. */
export interface CarbonView {
  readonly kilograms: string;
  readonly factor: FactorView;
  /** The year of the use less the factor's. */
  readonly factorYearsOff: number;
}

export interface TotalView {
  readonly gas: Gas;
  readonly scope: Scope;
  readonly bases: readonly Basis[];
  readonly kilograms: string;
}

export function carbonView(figure: CarbonFigure, year: number, grams: bigint = figure.grams): CarbonView {
  const { factor } = figure;
  const { id, gramsPerKwh, gas, scope, source, standing } = factor;
  return {
    kilograms: kilogramsText(grams),
    factor: {
      id,
      gramsPerKwh,
      gas,
      scope,
      basis: "basis" in factor ? factor.basis : null,
      year: yearOf(factor),
      source,
      standing,
    },
    factorYearsOff: year - yearOf(factor),
  };
}

export function totalView({ gas, scope, bases, grams }: CarbonTotal): TotalView {
  return { gas, scope, bases, kilograms: kilogramsText(grams) };
}
