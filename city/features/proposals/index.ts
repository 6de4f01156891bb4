export { issueCodes } from "./desk-codes.ts";
export { atomFeed, type FeedItem } from "./feed.ts";
export { newestItems } from "./feed-items.ts";
export { FloodGate, type FloodLimits } from "./flood.ts";
export {
  confirmPage,
  type MyAttempt,
  myProposalPage,
  noContact,
  nothingSaid,
  type ProposePage,
  proposeForm,
  proposePage,
} from "./form-pages.ts";
export { CivicDesk, CivicDeskIsFull } from "./group-commit.ts";
export { codeHash, mailCode, ProposalKeys } from "./keys.ts";
export { proposalsPage } from "./list-page.ts";
export type { SaidProposal } from "./making.ts";
export { proposalMigrations } from "./migrations.ts";
export { PendingBook } from "./pending.ts";
export { proposalPage } from "./proposal-page.ts";
export type { Proposal, ProposalPlace, ThreadEntry } from "./proposals.ts";
export { type Asked as PublicOutcome, PublicDesk } from "./public-desk.ts";
export { type Became, ProposalRegister } from "./register.ts";
export { type StaffDone, staffAct } from "./staff-acts.ts";
export { deskPage, staffProposalPage, staffProposalsPage } from "./staff-pages.ts";
export type { StateChange, StateFault, StateOutcome } from "./state-changes.ts";
export { PROPOSAL_STATES, type ProposalState } from "./states.ts";
export { ProposalTeller } from "./telling.ts";
