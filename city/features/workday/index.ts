export { type DayPage, dayPage, readFilter } from "./day-page.ts";
export { workdayMigrations } from "./migrations.ts";
export { type StartPage, startPage } from "./start-page.ts";
export { WorkBook } from "./work-book.ts";
