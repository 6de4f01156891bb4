export { CASE_KINDS, CaseBook, type CaseKind, type OpenedCase } from "./case-book.ts";
export { type CaseNumber, caseAddress, isCaseForm, readCaseAddress, readCaseNumber } from "./case-numbers.ts";
export { recordMigrations } from "./migrations.ts";
export { RetentionJob } from "./retention-job.ts";
export { retentionPlans } from "./retention-plans.ts";
