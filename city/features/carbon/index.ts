export { type CarbonPage, carbonPage } from "./carbon-page.ts";
export {
  type CarbonChoice,
  type ChoiceFault,
  carbonCarrier,
  ENERGY_CARRIERS,
  type EnergyCarrier,
  findChoiceFault,
} from "./choice.ts";
export { type CityFactors, cityFactors, type FactorInYear, type NoFactor } from "./city-factors.ts";
export type { CityCarbon } from "./city-total.ts";
export { ClaimBook, type KeptClaim } from "./claim-book.ts";
export {
  type CheckedDocument,
  type ClaimDocument,
  type NoCarbon,
  readClaimDocument,
} from "./claim-document.ts";
export { carbonMigrations } from "./migrations.ts";
export { CarbonTeller, type ListedCarbon, type MeasureCarbon } from "./teller.ts";
export {
  type AvoidedAnywhere,
  type CountedCarbon,
  carbonOfEstimate,
  underFactors,
} from "./under-factors.ts";
export { choiceOfCountry } from "./usual-choice.ts";
