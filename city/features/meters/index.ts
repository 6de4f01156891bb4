export { answersOf, asMeteringAnswers, CHOICES, giveAnswer, markDeclared } from "./answers.ts";
export { exchangeMeter, takeBackExchange } from "./exchange.ts";
export { type MeterPage, type MetersPage, meterPage, metersPage } from "./meters-pages.ts";
export { meterMigrations } from "./migrations.ts";
