export { isWeakBaseline, WEAK_BASELINE_CVRMSE } from "./baseline-quality.ts";
export { cityWeatherPoints, outdoorTemperature } from "./city-weather.ts";
export type { NoClaim, SavingsClaim } from "./claims/claim.ts";
export { calibrationCarrier } from "./claims/method-names.ts";
export { claimReasonText } from "./claims/reasons.ts";
export { claimsUntil, type MeterClaim, metersOf } from "./claims-until.ts";
export { type MeteredInput, meteredUse, RESULT_VERSION } from "./compute.ts";
export { dailyMeans, dailySums, daysOf } from "./daily.ts";
export { type ExpectedBy, type HoursOfUse, HoursOfUseTeller } from "./hours-of-use.ts";
export { type ClaimSum, claimsOfMeasure, type PointClaim, sumOfClaims } from "./measure-claims.ts";
export type { MonthMeasured } from "./measured-hours.ts";
export { savingsMessages } from "./messages.ts";
export type { MethodPage } from "./method-page.ts";
export { savingsMigrations } from "./migrations.ts";
export type { PointUse } from "./point-use.ts";
export {
  type CorrectedFigure,
  correctedFigures,
  type PublishedFigure,
  publishedFigures,
  type RevisionCause,
} from "./published.ts";
export { type RecomputeOptions, recomputeStale } from "./recompute.ts";
export type {
  Attention,
  EnergyDetail,
  EnergySummary,
  KeptQuestion,
  ResultDetail,
  ResultSummary,
  RoomDetail,
  RoomSummary,
} from "./results.ts";
export { TrialDesk, type TrialPage } from "./try/page.ts";
export { exactKwhOfYear, type KeptYear } from "./years.ts";
