export * from "./representation/index.ts";
