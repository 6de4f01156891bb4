export { answersOf, asMeteringAnswers, CHOICES, giveAnswer } from "./answers.ts";
export { exchangeMeter, takeBackExchange } from "./exchange.ts";
export { type MeterPage, type MetersPage, meterPage, metersPage } from "./meters-pages.ts";
export { meterMigrations } from "./migrations.ts";
