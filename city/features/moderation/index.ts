export { act } from "./acts.ts";
export { ANSWERING, type Appeal, type AppealFault, answer, appeal, waitingAppeals } from "./appeals.ts";
export { type ModerationCase, waitingCases } from "./cases.ts";
export { countsCsv, countsPage } from "./counts.ts";
export { clientNet } from "./fair-share.ts";
export { type FloodAct, FloodGate, type FloodLimits, hasPlace, takePlace, USUAL_LIMITS } from "./flood.ts";
export { forgetHeld, type HoldingParts, heldOf, holdBack } from "./held.ts";
export { type HouseRules, houseRuleSets } from "./house-rules.ts";
export type { KeptField, KeptText, ModerationParts, TextKeeper, Told } from "./keepers.ts";
export { moderationMigrations } from "./migrations.ts";
export { houseRulesPage, reportPage } from "./public-pages.ts";
export { RepeatWatch } from "./repeats.ts";
export { closeGone, readMark, report } from "./reports.ts";
export { maskedText, mustBeTold, type PointedOut, pointedOut } from "./screening.ts";
export { type CaseAttempt, casePage, queuePage } from "./staff-pages.ts";
export {
  forgetRedaction,
  hiddenOf,
  isHidden,
  type Standing,
  standingOf,
  standingsOf,
  type Tombstone,
  UNMODERATED,
} from "./standing.ts";
export { readSubject, type Subject, subjectName } from "./subjects.ts";
