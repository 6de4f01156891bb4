import { fail, ok, type Result } from "@husting/series";
import { canonical, type Sha256 } from "./claim.ts";
import type { FactorDescription } from "./factor.ts";
import type { HourlyFactors } from "./hourly.ts";
import {
  type AvoidedByHour,
  type HourlyAvoided,
  type HourlyAvoidedReason,
  hourlyAvoided,
} from "./hourlyavoided.ts";

/**
 * A claim of carbon avoided by the hour, made once. Plain data. Years of hours are too many to carry along, so it holds
 * their hashes: who has the hours can check it, and who has others is told.
 */
export interface FrozenHourlyClaim {
  readonly measure: string;
  /** ISO 8601 date. */
  readonly frozenOn: string;
  readonly interval90: AvoidedByHour["interval90"];
  readonly factor: FactorDescription;
  /** Lower-case hexadecimal SHA-256 of description and hours, `hourlyFactorsHash`. */
  readonly factorsHash: string;
  /** Of what was expected and used, hour by hour. */
  readonly energyHash: string;
  readonly hours: { readonly counted: number; readonly withAvoidedUse: number };
  /** Whole grams in decimal digits. */
  readonly grams: string;
  readonly lowerGrams: string;
  readonly upperGrams: string;
}

export type HourlyClaimReason =
  | HourlyAvoidedReason
  | { readonly code: "not-a-date"; readonly frozenOn: string }
  | {
      readonly code: "factors-are-not-the-frozen-ones";
      readonly frozenHash: string;
      readonly foundHash: string;
    }
  | { readonly code: "energy-is-not-the-frozen-one"; readonly frozenHash: string; readonly foundHash: string }
  | {
      readonly code: "figure-is-not-the-frozen-one";
      readonly frozenGrams: string;
      readonly foundGrams: string;
    };

interface Column {
  readonly startMs: number;
  readonly stepMs: number;
  readonly values: Float64Array;
}

/** Hours as one text: start, step, and each number as the shortest decimal of its double, a gap as nothing. */
function columnText({ startMs, stepMs, values }: Column): string {
  return `${startMs} ${stepMs} ${Array.from(values, (value) => (Number.isNaN(value) ? "" : String(value))).join(",")}`;
}

function hashOf(kind: string, parts: readonly string[], sha256: Sha256): string {
  return sha256(new TextEncoder().encode(`husting ${kind} v1\n${parts.join("\n")}`)).toHex();
}

/** Any change of an hour, a source, a licence or a standing changes it. */
export function hourlyFactorsHash(factors: HourlyFactors, sha256: Sha256): string {
  return hashOf(
    "hourly factors",
    [canonical(descriptionOf(factors)), columnText(factors.gramsPerKwh)],
    sha256,
  );
}

function energyHash({ carrier, expectedKwh, usedKwh }: AvoidedByHour, sha256: Sha256): string {
  return hashOf("avoided hours", [carrier, columnText(expectedKwh), columnText(usedKwh)], sha256);
}

function descriptionOf(factors: HourlyFactors): FactorDescription {
  const { gramsPerKwh: _, ...description } = factors as HourlyFactors & FactorDescription;
  return description as FactorDescription;
}

function figuresOf({ grams, interval90 }: HourlyAvoided) {
  return {
    grams: grams.toString(),
    lowerGrams: interval90.lowerGrams.toString(),
    upperGrams: interval90.upperGrams.toString(),
  };
}

/** Makes a claim; from then on its hours are those it was made with. */
export function freezeHourlyClaim(
  { measure, frozenOn }: Pick<FrozenHourlyClaim, "measure" | "frozenOn">,
  avoided: AvoidedByHour,
  factors: HourlyFactors,
  sha256: Sha256,
): Result<FrozenHourlyClaim, HourlyClaimReason> {
  if (!/^\d{4}-\d\d-\d\d$/.test(frozenOn) || Number.isNaN(Date.parse(frozenOn))) {
    return fail({ code: "not-a-date", frozenOn });
  }
  const made = hourlyAvoided(avoided, factors);
  if (!made.ok) return made;
  const { measured, expected } = made.value.coverage;
  return ok({
    measure,
    frozenOn,
    interval90: avoided.interval90,
    factor: descriptionOf(factors),
    factorsHash: hourlyFactorsHash(factors, sha256),
    energyHash: energyHash(avoided, sha256),
    hours: { counted: measured, withAvoidedUse: expected },
    ...figuresOf(made.value),
  });
}

/** A claim against the hours somebody has: both have to be the frozen ones, and its figures have to follow from them. */
export function checkHourlyClaim(
  claim: FrozenHourlyClaim,
  hours: Pick<AvoidedByHour, "carrier" | "expectedKwh" | "usedKwh">,
  factors: HourlyFactors,
  sha256: Sha256,
): Result<HourlyAvoided, HourlyClaimReason> {
  const avoided = { ...hours, interval90: claim.interval90 };
  const foundFactors = hourlyFactorsHash(factors, sha256);
  if (foundFactors !== claim.factorsHash) {
    return fail({
      code: "factors-are-not-the-frozen-ones",
      frozenHash: claim.factorsHash,
      foundHash: foundFactors,
    });
  }
  const foundEnergy = energyHash(avoided, sha256);
  if (foundEnergy !== claim.energyHash) {
    return fail({
      code: "energy-is-not-the-frozen-one",
      frozenHash: claim.energyHash,
      foundHash: foundEnergy,
    });
  }
  const again = hourlyAvoided(avoided, factors);
  if (!again.ok) return again;
  const found = figuresOf(again.value);
  for (const part of ["grams", "lowerGrams", "upperGrams"] as const) {
    if (found[part] !== claim[part]) {
      return fail({
        code: "figure-is-not-the-frozen-one",
        frozenGrams: claim[part],
        foundGrams: found[part],
      });
    }
  }
  return again;
}
