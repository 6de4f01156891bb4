export { askByMail, deskCode, handOutPaper, takeToken } from "./activation.ts";
export type { BallotKind, Choices } from "./ballot.ts";
export { type Budget, findBudget, onBallot, projectsOf } from "./budgets.ts";
export { BallotDesk, rulesOf, type SaidVote } from "./casting.ts";
export { clearClosed, closeVoting, type Reconciliation } from "./closing.ts";
export { type CountedBudget, countBallots, countBudget, resultDocument } from "./counting.ts";
export { IdentityCookies } from "./identity/cookies.ts";
export { CALLBACK_PATH, createIdentityRoutes, type IdentityWay } from "./identity/routes.ts";
export { budgetMigrations } from "./migrations.ts";
export { openVoting, prepareVoting, projectsHash } from "./opening.ts";
export { enterPaper, PaperSerials, printPapers } from "./papers.ts";
export type { BudgetParts } from "./parts.ts";
export {
  type BallotPage,
  type BallotScript,
  ballotPage,
  ballotsPage,
  budgetPage,
  budgetsPage,
  type ListedBudget,
} from "./public-pages.ts";
export { checkPublication, type PublicationFault, receiptOf } from "./publication.ts";
export {
  type BudgetOnRecord,
  type PublishedBudget,
  type Recounted,
  recountBudget,
} from "./recount.ts";
export { ResultTeller } from "./result-page.ts";
export { importRoll } from "./roll.ts";
export { RollHashes } from "./roll-hashes.ts";
export { createBallotIntake, createBudgetFiles } from "./routes.ts";
export { addProject, advance, judgeProject, makeBudget, type SaidBudget } from "./setup.ts";
export {
  budgetDeskPage,
  type StaffFault,
  staffBudgetPage,
  staffBudgetsPage,
} from "./staff-pages.ts";
export { BUDGET_STATES, type BudgetState, isBeforeVoting } from "./states.ts";
export { TokenKeys } from "./token-key.ts";
