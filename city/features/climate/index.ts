export { type ActedOn, actOnAdvice, type SaidOfAdvice } from "./act-on-advice.ts";
export {
  type AdvicePage,
  advicePage,
  type BuildingAdvicePage,
  buildingAdvicePage,
} from "./advice-page.ts";
export { type ClimateView, climateView } from "./climate-page.ts";
export { type ClimateRankingPage, climateRankingPage } from "./ranking-page.ts";
export { recomputeClimate } from "./recompute.ts";
export { climateResultMigrations } from "./results-migration.ts";
export {
  type BuildingHours,
  buildingHours,
  limitsOf,
  type RoomHourParts,
  type RoomHours,
} from "./room-hours.ts";
export { climateMigrations, saidUses, type UseOfRoom, usualUse } from "./room-use.ts";
