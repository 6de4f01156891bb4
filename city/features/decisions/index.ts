export {
  type BoardPage,
  type BoardPromise,
  boardCsv,
  boardPage,
  boardPromises,
  countStates,
  type StateCounts,
} from "./board.ts";
export { BodyBook } from "./bodies.ts";
export {
  type AskedQuestion,
  type AskForm,
  askedQuestions,
  type DecidedAbout,
  type DecisionPage,
  type DecisionsPage,
  decisionPage,
  decisionsOfConversation,
  decisionsOfMeasure,
  decisionsOfProposal,
  decisionsPage,
} from "./decision-pages.ts";
export { type Decision, DecisionBook } from "./decisions.ts";
export { type EasySubject, type EasyWords, easyWords, easyWordsMissing, putEasily } from "./easy-words.ts";
export { boardFeed, decisionsFeed, type FeedContext } from "./feeds.ts";
export { answerByVerdict, answerPromise, promisesOf, type SaidAnswer } from "./follow-ups.ts";
export { enterOffice, eraseName, leaveOffice } from "./holders.ts";
export { codeLetter } from "./letters.ts";
export { decisionMigrations } from "./migrations.ts";
export { questionKeeper } from "./moderated.ts";
export type { SaidOffice } from "./office-forms.ts";
export type { Outcome } from "./outcome.ts";
export type { ConversationPort, Decided, DecisionParts, ProposalPort, UnitingStatement } from "./parts.ts";
export type { PromiseState } from "./promise-state.ts";
export { type Question, QuestionBook, type QuestionParts } from "./questions.ts";
export { readDate, readLine, readMinor, readText } from "./read-text.ts";
export { type DecisionMailParts, sendDecisionMail } from "./reminders.ts";
export { checkedMark, type SaidDecision, type SaidPromise } from "./said-decision.ts";
export {
  type BodiesPage,
  type BodyPage,
  bodiesPage,
  bodyPage,
  newDecisionPage,
  type StaffDecisionPage,
  staffDecisionPage,
  staffPromisePage,
  staffPromisesPage,
} from "./staff-pages.ts";
export { tiePromises } from "./tying.ts";
export type { QuestionSubject, SaidQuestion } from "./why.ts";
export { answerQuestion, withholdWords } from "./why-answers.ts";
export { answererOfProposal, type WhySection, whyOfProposal } from "./why-section.ts";
