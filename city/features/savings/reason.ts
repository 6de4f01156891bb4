import type { Language } from "../../web/language/language.ts";
import { savingsMessages } from "./messages.ts";
import type { StatementReason } from "./statement.ts";

/** Why there is no statement, as a sentence. */
export function reasonText(language: Language, reason: StatementReason): string {
  const t = savingsMessages.t(language);
  if (reason.code === "no-baseline-days" || reason.code === "no-reporting-days")
    return t(`reason.${reason.code}`);
  const { code, ...facts } = reason.reason;
  return `${t(`reason.in-${reason.code}`)} ${t(`reason.${code}`, { ...facts })}`;
}
