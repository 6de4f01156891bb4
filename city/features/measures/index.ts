export { type Measure, MeasureRegister } from "./measures.ts";
export { measureMigrations } from "./migrations.ts";
