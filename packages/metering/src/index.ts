export * from "./consumption.ts";
export * from "./findings.ts";
export * from "./model.ts";
export * from "./quality.ts";
export type { Span } from "./steps.ts";
