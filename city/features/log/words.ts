import { type Formats, isLanguage, type Language, visibleText } from "../../web/language/index.ts";
import { shellMessages } from "../../web/shell-messages.ts";
import { budgetFact } from "../budget-votes/words.ts";
import { buildingUseName, carrierName } from "../buildings/words.ts";
import { saidWord } from "../carbon/words.ts";
import { adviceName, dismissalReasonName } from "../climate/words.ts";
import { conversationFact } from "../conversations/words.ts";
import { factWord, outcomeWord } from "../decisions/words.ts";
import { heardFact } from "../heard/words.ts";
import { moderationFact } from "../moderation/words.ts";
import { roleName } from "../people/words.ts";
import { proposalFact } from "../proposals/words.ts";
import { recordFact } from "../records/words.ts";
import { schoolFact } from "../schools/words.ts";
import { screenFact } from "../screens/words.ts";
import { siteFact } from "../site/words.ts";
import { isOutcome, outcomeName } from "../verdicts/words.ts";
import { periodWord, roomUseWord, seasonWord } from "../votes/words.ts";
import { workFact } from "../workday/words.ts";
import type { LogPage } from "./log-page.ts";
import { logMessages } from "./messages.ts";

/** An act in words; one without words is shown by its own name. */
export function actName(language: Language, act: string): string {
  const key = `act.${act}`;
  return logMessages.has(key) ? logMessages.t(language)(key) : act;
}

/** A fact of an entry for reading: its name and its value in the page's language. The signed entry keeps the original. */
export function factText(
  language: Language,
  format: Formats,
  names: Pick<LogPage, "buildings">,
  [name, value]: readonly [string, unknown],
): { readonly name: string; readonly value: string } {
  const key = `fact.${name}`;
  return {
    name: logMessages.has(key) ? logMessages.t(language)(key) : (recordFact(language, name) ?? name),
    value: valueText(language, format, names, name, value),
  };
}

function valueText(
  language: Language,
  format: Formats,
  { buildings }: Pick<LogPage, "buildings">,
  name: string,
  value: unknown,
): string {
  if (typeof value === "number") return format.number(value);
  const text = String(value);
  if (/^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(text)) return format.date(Date.parse(text), "dateTime");
  if (name === "language" && isLanguage(text)) return shellMessages.t(language)(`language.${text}`);
  const how = `how.${text}`;
  if (name === "how" && logMessages.has(how)) return logMessages.t(language)(how);
  if (name === "role") return roleName(language, text);
  if (name === "advice") return adviceName(language, text);
  if (name === "reason") return dismissalReasonName(language, text);
  if ((name === "outcome" || name === "verdict") && isOutcome(text)) return outcomeName(language, text);
  if (name === "outcome") return outcomeWord(language, text);
  const budgeted = budgetFact(language, name, text);
  if (budgeted !== undefined) return budgeted;
  const decided = factWord(language, name, text);
  if (decided !== undefined) return decided;
  const moderated = moderationFact(language, name, text);
  if (moderated !== undefined) return moderated;
  const heard = heardFact(language, name, text);
  if (heard !== undefined) return heard;
  const ofSite = siteFact(language, name, text);
  if (ofSite !== undefined) return ofSite;
  const ofConversation = conversationFact(language, name, text);
  if (ofConversation !== undefined) return ofConversation;
  const ofScreen = screenFact(language, name, text);
  if (ofScreen !== undefined) return ofScreen;
  const ofSchool = schoolFact(language, name, text);
  if (ofSchool !== undefined) return ofSchool;
  const worked = workFact(language, name, text);
  if (worked !== undefined) return worked;
  if (name === "carrier") return carrierName(language, text);
  if (name === "use") return buildingUseName(language, text);
  if (name === "tenure" || name === "conditioned" || name === "purposes")
    return saidWord(language, name, text);
  if (name === "roomUse") return roomUseWord(language, text);
  if (name === "season") return seasonWord(language, text);
  if (name === "period") return periodWord(language, text);
  if (name === "before" || name === "channel" || name === "place") return proposalFact(language, name, text);
  if (/^\d{4}-\d\d-\d\d$/.test(text)) return format.plainDate(text);
  if (name === "building") return buildings[text]?.[language] ?? text;
  if (name === "method" && text === "caltrack-daily") return "CalTRACK 2.0 daily";
  return visibleText(text);
}
