import type { Formats, Language } from "../../web/language/index.ts";
import { meterMessages } from "./messages.ts";

const INSTANT = "\\d{4}-\\d{2}-\\d{2}T[\\d:.]+Z";
const NUMBER = "-?\\d+(?:\\.\\d+)?";
/** The ids of questions as metering and savings write them; a serial number may hold strokes of its own. */
const REGISTER = new RegExp(`/(${INSTANT})/(${NUMBER})/(${INSTANT})/(${NUMBER})$`);
const INTERVAL = new RegExp(`/(${INSTANT})/(${NUMBER})$`);
const EVENT = /^event\/(\d{4}-\d{2}-\d{2})\/(\d{4}-\d{2}-\d{2})$/;

/** What a question was about, from its id: the question itself is gone once it is answered. */
export function questionText(language: Language, format: Formats, unit: string, questionId: string): string {
  const t = meterMessages.t(language);
  const amount = (text: string): string => format.withUnit(format.decimal(text), unit);
  const at = (text: string): string => format.date(Date.parse(text), "dateTime");
  const [, from = "", before = "", to = "", after = ""] = REGISTER.exec(questionId) ?? [];
  if (isInstant(from) && isInstant(to))
    return t("about.register", { before: amount(before), after: amount(after), from: at(from), to: at(to) });
  const [, start = "", used = ""] = INTERVAL.exec(questionId) ?? [];
  if (isInstant(start)) return t("about.interval", { amount: amount(used), from: at(start) });
  const [, first = "", last = ""] = EVENT.exec(questionId) ?? [];
  if (isInstant(first) && isInstant(last))
    return t("about.event", { from: format.plainDate(first), to: format.plainDate(last) });
  return t("about.unknown");
}

function isInstant(text: string): boolean {
  return text !== "" && !Number.isNaN(Date.parse(text));
}
