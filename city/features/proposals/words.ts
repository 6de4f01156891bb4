import type { Language } from "../../web/language/index.ts";
import { eventText } from "../moderation/words.ts";
import { roleName } from "../people/words.ts";
import { proposalMessages } from "./messages.ts";
import type { ProposalState } from "./states.ts";

export function stateName(language: Language, state: ProposalState): string {
  return proposalMessages.t(language)(`state.${state}`);
}

/** No state is green: whether what was proposed did any good, its measure's verdict says. */
export const stateTone = {
  received: "neutral",
  "under-review": "info",
  accepted: "info",
  planned: "info",
  done: "neutral",
  declined: "warn",
  merged: "neutral",
} as const satisfies Record<ProposalState, string>;

/** Who did it: a role, or the proposal's author. */
export function doerName(language: Language, role: string): string {
  const key = `doer.${role}`;
  return proposalMessages.has(key) ? proposalMessages.t(language)(key) : roleName(language, role);
}

/** A fact of the log about proposals in words; what has none is shown as it is. */
export function proposalFact(language: Language, name: string, value: string): string {
  const key = name === "before" ? `state.${value}` : `${name}.${value}`;
  return proposalMessages.has(key) ? proposalMessages.t(language)(key) : value;
}

/** What happened to a text under which rule: `hidden/threats/proposal`, as the thread's entry has it. */
export function moderatedText(language: Language, about: string | null): string {
  const [event = "", rule = "", of = ""] = (about ?? "").split("/");
  return eventText(language, event, rule, of);
}
