export { type ActedOn, actOnAdvice, type SaidOfAdvice } from "./act-on-advice.ts";
export {
  type AdviceCarbon,
  type AdvicePage,
  advicePage,
  type BuildingAdvicePage,
  buildingAdvicePage,
} from "./advice-page.ts";
export { adviceOrders } from "./advice-ranking.ts";
export { type ClimateView, climateView } from "./climate-page.ts";
export { hourlyKwh, summed } from "./meter-hours.ts";
export { type ClimateRankingPage, climateRankingPage } from "./ranking-page.ts";
export { recomputeClimate } from "./recompute.ts";
export { climateResultMigrations } from "./results-migration.ts";
export {
  type BuildingHours,
  buildingHours,
  type RoomHourParts,
  type RoomHours,
  roomTemperature,
} from "./room-hours.ts";
export {
  climateMigrations,
  isRoomUse,
  roomUseOf,
  saidUses,
  sayRoomUse,
  type UseOfRoom,
  usualUse,
} from "./room-use.ts";
export { type CityRules, limitsOf, refundRuleOf } from "./rules.ts";
