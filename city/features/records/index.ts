export { eraseAccount } from "./accounts.ts";
export { CASE_KINDS, CaseBook, type CaseKind, type OpenedCase, type ShownCase } from "./case-book.ts";
export { type ExportParts, publicExport } from "./case-export.ts";
export { type CaseFile, caseFile } from "./case-file.ts";
export { type CaseNumber, caseAddress, isCaseForm, readCaseAddress, readCaseNumber } from "./case-numbers.ts";
export { DataDesk } from "./data-desk.ts";
export {
  eraseFor,
  keptFile,
  lookUp,
  type MyDataPage,
  noData,
  nothingAsked,
  type RequestParts,
  readRequest,
  type StaffDataPage,
} from "./data-requests.ts";
export { eraseKept } from "./erase-kept.ts";
export { findKept } from "./find-kept.ts";
export { LogTree } from "./log-tree.ts";
export { recordMigrations } from "./migrations.ts";
export { registerCsv, registerPage } from "./register-page.ts";
export { RetentionJob } from "./retention-job.ts";
export { retentionPage } from "./retention-page.ts";
export { retentionPlans } from "./retention-plans.ts";
export { releaseCase, staffCasePage } from "./staff-cases.ts";
export { type CaseFault, type CaseVerification, verifyCase } from "./verify-case.ts";
