export { savingsMessages } from "./messages.ts";
export { savingsMigrations } from "./migrations.ts";
export { reasonText } from "./reason.ts";
export { type RecomputeParts, recomputeStale } from "./recompute.ts";
export type { EnergyDetail, EnergySummary, ResultSummary, RoomDetail, RoomSummary } from "./results.ts";
export type { SavingsStatement, Statement } from "./statement.ts";
