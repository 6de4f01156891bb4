import type { BuildingRegistry, Point } from "../buildings/index.ts";
import type { Person } from "../people/index.ts";
import { CHOICES, giveAnswer } from "./answers.ts";
import { type MeterAttempt, NOTHING_TRIED } from "./attempt.ts";
import { type ExchangeParts, exchangeMeter, takeBackExchange } from "./exchange.ts";
import type { SaidExchange } from "./exchange-form.ts";
import { meterPage } from "./meters-pages.ts";

/** What a form of the meter's page asks for. */
export interface MeterForm {
  readonly do: string;
  readonly question: string;
  readonly choice: string;
  /** "yes" from the page that asks whether an odd amount is meant. */
  readonly confirmed: string;
  /** The exchange to take back, by `installationKey`. */
  readonly exchange: string;
  readonly said: SaidExchange;
}

/**
 * Does what a form of the meter's page asks for.
 * @returns null when it is done, and what was tried when it is not: nothing, where no form asks that.
 */
export async function carryOut(
  parts: ExchangeParts & { readonly registry: BuildingRegistry },
  point: Point,
  form: MeterForm,
  by: Person,
): Promise<MeterAttempt | null> {
  const refused = (refusal: MeterAttempt["refusal"]): MeterAttempt | null =>
    refusal === null ? null : { ...NOTHING_TRIED, refusal };
  if (form.do === "exchange" && point.kind === "cumulative") {
    const page = await meterPage(parts, point.id);
    const outcome = await exchangeMeter(parts, point, form.said, page?.year ?? null, by);
    if (outcome.ok) return null;
    const { ok: _, ...why } = outcome;
    return { ...NOTHING_TRIED, said: form.said, ...why };
  }
  if (form.do === "take-back")
    return refused((await takeBackExchange(parts, point, form.exchange, by)) ? null : "exchange-not-newest");
  if (form.do === "withdraw") return refused(await giveAnswer(parts, point, form.question, "withdrawn", by));
  const choice = CHOICES.find((known) => known === form.choice);
  if (form.do !== "answer" || choice === undefined) return NOTHING_TRIED;
  const asked = (await meterPage(parts, point.id))?.questions.find(({ id }) => id === form.question);
  const option = asked?.options.find(({ kind }) => kind === choice);
  if (option?.implausibleYears != null && form.confirmed !== "yes")
    return { ...NOTHING_TRIED, confirm: { questionId: form.question, choice } };
  return refused(await giveAnswer(parts, point, form.question, choice, by));
}
