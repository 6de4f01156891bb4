import type { Outcome, VerdictDocument } from "@husting/verdict";
import { energiesAlike, type Formats, type Language } from "../../web/language/index.ts";
import { verdictMessages } from "./messages.ts";

/** Green belongs to what held on all three counts, and to nothing else. */
export const outcomeTone = {
  verified: "good",
  "verified-people-not-asked": "good",
  "saved-but-indoors-got-worse": "bad",
  "no-saving-shown": "neutral",
  inconclusive: "neutral",
} as const satisfies Record<Outcome, string>;

/** What a look before the final one made of a measure has no colour: more data may change it. */
export function verdictTone({
  outcome,
  isFinal,
}: {
  readonly outcome: Outcome;
  readonly isFinal: boolean;
}): (typeof outcomeTone)[Outcome] | "neutral" {
  return isFinal ? outcomeTone[outcome] : "neutral";
}

export function outcomeName(language: Language, outcome: Outcome): string {
  return verdictMessages.t(language)(`outcome.${outcome}`);
}

/** Whether a text is an outcome that has words. */
export function isOutcome(text: string): text is Outcome {
  return Object.hasOwn(outcomeTone, text);
}

/** Percentage points as text, with its sign where it is a change. */
export function pointsText(language: Language, format: Formats, points: number, isChange = true): string {
  const number = format.number(points, { decimals: 1 });
  const sign = isChange && points > 0 && !/^\D*0\D*0*$/.test(number) ? "+" : "";
  return verdictMessages.t(language)("points", { points: `${sign}${number}` });
}

/** A quantity that rooms are judged by; one without words is shown by its own name. */
export function quantityName(language: Language, quantity: string): string {
  const key = `by.${quantity}`;
  return verdictMessages.has(key) ? verdictMessages.t(language)(key) : quantity;
}

/** What the outcome means, in a sentence or two. */
export function outcomeSentence(language: Language, format: Formats, document: VerdictDocument): string {
  const least = format.percent(document.energy.leastWorthwhileSavingShare, 0);
  return verdictMessages.t(language)(`sentence.${document.outcome}`, { least });
}

/** Avoided use with its 90 % interval, kWh. */
export interface EnergySaid {
  readonly avoidedKwh: number;
  readonly lowerKwh: number;
  readonly upperKwh: number;
  readonly counterfactualKwh: number;
}

/** How much less or more was used than expected, and how sure that is. */
export function energySentence(
  language: Language,
  format: Formats,
  { avoidedKwh, lowerKwh, upperKwh, counterfactualKwh }: EnergySaid,
): string {
  const kwh = energiesAlike(format, [avoidedKwh, lowerKwh, upperKwh]);
  return verdictMessages.t(language)(avoidedKwh >= 0 ? "energy.less" : "energy.more", {
    value: kwh(Math.abs(avoidedKwh)),
    share: format.percent(Math.abs(avoidedKwh) / counterfactualKwh, 1),
    low: kwh(lowerKwh),
    high: kwh(upperKwh),
  });
}
