export * from "./adaptive.ts";
export { type Advice, adviceWorth, advise, type DetectorName, rankAdvice } from "./advice/advise.ts";
export { meanRoom, settledHours } from "./advice/context.ts";
export {
  type AdviceCode,
  type AdviceInput,
  type AdviceRoom,
  adviceCodes,
  type Evidence,
  type Finding,
  type SilentReason,
} from "./advice/model.ts";
export { type AdviceThreshold, adviceAssumptions, adviceThresholds } from "./advice/thresholds.ts";
export * from "./airchanges.ts";
export * from "./buildingfigures.ts";
export * from "./elevatedairspeed.ts";
export * from "./heatingseason.ts";
export {
  dailyMeans,
  dateOf,
  type FrameReason,
  type HourFrame,
  type LocalHours,
  localHours,
  onFrame,
} from "./hours.ts";
export { co2Bound, defaultOutdoorCo2Ppm } from "./limitbounds.ts";
export * from "./limitrecords.ts";
export * from "./occupancy.ts";
export * from "./outdoors.ts";
export * from "./outsidedays.ts";
export * from "./pmv.ts";
export * from "./profiles.ts";
export * from "./refund.ts";
export * from "./roomfigures.ts";
export * from "./roomuse.ts";
export * from "./setback.ts";
export * from "./standardeffective.ts";
export type { Interval90 } from "./statistics.ts";
