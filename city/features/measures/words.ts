import type { Language } from "../../web/language/index.ts";
import type { MeasureState } from "./measures.ts";
import { measureMessages } from "./messages.ts";

/** The kind in words; a kind without words is shown by its own name. */
export function kindName(language: Language, kind: string): string {
  const key = `kind.${kind}`;
  return measureMessages.has(key) ? measureMessages.t(language)(key) : kind;
}

export function stateName(language: Language, state: MeasureState): string {
  return measureMessages.t(language)(`state.${state}`);
}

/** No state is green but the one that a verdict has given. */
export const stateTone = {
  planned: "neutral",
  approved: "info",
  started: "info",
  finished: "neutral",
  verified: "good",
  abandoned: "neutral",
} as const satisfies Record<MeasureState, string>;
