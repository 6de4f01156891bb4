import type { Carrier } from "./energy.ts";
import type { Basis, EmissionFactor, FactorPeriod, Gas, InferredField, Mix, Scope } from "./factor.ts";

/** What keeps two factors from being compared: they count different things. */
export type Incomparable =
  | { readonly code: "carrier-differs"; readonly carriers: readonly [Carrier, Carrier] }
  | { readonly code: "gas-differs"; readonly gases: readonly [Gas, Gas] }
  | { readonly code: "scope-differs"; readonly scopes: readonly [Scope, Scope] }
  | { readonly code: "basis-differs"; readonly bases: readonly [Basis, Basis] }
  | { readonly code: "mix-differs"; readonly mixes: readonly [Mix, Mix] }
  | { readonly code: "heating-value-differs" };

/** What differs between two factors that count the same thing. */
export type Difference =
  | { readonly code: "place-differs"; readonly places: readonly [string, string] }
  | { readonly code: "period-differs"; readonly periods: readonly [FactorPeriod, FactorPeriod] }
  | { readonly code: "source-differs"; readonly sources: readonly [string, string] };

export interface Comparison {
  /** True when nothing stands in `reasons`. */
  readonly comparable: boolean;
  readonly reasons: readonly Incomparable[];
  readonly differences: readonly Difference[];
  /** Fields that either source does not state and we have read into it: the comparison rests on them. */
  readonly restsOnInferred: readonly InferredField[];
}

function samePeriod(a: FactorPeriod, b: FactorPeriod): boolean {
  if (a.kind === "year" && b.kind === "year") return a.year === b.year;
  if (a.kind === "mean-of-years" && b.kind === "mean-of-years") {
    return a.publishedYear === b.publishedYear && a.years === b.years;
  }
  return a.kind === "until-replaced" && b.kind === "until-replaced" && a.publishedYear === b.publishedYear;
}

/**
 * Whether figures made with two factors may be set against each other. They may when both are of one carrier, gas, scope,
 * basis and mix (GHG Protocol, Scope 2 Guidance, ch. 7: location and market figures are reported side by side, not
 * subtracted). Place, year and source may differ; that is what such a comparison is about.
 */
export function compareFactors(a: EmissionFactor, b: EmissionFactor): Comparison {
  const reasons: Incomparable[] = [];
  if (a.carrier !== b.carrier) reasons.push({ code: "carrier-differs", carriers: [a.carrier, b.carrier] });
  if (a.gas !== b.gas) reasons.push({ code: "gas-differs", gases: [a.gas, b.gas] });
  if (a.scope !== b.scope) reasons.push({ code: "scope-differs", scopes: [a.scope, b.scope] });
  if ("basis" in a && "basis" in b) {
    if (a.basis !== b.basis) reasons.push({ code: "basis-differs", bases: [a.basis, b.basis] });
    if (a.mix !== b.mix) reasons.push({ code: "mix-differs", mixes: [a.mix, b.mix] });
  }
  if ("heatingValue" in a && "heatingValue" in b && a.heatingValue !== b.heatingValue) {
    reasons.push({ code: "heating-value-differs" });
  }
  const differences: Difference[] = [];
  if (a.place !== b.place) differences.push({ code: "place-differs", places: [a.place, b.place] });
  if (!samePeriod(a.period, b.period))
    differences.push({ code: "period-differs", periods: [a.period, b.period] });
  if (a.source !== b.source) differences.push({ code: "source-differs", sources: [a.source, b.source] });
  const restsOnInferred = [...new Set([...a.inferred, ...b.inferred])].sort();
  return { comparable: reasons.length === 0, reasons, differences, restsOnInferred };
}
