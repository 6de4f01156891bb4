export * from "./avoidedtotals.ts";
export * from "./benchmark.ts";
export {
  type BesideCurrent,
  besideCurrent,
  type CheckedClaim,
  type ClaimReason,
  canonicalFactor,
  checkClaim,
  type FrozenClaim,
  factorHash,
  freezeClaim,
  type Sha256,
} from "./claim.ts";
export * from "./comparison.ts";
export * from "./datedrecord.ts";
export * from "./energy.ts";
export * from "./factor.ts";
export * from "./figure.ts";
export * from "./floorarea.ts";
export {
  type Fraction,
  fraction,
  fractionOfDecimal,
  fractionOfNumber,
  type NotFiniteReason,
  roundHalfEven,
  toDouble,
} from "./fraction.ts";
export * from "./hourly.ts";
export * from "./hourlyavoided.ts";
export * from "./hourlyclaim.ts";
export * from "./inventory.ts";
export * from "./opendatabasefactors.ts";
export * from "./places.ts";
export * from "./primaryenergy.ts";
export * from "./provenance.ts";
export * from "./provincefactors.ts";
export * from "./publicbuildings.ts";
export * from "./reductionpath.ts";
export * from "./seedfactors.ts";
export * from "./sensitivity.ts";
export * from "./yearlyuse.ts";
