export { type BoardPage, boardCsv, boardPage } from "./board.ts";
export { BodyBook } from "./bodies.ts";
export {
  type AskForm,
  type DecisionPage,
  type DecisionsOfMeasure,
  type DecisionsPage,
  decisionPage,
  decisionsOfMeasure,
  decisionsPage,
} from "./decision-pages.ts";
export { type Decision, DecisionBook } from "./decisions.ts";
export { boardFeed, decisionsFeed, type FeedContext } from "./feeds.ts";
export { answerByVerdict, answerPromise, promisesOf, type SaidAnswer } from "./follow-ups.ts";
export { enterOffice, eraseName, leaveOffice } from "./holders.ts";
export { codeLetter } from "./letters.ts";
export { decisionMigrations } from "./migrations.ts";
export type { SaidOffice } from "./office-forms.ts";
export type { Decided, DecisionParts, ProposalPort } from "./parts.ts";
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
  staffDecisionPage,
  staffPromisePage,
  staffPromisesPage,
} from "./staff-pages.ts";
export type { QuestionSubject, SaidQuestion } from "./why.ts";
export { answerQuestion, withholdWords } from "./why-answers.ts";
