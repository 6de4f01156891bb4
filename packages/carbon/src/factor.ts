import { fail, ok, parseDecimal, type Result } from "@husting/series";
import {
  type FuelCarrier,
  fuelCarriers,
  type HeatingValue,
  type NetworkCarrier,
  networkCarriers,
} from "./energy.ts";
import { type Fraction, fractionOfDecimal } from "./fraction.ts";
import type { MadeBy } from "./made.ts";
import { isStanding, type Licence, type Provenance } from "./provenance.ts";

/** Carbon dioxide alone, or all greenhouse gases as its equivalent. */
export type Gas = "CO2" | "CO2e";
/** Direct: what leaves chimneys. Life cycle: also building, fuel supply and waste. */
export type Scope = "direct" | "life-cycle";
/** GHG Protocol, Scope 2 Guidance, ch. 4: the grid one stands on, or what one has bought (and what is left over). */
export type Basis = "location" | "market";
/** What is generated in the place, or what is used in it after trade. */
export type Mix = "production" | "consumption";

/** When a factor is of. */
export type FactorPeriod =
  | { readonly kind: "year"; readonly year: number }
  /** A mean of several years, of which the publication's year is known. */
  | { readonly kind: "mean-of-years"; readonly years: number; readonly publishedYear: number }
  /** A guideline's value that stands until it is replaced. */
  | { readonly kind: "until-replaced"; readonly publishedYear: number };

/** What the source does not say in as many words and we have read into it; to be checked. */
export type InferredField = "basis" | "mix" | "scope";

interface Described extends Provenance {
  readonly id: string;
  /** A place of `places.ts`, or the city's own name for a network. */
  readonly place: string;
  readonly gas: Gas;
  readonly scope: Scope;
  readonly inferred: readonly InferredField[];
  /** What was done to the source's figure before it stood here. */
  readonly remark?: "converted-from-grams-per-megajoule" | "converted-from-tonnes-per-gigajoule";
}

interface NetworkAccounting {
  readonly carrier: NetworkCarrier;
  readonly basis: Basis;
  readonly mix: Mix;
}

interface FuelAccounting {
  readonly carrier: FuelCarrier;
  readonly heatingValue: HeatingValue;
}

/** All that has to be known of a factor but its value and its time. */
export type FactorDescription = Described & (NetworkAccounting | FuelAccounting);

/** A factor as it is written down: plain data. `gramsPerKwh` is a decimal with a point, kept digit for digit. */
export type FactorRecord = FactorDescription & {
  readonly period: FactorPeriod;
  readonly gramsPerKwh: string;
};

/** A checked record; nothing else gives a figure of carbon. Only `emissionFactor` makes one, and it cannot be changed. */
export type EmissionFactor = FactorRecord & MadeBy<"emissionFactor">;

export type FactorReason =
  /** Absent, empty, or not one of the values it may have. */
  | { readonly code: "field-missing-or-unknown"; readonly field: string }
  | { readonly code: "not-a-factor"; readonly gramsPerKwh: string };

const words = (value: unknown): value is string =>
  typeof value === "string" && value.trim() !== "" && value.isWellFormed();
const oneOf = <T extends string>(value: unknown, allowed: readonly T[]): value is T =>
  allowed.some((entry) => entry === value);
const isYear = (value: unknown): boolean =>
  typeof value === "number" && Number.isInteger(value) && value >= 1950 && value <= 2100;

function periodHolds(period: FactorPeriod): boolean {
  if (period?.kind === "year") return isYear(period.year);
  if (period?.kind === "mean-of-years")
    return Number.isInteger(period.years) && period.years > 1 && isYear(period.publishedYear);
  return period?.kind === "until-replaced" && isYear(period.publishedYear);
}

function licenceHolds(licence: Licence): boolean {
  if (licence?.kind === "not-stated") return true;
  if (licence?.kind === "open-database") return licence.name === "ODbL-1.0" && words(licence.attribution);
  return licence?.kind === "named" && words(licence.name) && words(licence.attribution);
}

/** The first field of a description that does not hold. Records may come from a file, where types promise nothing. */
export function faultyField(record: FactorDescription): string | undefined {
  if (typeof record !== "object" || record === null) return "record";
  const { url, standing, memoryConfidencePct: sure } = record;
  if (!words(record.id)) return "id";
  if (!words(record.place)) return "place";
  if (!oneOf(record.gas, ["CO2", "CO2e"])) return "gas";
  if (!oneOf(record.scope, ["direct", "life-cycle"])) return "scope";
  if (!words(record.source)) return "source";
  if (url !== null && !/^https?:\/\/\S+$/.test(url)) return "url";
  if (!licenceHolds(record.licence)) return "licence";
  if (!isStanding(standing)) return "standing";
  if (sure !== undefined && !(standing === "from-memory" && sure > 0 && sure < 100))
    return "memoryConfidencePct";
  const inferrable: readonly InferredField[] = ["basis", "mix", "scope"];
  if (!Array.isArray(record.inferred) || !record.inferred.every((field) => oneOf(field, inferrable)))
    return "inferred";
  if (oneOf(record.carrier, fuelCarriers)) {
    return "heatingValue" in record && oneOf(record.heatingValue, ["lower", "higher"])
      ? undefined
      : "heatingValue";
  }
  if (!oneOf(record.carrier, networkCarriers)) return "carrier";
  if (!("basis" in record) || !oneOf(record.basis, ["location", "market"])) return "basis";
  return oneOf(record.mix, ["production", "consumption"]) ? undefined : "mix";
}

function frozenCopy<T>(value: T): T {
  if (typeof value !== "object" || value === null) return value;
  const copy = Array.isArray(value)
    ? value.map(frozenCopy)
    : Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, frozenCopy(inner)]));
  return Object.freeze(copy) as T;
}

/** A record as a factor, or the first thing that is wrong with it. The factor is a frozen copy. */
export function emissionFactor(record: FactorRecord): Result<EmissionFactor, FactorReason> {
  const field = faultyField(record) ?? (periodHolds(record.period) ? undefined : "period");
  if (field !== undefined) return fail({ code: "field-missing-or-unknown", field });
  const { gramsPerKwh } = record;
  // One spelling a value: the hash of a record must not depend on how its number was typed.
  if (!/^(?:0|[1-9]\d{0,5})(?:\.\d{1,12})?$/.test(gramsPerKwh))
    return fail({ code: "not-a-factor", gramsPerKwh });
  return ok(frozenCopy(record) as EmissionFactor);
}

/** A list of records written in code. @throws TypeError when one does not hold: the code is wrong then. */
export function emissionFactors(records: readonly FactorRecord[]): readonly EmissionFactor[] {
  return records.map((record) => {
    const factor = emissionFactor(record);
    if (!factor.ok) throw new TypeError(`${record.id}: ${JSON.stringify(factor.reason)}`);
    return factor.value;
  });
}

/** A factor's value, g/kWh, exactly. */
export function exactGramsPerKwh(factor: EmissionFactor): Fraction {
  const value = parseDecimal(factor.gramsPerKwh, ".");
  if (!value.ok) throw new TypeError(`${factor.id} was not made by emissionFactor`);
  return fractionOfDecimal(value.value);
}

/** The year a factor is of, or in which it was published where it is of no single year. */
export function yearOf(factor: EmissionFactor): number {
  return factor.period.kind === "year" ? factor.period.year : factor.period.publishedYear;
}

/** What a factor counts, as a key: only figures that agree in it may be added up. */
export function countedBy(factor: EmissionFactor): string {
  return `${factor.gas} ${factor.scope}`;
}
