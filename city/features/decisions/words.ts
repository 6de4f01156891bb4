import type { Formats, Language } from "../../web/language/index.ts";
import { decisionMessages } from "./messages.ts";
import type { Holder } from "./office.ts";
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

/** What a fact of the log about a decision says in words; undefined where it is none of ours. */
export function factWord(language: Language, name: string, value: string): string | undefined {
  const prefix = {
    voting: "votes.",
    field: "field.",
    evidence: "evidence.",
    state: "state.",
    why: "withheld-for.",
    seat: "seat.",
  };
  if (!Object.hasOwn(prefix, name)) return undefined;
  const key = `${prefix[name as keyof typeof prefix]}${value}`;
  return decisionMessages.has(key) ? decisionMessages.t(language)(key) : undefined;
}

/** An amount in the hundredths of a currency. */
export function moneyText(format: Formats, minor: number, currency: string): string {
  const amount = minor % 100 === 0 ? format.count(minor / 100) : format.number(minor / 100, { decimals: 2 });
  return format.withUnit(amount, currency);
}

/** Somebody in office by name; a substitute is said to be one. */
export function memberName(language: Language, { name, seat }: Pick<Holder, "name" | "seat">): string {
  const t = decisionMessages.t(language);
  const shown = name ?? t("member.erased");
  return seat === "substitute" ? t("member.substitute", { name: shown }) : shown;
}

/** What is wrong with a form's field. */
export function faultText(language: Language, code: string): string {
  const key = `fault.${code}`;
  return decisionMessages.has(key) ? decisionMessages.t(language)(key) : code;
}
