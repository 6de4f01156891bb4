import type { Outcome } from "@husting/verdict";
import type { Language } from "../../web/language/index.ts";
import { outcomeName, verdictTone } from "../verdicts/words.ts";
import type { MeasureState } from "./measures.ts";
import type { ListedMeasure } from "./measures-pages.ts";
import { measureMessages } from "./messages.ts";

/** The kind in words; a kind without words is shown by its own name. */
export function kindName(language: Language, kind: string): string {
  const key = `kind.${kind}`;
  return measureMessages.has(key) ? measureMessages.t(language)(key) : kind;
}

export function stateName(language: Language, state: MeasureState): string {
  return measureMessages.t(language)(`state.${state}`);
}

/** A verdict as a tag, which says where it is not the last word. */
export function verdictTag(
  language: Language,
  verdict: { readonly outcome: Outcome; readonly isFinal: boolean },
): { readonly tone: ReturnType<typeof verdictTone>; readonly name: string } {
  const name = outcomeName(language, verdict.outcome);
  return {
    tone: verdictTone(verdict),
    name: verdict.isFinal ? name : `${name} · ${measureMessages.t(language)("verdict.so-far-short")}`,
  };
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

type Days = NonNullable<ListedMeasure["effect"]>["days"];

/** Days after a measure in words: a year only where every meter has a whole one. */
export function afterKey<Of extends "after" | "list.after">(
  { fewest, most }: Days,
  of: Of,
): `${Of}.${"year" | "days" | "unlike"}` {
  return `${of}.${fewest >= 365 ? "year" : fewest === most ? "days" : "unlike"}`;
}

export function afterCount({ fewest, most }: Days): { readonly fewest: number; readonly days: number } {
  return { fewest, days: most };
}
