import type { Formats } from "./language/format.ts";
import { defineMessages } from "./language/messages.ts";
import en from "./messages/en.json" with { type: "json" };
import sv from "./messages/sv.json" with { type: "json" };
import zh from "./messages/zh.json" with { type: "json" };

/** What the page shell says: header, footer, demo banner, error pages. */
export const shellMessages = defineMessages({ en, sv, zh });

/** A share measured in words. Nothing measured is said as that: "0 % measured" beside a sum would make the sum a zero. */
export function coverageText({ language, percent }: Formats, share: number): string {
  const t = shellMessages.t(language);
  return share > 0 ? t("coverage.share", { share: percent(share) }) : t("coverage.notMeasured");
}
