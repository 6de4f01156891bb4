export { type Act, ActLog, openSigner } from "./append.ts";
export { logMigrations } from "./migrations.ts";
