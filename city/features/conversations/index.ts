export { ConversationBook } from "./book.ts";
export { conversationMigrations } from "./migrations.ts";
export { isOver, textFor } from "./model.ts";
export {
  type ConversationPage,
  type ConversationParts,
  conversationPage,
  conversationsPage,
  type ListedConversation,
  type ResultsPage,
  resultsPage,
} from "./pages-data.ts";
export {
  checkPaper,
  enterPaper,
  enterPaperPage,
  paperFormPage,
  type SaidPaper,
  saidPaper,
} from "./papers.ts";
export { endKeyCookie, keyCookie, keyIn, Participants } from "./participants.ts";
export { Releases } from "./releases.ts";
export {
  type StaffParts,
  staffConversationAct,
  staffConversationPage,
  staffConversationsPage,
} from "./staff-pages.ts";
export { TakingPart } from "./taking-part.ts";
