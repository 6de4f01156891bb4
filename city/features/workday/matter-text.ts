import type { Formats, Language } from "../../web/language/index.ts";
import { adviceName, confidenceWord } from "../climate/words.ts";
import { promiseStateWord } from "../decisions/words.ts";
import { kindName, ruleName } from "../moderation/words.ts";
import { stateName } from "../proposals/words.ts";
import { sourceName } from "../readings/words.ts";
import { isOutcome, outcomeName } from "../verdicts/words.ts";
import { workdayMessages } from "./messages.ts";
import type { Named } from "./waiting.ts";

/** What is the matter, in a few words; null where the heading says it already. */
export function matterText(language: Language, format: Formats, matter: Named["matter"]): string | null {
  const t = workdayMessages.t(language);
  switch (matter.kind) {
    case "quality":
      return t(`matter.${matter.alarm}`, {
        points: matter.points,
        source: sourceName(language, matter.source),
      });
    case "advice":
      return t("matter.advice", {
        advice: adviceName(language, matter.code),
        sure: confidenceWord(language, matter.confidence),
      });
    case "complaint":
      return matter.outsideShare === null
        ? t("matter.complaint-unmeasured")
        : t("matter.complaint", { share: format.percent(matter.outsideShare) });
    case "moderation":
      return t("matter.moderation", {
        kind: kindName(language, matter.subject),
        rule: ruleName(language, matter.rule),
        reports: matter.reports,
      });
    case "outside":
      return t("matter.outside", { share: format.percent(matter.share) });
    case "proposal":
      return t("matter.proposal", {
        state: stateName(language, matter.state as Parameters<typeof stateName>[1]),
        count: matter.endorsements,
      });
    case "promise":
      return `${promiseStateWord(language, matter.state)} · ${matter.office}`;
    case "verdict":
      return isOutcome(matter.outcome) ? outcomeName(language, matter.outcome) : matter.outcome;
    case "fault":
      return t(`matter.fault-${matter.what}`);
    case "nothing-more":
      return null;
  }
}
