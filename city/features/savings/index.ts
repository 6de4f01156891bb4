export { isWeakBaseline, WEAK_BASELINE_CVRMSE } from "./baseline-quality.ts";
export type { MonthMeasured } from "./measured-hours.ts";
export { savingsMessages } from "./messages.ts";
export type { MethodPage } from "./method-page.ts";
export { savingsMigrations } from "./migrations.ts";
export { type PublishedFigure, publishedFigures } from "./published.ts";
export { reasonText } from "./reason.ts";
export { type RecomputeOptions, recomputeStale } from "./recompute.ts";
export type {
  Attention,
  EnergyDetail,
  EnergySummary,
  ResultDetail,
  ResultSummary,
  RoomDetail,
  RoomSummary,
} from "./results.ts";
export { METHOD_VERSION, type SavingsStatement, type Statement } from "./statement.ts";
