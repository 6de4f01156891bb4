import { fail, ok, type Result } from "@husting/series";
import { compareFactors } from "./comparison.ts";
import {
  type EmissionFactor,
  emissionFactor,
  type FactorReason,
  type FactorRecord,
  yearOf,
} from "./factor.ts";
import { type AvoidedEmissions, type AvoidedEnergy, type AvoidedReason, avoidedEmissions } from "./figure.ts";

/** SHA-256 (FIPS 180-4) of a message; `sha256` of `@husting/openness` is one. */
export type Sha256 = (message: Uint8Array) => Uint8Array;

/**
 * A claim of avoided carbon, made once: energy, factor and figure stay as they were when it was made. Plain data, to be stored
 * and sent as JSON; `checkClaim` gives figures of it again.
 */
export interface FrozenClaim {
  /** Of the measure the claim is about. */
  readonly measure: string;
  /** ISO 8601 date. */
  readonly frozenOn: string;
  readonly avoided: AvoidedEnergy;
  readonly factor: FactorRecord;
  /** Lower-case hexadecimal SHA-256 of the factor's record, `canonicalFactor`. */
  readonly factorHash: string;
  /** Whole grams in decimal digits, for JSON has no whole numbers of any length. */
  readonly grams: string;
  readonly lowerGrams: string;
  readonly upperGrams: string;
}

/** A claim whose factor is the one it was frozen with and whose figures follow from it. */
export interface CheckedClaim {
  readonly claim: FrozenClaim;
  readonly factor: EmissionFactor;
  readonly emissions: AvoidedEmissions;
}

export type ClaimReason =
  | AvoidedReason
  | FactorReason
  | { readonly code: "not-a-date"; readonly frozenOn: string }
  | { readonly code: "factor-is-not-the-frozen-one"; readonly frozenHash: string; readonly foundHash: string }
  | {
      readonly code: "figure-is-not-the-frozen-one";
      readonly frozenGrams: string;
      readonly foundGrams: string;
    };

/** Plain data as one text, members in the order of their names. */
export function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(",")}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const members = Object.entries(value)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, inner]) => `${JSON.stringify(key)}:${canonical(inner)}`);
  return `{${members.join(",")}}`;
}

/**
 * A factor's record as one text, members in the order of their names: for records, which hold well-formed texts and whole
 * numbers, this is canonical JSON (RFC 8785).
 */
export function canonicalFactor(factor: EmissionFactor): string {
  return canonical(factor);
}

/** Lower-case hexadecimal hash of a factor's record; any change of value, source, licence or standing changes it. */
export function factorHash(factor: EmissionFactor, sha256: Sha256): string {
  return sha256(new TextEncoder().encode(`husting emission factor v1\n${canonicalFactor(factor)}`)).toHex();
}

function figuresOf({ figure, interval90 }: AvoidedEmissions) {
  return {
    grams: figure.grams.toString(),
    lowerGrams: interval90.lowerGrams.toString(),
    upperGrams: interval90.upperGrams.toString(),
  };
}

/** Makes a claim; from then on its factor is the one it was made with. */
export function freezeClaim(
  claim: Pick<FrozenClaim, "measure" | "frozenOn" | "avoided"> & { readonly factor: EmissionFactor },
  sha256: Sha256,
): Result<FrozenClaim, ClaimReason> {
  const { measure, frozenOn, avoided, factor } = claim;
  if (!/^\d{4}-\d\d-\d\d$/.test(frozenOn) || Number.isNaN(Date.parse(frozenOn))) {
    return fail({ code: "not-a-date", frozenOn });
  }
  const figure = avoidedEmissions(avoided, factor);
  if (!figure.ok) return figure;
  const hash = factorHash(factor, sha256);
  return ok({ measure, frozenOn, avoided, factor, factorHash: hash, ...figuresOf(figure.value) });
}

/**
 * A claim read back from a store or a partner, whose shape the reader has checked: its factor has to be the one it was frozen
 * with and its figures have to follow from it, to the gram.
 */
export function checkClaim(claim: FrozenClaim, sha256: Sha256): Result<CheckedClaim, ClaimReason> {
  const factor = emissionFactor(claim.factor);
  if (!factor.ok) return factor;
  const foundHash = factorHash(factor.value, sha256);
  if (foundHash !== claim.factorHash) {
    return fail({ code: "factor-is-not-the-frozen-one", frozenHash: claim.factorHash, foundHash });
  }
  const again = avoidedEmissions(claim.avoided, factor.value);
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
  return ok({ claim, factor: factor.value, emissions: again.value });
}

export interface BesideCurrent {
  readonly frozen: AvoidedEmissions;
  /** The same energy by the newest factor that counts the same thing in the same place, or why there is none. */
  readonly current: Result<
    { readonly emissions: AvoidedEmissions; readonly yearsOld: number },
    AvoidedReason | { readonly code: "no-newer-factor"; readonly newestYear: number }
  >;
  /** What has become of the frozen record since: the same, another under its name, or gone. */
  readonly record: "unchanged" | "revised" | "withdrawn";
}

/**
 * A frozen claim beside the figure of a later year. The newest factor not after `year` is taken, however old it is: factors of
 * a year come out one or two years after it, and `yearsOld` says so.
 * @param known the factors known now, the frozen one's successor among them.
 */
export function besideCurrent(
  checked: CheckedClaim,
  known: readonly EmissionFactor[],
  year: number,
  sha256: Sha256,
): BesideCurrent {
  const { claim, factor, emissions: frozen } = checked;
  const named = known.find((candidate) => candidate.id === factor.id);
  const record =
    named === undefined
      ? "withdrawn"
      : factorHash(named, sha256) === claim.factorHash
        ? "unchanged"
        : "revised";
  const newest = known
    .filter((candidate) => {
      const { comparable } = compareFactors(factor, candidate);
      return comparable && candidate.place === factor.place && yearOf(candidate) <= year;
    })
    // Of one year, the frozen source's own figure goes first: another source is another method.
    .sort(
      (a, b) =>
        yearOf(b) - yearOf(a) || Number(b.source === factor.source) - Number(a.source === factor.source),
    )[0];
  const isNews = newest !== undefined && (yearOf(newest) > yearOf(factor) || newest === named);
  if (!isNews) {
    return {
      frozen,
      record,
      current: fail({ code: "no-newer-factor", newestYear: yearOf(factor) }),
    };
  }
  const figure = avoidedEmissions(claim.avoided, newest);
  return {
    frozen,
    record,
    current: figure.ok ? ok({ emissions: figure.value, yearsOld: year - yearOf(newest) }) : figure,
  };
}
