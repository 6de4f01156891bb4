import { type AvoidedPart, avoidedTotals, type Basis, type Standing, weakestStanding } from "@husting/carbon";
import { cambridgeRecord } from "@husting/savings";
import { type CarbonAmount, kilograms } from "./carbon-figures.ts";
import type { CheckedDocument } from "./claim-document.ts";

/** A verified measure; `claim` is null where its avoided carbon cannot be told. */
export interface VerifiedMeasure {
  readonly id: number;
  readonly carrier: string;
  readonly buildingIds: readonly number[];
  readonly claim: CheckedDocument | null;
}

/** What verified measures have saved of one gas in one scope, each over the year it was judged by. */
export interface CarbonTotal {
  readonly amount: CarbonAmount;
  readonly measures: number;
  /** How its network energies are counted. */
  readonly bases: readonly Basis[];
  /** Of the factor that is known least well. */
  readonly standing: Standing;
  /** Between which dates the measures' years ended. */
  readonly endedFrom: string;
  readonly endedTo: string;
  /** Between which dates the claims were frozen. */
  readonly frozenFrom: string;
  readonly frozenTo: string;
}

export interface CityCarbon {
  /** One for each gas and scope: they are different things and are not added up. */
  readonly totals: readonly CarbonTotal[];
  readonly verified: number;
  /** Verified measures without a figure: they are in no total. */
  readonly withoutFigure: number;
  /** Verified measures in no total because another's year at the same meters overlaps theirs: what was avoided would count twice. */
  readonly overlapping: number;
}

/** @param measures in the order of their work: of two that overlap, the first counts. */
export function cityCarbon(measures: readonly VerifiedMeasure[]): CityCarbon {
  const told = measures.flatMap(({ claim, ...measure }) => (claim === null ? [] : [{ ...measure, claim }]));
  const counted: typeof told = [];
  for (const measure of told) {
    if (!counted.some((other) => countsTwice(measure, other))) counted.push(measure);
  }
  const house = groupsOfBuildings(counted);
  const parts = counted.map((measure): AvoidedPart & { readonly claim: CheckedDocument } => ({
    building: house(measure),
    emissions: measure.claim.checked.emissions,
    claim: measure.claim,
  }));
  const totals = avoidedTotals(parts, cambridgeRecord.betweenBuildings);
  if (!totals.ok) throw new RangeError(JSON.stringify(totals.reason));
  return {
    totals: totals.value.map((total): CarbonTotal => {
      const { gas, scope, grams, interval90 } = total;
      const own = parts.filter((part) => total.parts.includes(part)).map(({ claim }) => claim);
      const factors = own.map(({ checked }) => checked.factor);
      const ended = own.map(({ document }) => document.period.toDate).sort();
      const frozen = own.map(({ document }) => document.claim.frozenOn).sort();
      const [first, ...rest] = factors.map(({ standing }) => standing);
      return {
        amount: {
          kg: kilograms(grams),
          lowKg: kilograms(interval90.lowerGrams),
          highKg: kilograms(interval90.upperGrams),
          gas,
          scope,
        },
        measures: own.length,
        bases: [...new Set(factors.flatMap((factor) => ("basis" in factor ? [factor.basis] : [])))].sort(),
        standing: weakestStanding([first!, ...rest]),
        endedFrom: ended[0]!,
        endedTo: ended.at(-1)!,
        frozenFrom: frozen[0]!,
        frozenTo: frozen.at(-1)!,
      };
    }),
    verified: measures.length,
    withoutFigure: measures.length - told.length,
    overlapping: told.length - counted.length,
  };
}

type Told = Omit<VerifiedMeasure, "claim"> & { readonly claim: CheckedDocument };

function countsTwice(a: Told, b: Told): boolean {
  const [one, other] = [a.claim.document.period, b.claim.document.period];
  return (
    a.carrier === b.carrier &&
    a.buildingIds.some((id) => b.buildingIds.includes(id)) &&
    one.fromDate <= other.toDate &&
    other.fromDate <= one.toDate
  );
}

/** Measures that share a building, or a building with one that does, err together: they are one house to the interval. */
function groupsOfBuildings(measures: readonly Told[]): (measure: Told) => string {
  const group = new Map<number, number>();
  for (const { buildingIds } of measures) {
    const met = new Set(buildingIds.map((id) => group.get(id) ?? id));
    const joint = Math.min(...met);
    for (const [id, of] of group) if (met.has(of)) group.set(id, joint);
    for (const id of buildingIds) group.set(id, joint);
  }
  return ({ buildingIds }) => String(group.get(buildingIds[0] ?? 0));
}
