export { type ActedOn, actOnAdvice, type SaidOfAdvice } from "./act-on-advice.ts";
export { leadingFigure, RETURNS_AFTER_GROWTH } from "./advice.ts";
export {
  type AdviceCarbon,
  type AdvicePage,
  type AdviceParts,
  advicePage,
  type BuildingAdvicePage,
  buildingAdvicePage,
  type RankedAdvice,
} from "./advice-page.ts";
export { adviceOrders } from "./advice-ranking.ts";
export { co2LimitPpm } from "./air-limit.ts";
export { CLIMATE_VERSION } from "./climate-figures.ts";
export { type ClimateView, climateView } from "./climate-page.ts";
export { hourlyKwh, summed } from "./meter-hours.ts";
export { type ClimateBuildingsPage, climateBuildingsPage } from "./ranking-page.ts";
export { recomputeClimate } from "./recompute.ts";
export { climateResultMigrations } from "./results-migration.ts";
export { readRoomFilter } from "./room-filter.ts";
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
export { roomsCsv, roomsWorkbook } from "./rooms-file.ts";
export {
  climateRoomsPage,
  type RoomsPage as ClimateRoomsPage,
  type RoomsPageParts as ClimateRoomsPageParts,
  type SaidOfRoom,
} from "./rooms-page.ts";
export { type CityRules, limitsOf, refundRuleOf } from "./rules.ts";
export { tellsHours } from "./tells-hours.ts";
