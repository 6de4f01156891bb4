export {
  isVerified,
  type KeptVerdict,
  type RecordedVerdict,
  VerdictBook,
  type VerdictVersion,
} from "./book.ts";
export { type Explained, explainVerdict } from "./explain.ts";
export { judgedRoom } from "./gather.ts";
export { type JudgeParts, judgeDue } from "./judge.ts";
export { type LookDue, looksOf } from "./looks.ts";
export { verdictMigrations } from "./migrations.ts";
export { type PlanAsk, planAsk } from "./plan-ask.ts";
export { type VerdictSection, verdictSection } from "./verdict-section.ts";
