export * from "./energy.ts";
export * from "./factor.ts";
export {
  type Fraction,
  fraction,
  fractionOfDecimal,
  fractionOfNumber,
  type NotFiniteReason,
  roundHalfEven,
  toDouble,
} from "./fraction.ts";
export * from "./opendatabasefactors.ts";
export * from "./places.ts";
export * from "./provenance.ts";
export * from "./provincefactors.ts";
export * from "./seedfactors.ts";
