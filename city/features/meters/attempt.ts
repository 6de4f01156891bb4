import type { AnswerRefusal, Choice } from "./answers.ts";
import type { ExchangeDoubt } from "./exchange.ts";
import type { ExchangeFault, SaidExchange } from "./exchange-form.ts";

/** What was tried and not done, for the page that comes again: what was filled in, and why, or what has to be confirmed. */
export interface MeterAttempt {
  readonly said: SaidExchange | null;
  readonly fault: ExchangeFault | null;
  readonly doubts: readonly ExchangeDoubt[];
  readonly refusal: AnswerRefusal | "exchanged-meanwhile" | "exchange-not-newest" | null;
  readonly confirm: { readonly questionId: string; readonly choice: Choice } | null;
}

export const NOTHING_TRIED: MeterAttempt = {
  said: null,
  fault: null,
  doubts: [],
  refusal: null,
  confirm: null,
};
