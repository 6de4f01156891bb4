export * from "./avoided.ts";
export * from "./caltrackdaily.ts";
export type { CandidateStatus, DailyModelType } from "./dailycandidates.ts";
export * from "./degreedays.ts";
export * from "./publishedband.ts";
export * from "./statistics.ts";
export * from "./sufficiency.ts";
export * from "./temperature.ts";
