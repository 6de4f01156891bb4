export { budgetMessages } from "./messages.ts";
export {
  countReasonText,
  type ElectionFileFault,
  electionFaultText,
  electionNoticeText,
  endowmentText,
  fileFaultText,
  moneyText,
  outcomeText,
  ruleText,
  tieText,
  voterText,
} from "./words.ts";
