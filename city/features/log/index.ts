export { type ActOnRecord, actsOnRecord } from "./acts.ts";
export { type Act, ActLog, type CityKey, openCityKey } from "./append.ts";
export { logMigrations } from "./migrations.ts";
