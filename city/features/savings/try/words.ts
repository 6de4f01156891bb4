import type { Rejection } from "../../../stores/readings/contract.ts";
import { formats, type Language, visibleText } from "../../../web/language/index.ts";
import { rejectionWords } from "../../readings/words.ts";
import { claimReasonText } from "../claims/reasons.ts";
import type { FileNotice } from "../files/meter-file.ts";
import type { TrialPage } from "./page.ts";
import type { TrialFile } from "./statement.ts";
import { trialMessages } from "./trial-messages.ts";

/** What is wrong, and what can be done about it. */
export function trialFaultText(language: Language, fault: NonNullable<TrialPage["fault"]>): string {
  const t = trialMessages.t(language);
  if ("field" in fault || fault.code === "too-many" || fault.code === "no-weather")
    return t(`fault.${fault.code}`);
  if (fault.code === "no-claim") return claimReasonText(language, fault.reason);
  const file = t(`file.${fault.file}`);
  if (fault.code === "layout") return t("fault.layout", { file, found: visibleText(fault.found) });
  const { fault: why } = fault;
  if (why.code === "unreadable") return `${file}: ${rejectionText(language, why.rejection)}`;
  if (why.code === "unlikely-temperatures")
    return t("fault.unlikely-temperatures", {
      ...{ above: why.above, unit: why.unit },
      share: formats(language, "UTC").percent(why.share),
    });
  return t(`fault.${why.code}`, { file });
}

/** What has to be known of a file that was read. */
export function trialNoticeText(
  language: Language,
  zone: string,
  file: TrialFile,
  notice: FileNotice,
): string {
  const t = trialMessages.t(language);
  const format = formats(language, zone);
  const name = t(`file.${file}`);
  switch (notice.code) {
    case "row-left-out":
      return `${name}: ${rejectionText(language, notice.rejection)}`;
    case "zeros":
      return t("notice.zeros", { file: name, runs: notice.runs, first: format.date(notice.firstMs) });
    case "register-finding":
      return t("notice.register-finding", {
        ...{ file: name, finding: notice.finding },
        at: format.date(notice.atMs),
      });
    default:
      return t(`notice.${notice.code}`, { file: name, count: notice.count });
  }
}

function rejectionText(language: Language, rejection: Rejection): string {
  const { where, why } = rejectionWords(language, rejection);
  return where === "" ? why : `${where}: ${why}`;
}
