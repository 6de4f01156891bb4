export * from "./crossing.ts";
export * from "./represent.ts";
export * from "./wilson.ts";
