export * from "./opinions/index.ts";
