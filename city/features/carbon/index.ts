export { amountOf, type CarbonAmount } from "./carbon-figures.ts";
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
export {
  type BuildingCarbon,
  type BuildingCarbonParts,
  buildingCarbon,
} from "./inventory/building-section.ts";
export { cityUses } from "./inventory/city-uses.ts";
export { cityDegreeDays } from "./inventory/degree-days.ts";
export { inventoryMigrations, saidFacts } from "./inventory/facts.ts";
export { type InventoryPage, inventoryPage } from "./inventory/inventory-page.ts";
export {
  type Contribution,
  type PortfolioGroup,
  type PortfolioParts,
  type PortfolioYear,
  portfolioYear,
} from "./inventory/portfolio-year.ts";
export { publicFile, publicWorkbook } from "./inventory/public-files.ts";
export { publicListYears } from "./inventory/public-list.ts";
export { type PublicBuildingsPage, publicBuildingsPage } from "./inventory/public-page.ts";
export type { SaidText } from "./inventory/read-figures.ts";
export {
  sayOfBuilding,
  sayOfCity,
  staffBuildingPage,
  staffBuildingsPage,
} from "./inventory/staff-buildings.ts";
export { SIMULATED_SOURCE } from "./inventory/words.ts";
export { carbonMigrations } from "./migrations.ts";
export { CarbonTeller, type ListedCarbon, type MeasureCarbon } from "./teller.ts";
export {
  type AvoidedAnywhere,
  type CountedCarbon,
  carbonOfEstimate,
  underFactors,
} from "./under-factors.ts";
export { choiceOfCountry } from "./usual-choice.ts";
