export * from "./counting/index.ts";
export * from "./opinions/index.ts";
export * from "./representation/index.ts";
