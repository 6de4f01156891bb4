export {
  askable,
  type CodePage,
  enterSlipsPage,
  type HelpPage,
  paperQuestionPage,
  type SaidPaperQuestion,
  type ServiceDeskPage,
  slipsPage,
} from "./desk-pages.ts";
export { formCode } from "./form-codes.ts";
export { type Invited, invitationPage } from "./invitations.ts";
export { authorSlipPage, noticePage, posterPage, type Way, type WhyFormPage, wayTo } from "./print-pages.ts";
export { HelpDesk, type Seated, type Visit } from "./visits.ts";
export { IDLE_MINUTES } from "./waiting.ts";
export { askedOf, codeOf, deskPlace, type Opening, publicPlace, type WhereParts } from "./where.ts";
