import { hasHiddenCharacters } from "../../web/language/index.ts";

/** What is wrong with a reason that goes on record. */
export type ReasonFault = "reason-missing" | "reason-too-long" | "reason-characters";

const LONGEST_REASON = 2_000;

export function faultOfReason(reason: string): ReasonFault | null {
  if (reason.trim() === "") return "reason-missing";
  if ([...reason].length > LONGEST_REASON) return "reason-too-long";
  return hasHiddenCharacters(reason) ? "reason-characters" : null;
}
