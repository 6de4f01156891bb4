export { allAnswers, asMeteringAnswers, markDeclared } from "./answers.ts";
export { type MeterPage, type MetersPage, meterPage, metersPage } from "./meters-pages.ts";
export { meterMigrations } from "./migrations.ts";
export { carryOut } from "./verbs.ts";
