export { type AtBuilding, proposalsAt } from "./at-building.ts";
export { CODE_SIGNS, checkSign, hasCheckSign, signValue, withCheckSign } from "./check-sign.ts";
export { issueCodes, issueSlips } from "./desk-codes.ts";
export { atomFeed, type FeedItem } from "./feed.ts";
export { newestItems } from "./feed-items.ts";
export {
  confirmPage,
  type MyAttempt,
  type MyProposalPage,
  myProposalPage,
  noContact,
  nothingSaid,
  type ProposePage,
  proposeForm,
  proposePage,
  saidTexts,
} from "./form-pages.ts";
export { CivicDesk, CivicDeskIsFull } from "./group-commit.ts";
export { isMailedCode, mailedCode, ProposalKeys } from "./keys.ts";
export { type ListedProposal, type ListParts, type ProposalsPage, proposalsPage } from "./list-page.ts";
export type { SaidProposal } from "./making.ts";
export { proposalMigrations } from "./migrations.ts";
export { proposalKeepers } from "./moderated.ts";
export { mostWanted } from "./most-wanted.ts";
export { PendingBook } from "./pending.ts";
export { type Attempt, type ProposalPage, proposalPage, type WholeProposalPage } from "./proposal-page.ts";
export { type Proposal, type ProposalPlace, type ThreadEntry, textsOf, threadOf } from "./proposals.ts";
export { type Asked as PublicOutcome, PublicDesk } from "./public-desk.ts";
export { type Became, type OnBecame, ProposalRegister } from "./register.ts";
export { gramsOf } from "./similar.ts";
export { enterSlips, MOST_SLIPS, type SlipAnswer, type SlipsFault } from "./slips.ts";
export { type StaffDone, staffAct } from "./staff-acts.ts";
export {
  type DeskPage,
  deskPage,
  type StaffAttempt,
  type StaffProposalView,
  staffProposalPage,
  staffProposalsPage,
} from "./staff-pages.ts";
export type { StateChange, StateFault, StateOutcome } from "./state-changes.ts";
export { isOpenForEndorsement, isProposalState, PROPOSAL_STATES, type ProposalState } from "./states.ts";
export { ProposalTeller } from "./telling.ts";
export { readText } from "./texts.ts";
export {
  type WaitingProposal,
  type WaitingProposals,
  waitingProposalAppeals,
  waitingProposals,
} from "./waiting.ts";
export { readWritten, seenVersion } from "./wording.ts";
