export * from "./counting/index.ts";
