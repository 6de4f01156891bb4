import type { Language } from "../../web/language/index.ts";
import type { AnswerFault, FaultOutcome, ReportFault } from "./faults.ts";
import { siteMessages } from "./messages.ts";

/** Why a report or an answer was not taken, and what to do. @param said what stands in the field. */
export function faultText(language: Language, fault: ReportFault | AnswerFault, said: string): string {
  const t = siteMessages.t(language);
  switch (fault.code) {
    case "text-missing":
      return fault.field === "answer"
        ? t("staff.fault.answer-missing")
        : fault.field === "publicText"
          ? t("staff.fault.public-missing")
          : t("fault.text-missing");
    case "text-too-long":
      return t("fault.text-too-long", { signs: [...said].length, most: fault.most });
    case "text-hidden-characters":
      return t("fault.unreadable");
    case "gone":
      return t("staff.fault.gone");
    default:
      return t(`fault.${fault.code}`);
  }
}

/** What an official called a reported fault, as a fact of the log; undefined where it is another fact. */
export function siteFact(language: Language, name: string, value: string): string | undefined {
  const key = `staff.state.${value}`;
  return name === "accessibilityFault" && siteMessages.has(key) ? siteMessages.t(language)(key) : undefined;
}

export const outcomeTone = {
  known: "warn",
  mended: "info",
  none: "neutral",
} as const satisfies Record<FaultOutcome, string>;
