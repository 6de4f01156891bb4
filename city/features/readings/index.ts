export { createReadingApi, type WantedPoint } from "./ingest/api.ts";
export { IntakeDesk } from "./ingest/desk.ts";
export { AnswerBook } from "./ingest/idempotency.ts";
export { readingMigrations } from "./ingest/migrations.ts";
export { PointDirectory } from "./ingest/points.ts";
export { type Source, type SourceFault, SourceRegister } from "./ingest/sources.ts";
