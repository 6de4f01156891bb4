export {
  type CarbonChoice,
  type ChoiceFault,
  carbonCarrier,
  ENERGY_CARRIERS,
  type EnergyCarrier,
  findChoiceFault,
} from "./choice.ts";
export { type CityFactors, cityFactors, type FactorInYear, type NoFactor } from "./city-factors.ts";
export { inventoryMigrations } from "./inventory/facts.ts";
export {
  type Contribution,
  type PortfolioGroup,
  type PortfolioParts,
  type PortfolioYear,
  portfolioYear,
} from "./inventory/portfolio-year.ts";
export { choiceOfCountry } from "./usual-choice.ts";
