import type { Formats, Language } from "../../web/language/index.ts";
import { decisionMessages } from "./messages.ts";
import { isDecisionOutcome } from "./outcome.ts";
import type { PromiseState } from "./promise-state.ts";

export function outcomeWord(language: Language, outcome: string): string {
  return isDecisionOutcome(outcome) ? decisionMessages.t(language)(`outcome.${outcome}`) : outcome;
}

export function promiseStateWord(language: Language, state: string): string {
  const key = `state.${state}`;
  return decisionMessages.has(key) ? decisionMessages.t(language)(key) : state;
}

/** Nothing is green but what was kept in time. */
export const promiseTone = {
  kept: "good",
  late: "warn",
  partly: "warn",
  broken: "bad",
  open: "info",
  unanswered: "bad",
} as const satisfies Record<PromiseState, string>;

/** An amount in the hundredths of a currency. */
export function moneyText(format: Formats, minor: number, currency: string): string {
  const amount = minor % 100 === 0 ? format.count(minor / 100) : format.number(minor / 100, { decimals: 2 });
  return format.withUnit(amount, currency);
}

/** What is wrong with a form's field. */
export function faultText(language: Language, code: string): string {
  const key = `fault.${code}`;
  return decisionMessages.has(key) ? decisionMessages.t(language)(key) : code;
}
