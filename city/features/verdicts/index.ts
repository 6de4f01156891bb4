export { VerdictBook } from "./book.ts";
export { type JudgeParts, judgeDue } from "./judge.ts";
export { verdictMigrations } from "./migrations.ts";
