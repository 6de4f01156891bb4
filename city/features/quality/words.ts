import type { Formats, Language } from "../../web/language/index.ts";
import { sourceName } from "../readings/words.ts";
import type { StandingAlarm } from "./alarms.ts";
import { qualityMessages } from "./messages.ts";
import type { ListedAlarm } from "./quality-page.ts";

/** An alarm in a sentence: "gateway-3 has been silent since 3 November: 40 points". */
export function alarmText(language: Language, format: Formats, alarm: ListedAlarm<StandingAlarm>): string {
  const t = qualityMessages.t(language);
  const since = format.date(alarm.sinceMs, "dateTime");
  const { points } = alarm;
  if (alarm.kind === "source-silent")
    return t("alarm.source-silent", { source: sourceName(language, alarm.subject), since, points });
  const building = alarm.building?.names[language] ?? t("alarm.whole-city");
  return t(`alarm.${alarm.kind}`, { building, since, points });
}
