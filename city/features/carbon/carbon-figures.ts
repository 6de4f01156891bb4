import {
  type AvoidedEmissions,
  attributionOf,
  besideCurrent,
  type CarbonFigure,
  type Comparison,
  type EmissionFactor,
  type FactorRecord,
  type Gas,
  type Incomparable,
  type Scope,
  type SensitivityLine,
  sensitivity,
} from "@husting/carbon";
import { sha256 } from "@husting/openness";
import type { CityFactors } from "./city-factors.ts";
import type { CheckedDocument } from "./claim-document.ts";

/** Avoided carbon with the 90 % interval of the energy it comes from, kg, exact to the gram; below zero where more was used. */
export interface CarbonAmount {
  readonly kg: number;
  readonly lowKg: number;
  readonly highKg: number;
  readonly gas: Gas;
  readonly scope: Scope;
}

/** The same energy by the newest factor that counts the same thing in the same place. */
export interface CurrentFigure {
  readonly amount: CarbonAmount;
  readonly factor: FactorRecord;
  /** This year less the factor's. */
  readonly yearsOld: number;
}

/** What another method would give for the same energy. */
export interface OtherMethod {
  readonly kg: number;
  readonly factor: FactorRecord;
  /** Whether it counts the same thing, and so may be set against the claim. */
  readonly comparable: boolean;
  readonly reasons: readonly Incomparable["code"][];
  /** Of place and year, what differs from the claim's own; the source always may. */
  readonly elsewhere: "place" | "year" | "place-and-year" | null;
  /** What the comparison rests on that the sources do not say in as many words. */
  readonly restsOnInferred: Comparison["restsOnInferred"];
}

export interface OtherMethods {
  /** Of all of them and the claim's own; what these are of need not be the same gas. */
  readonly lowest: Pick<CarbonAmount, "kg" | "gas">;
  readonly highest: Pick<CarbonAmount, "kg" | "gas">;
  /** Lowest first. */
  readonly methods: readonly OtherMethod[];
  /** Those of rows under the Open Database License, which are kept apart, with the words it asks for. */
  readonly openDatabase: {
    readonly methods: readonly OtherMethod[];
    readonly attributions: readonly string[];
  };
}

/** Grams as kilograms; a double holds every gram of what a city could avoid. */
export function kilograms(grams: bigint): number {
  return Number(grams) / 1000;
}

export function amountOf({ figure, interval90 }: AvoidedEmissions): CarbonAmount {
  const { gas, scope } = figure.factor;
  return {
    kg: kilograms(figure.grams),
    lowKg: kilograms(interval90.lowerGrams),
    highKg: kilograms(interval90.upperGrams),
    gas,
    scope,
  };
}

/** A frozen claim beside the figure of the year it is now, and what has become of its factor's record. */
export function currentFigure(
  { checked }: CheckedDocument,
  factors: CityFactors,
  year: number,
): { readonly current: CurrentFigure | null; readonly record: "unchanged" | "revised" | "withdrawn" } {
  // A row of an open database stands beside a claim only where the claim is made of one.
  const known =
    checked.factor.licence.kind === "open-database"
      ? [...factors.known, ...factors.openDatabase]
      : factors.known;
  const { current, record } = besideCurrent(checked, known, year, (message) => sha256(message));
  if (!current.ok) return { current: null, record };
  const { emissions, yearsOld } = current.value;
  return {
    current: { amount: amountOf(emissions), factor: emissions.figure.factor, yearsOld },
    record,
  };
}

/** What every other method known for the city would give; null where the claim's factor is not of the city's place. */
export function otherMethods({ checked }: CheckedDocument, factors: CityFactors): OtherMethods | null {
  const { energy } = checked.emissions.figure;
  const all = [...factors.known, ...factors.openDatabase];
  const made = sensitivity(energy, factors.place, checked.factor, all, factors.places);
  if (!made.ok) return null;
  const { others, lowest, highest } = made.value;
  const [apart, methods] = partition(others, ({ figure }) => isOpenDatabase(figure.factor));
  return {
    lowest: endOf(lowest),
    highest: endOf(highest),
    methods: methods.map(methodOf),
    openDatabase: {
      methods: apart.map(methodOf),
      attributions: attributionsOf(apart.map(({ figure }) => figure.factor)),
    },
  };
}

/** The words that records' licences ask to be shown, each once. */
export function attributionsOf(records: readonly FactorRecord[]): string[] {
  return [...new Set(records.flatMap((record) => attributionOf(record) ?? []))];
}

function isOpenDatabase({ licence }: EmissionFactor): boolean {
  return licence.kind === "open-database";
}

function endOf({ grams, factor }: CarbonFigure): OtherMethods["lowest"] {
  return { kg: kilograms(grams), gas: factor.gas };
}

function methodOf({ figure, comparison }: SensitivityLine): OtherMethod {
  return {
    kg: kilograms(figure.grams),
    factor: figure.factor,
    comparable: comparison.comparable,
    reasons: comparison.reasons.map(({ code }) => code),
    elsewhere: elsewhereOf(comparison.differences.map(({ code }) => code)),
    restsOnInferred: comparison.restsOnInferred,
  };
}

function elsewhereOf(differences: readonly Comparison["differences"][number]["code"][]) {
  const isYear = differences.includes("period-differs");
  if (!differences.includes("place-differs")) return isYear ? "year" : null;
  return isYear ? "place-and-year" : "place";
}

function partition<T>(items: readonly T[], has: (item: T) => boolean): [T[], T[]] {
  return [items.filter(has), items.filter((item) => !has(item))];
}
