import type { Language } from "../../web/language/index.ts";
import { workdayMessages } from "./messages.ts";

/** A fact of an act on an inbox; undefined where it is none. */
export function workFact(language: Language, name: string, value: string): string | undefined {
  const key = name === "asideReason" ? `reason.${value}` : name === "work" ? `act.${value}` : "";
  return workdayMessages.has(key) ? workdayMessages.t(language)(key) : undefined;
}
