export * from "./amounts.ts";
export * from "./checks.ts";
export {
  type Balance,
  type Consumption,
  type ConsumptionOptions,
  type ConsumptionReason,
  consumption,
} from "./consumption.ts";
export * from "./findings.ts";
export * from "./model.ts";
export * from "./quality.ts";
export type { Span } from "./steps.ts";
export * from "./totals.ts";
export * from "./trap.ts";
export * from "./traps.ts";
export * from "./virtual.ts";
export * from "./zero-runs.ts";
