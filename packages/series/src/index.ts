export * from "./calendar.ts";
export * from "./decimal.ts";
export * from "./regular.ts";
export * from "./result.ts";
export * from "./search.ts";
export * from "./units.ts";
export * from "./xoshiro.ts";
export * from "./zone.ts";
