import { fail, ok, type Result, type UnitSymbol } from "@husting/series";
import { type ConsumptionReason, misfitOf, unusedAnswers } from "./consumption.ts";
import type { Answer, Finding, Quarantined, Question } from "./findings.ts";
import { readIntervals } from "./interval.ts";
import type { Installation, IntervalReadings } from "./model.ts";

/**
 * Amounts used, each over its own time, in columns of equal length and in order of time. `amount` is in the declared
 * unit, after the multiplier; `estimated` is 1 where nobody measured it.
 */
export interface IntervalAmounts {
  readonly fromMs: Float64Array;
  readonly toMs: Float64Array;
  readonly amount: Float64Array;
  readonly estimated: Uint8Array;
  readonly quarantined: readonly Quarantined[];
  readonly questions: readonly Question[];
  readonly findings: readonly Finding[];
}

/**
 * What interval readings say was used, not laid on regular steps: for readings of local days, of which some have 23 and
 * some 25 hours, and for whoever sums them by other periods. What `consumption` leaves out or quarantines is left out
 * and quarantined here too.
 * @param installations the point's meters, in any order; there may be none.
 */
export function intervalAmounts(
  installations: readonly Installation[],
  readings: IntervalReadings,
  { unit, answers = [] }: { readonly unit: UnitSymbol; readonly answers?: readonly Answer[] },
): Result<IntervalAmounts, ConsumptionReason> {
  const inOrder = installations.toSorted((a, b) => a.fromMs - b.fromMs);
  const misfit = misfitOf(inOrder);
  if (misfit !== undefined) return fail(misfit);
  const { pieces, decimals, ...read } = readIntervals(inOrder, readings, unit, answers);
  const scale = 10 ** decimals;
  const columns = {
    fromMs: new Float64Array(pieces.length),
    toMs: new Float64Array(pieces.length),
    amount: new Float64Array(pieces.length),
    estimated: new Uint8Array(pieces.length),
  };
  for (let i = 0; i < pieces.length; i++) {
    const { fromMs, toMs, counts, estimated } = pieces[i]!;
    columns.fromMs[i] = fromMs;
    columns.toMs[i] = toMs;
    columns.amount[i] = Number(counts) / scale;
    columns.estimated[i] = estimated ? 1 : 0;
  }
  return ok({
    ...columns,
    quarantined: read.quarantined,
    questions: read.questions,
    findings: [...read.findings, ...unusedAnswers(answers, read.answered)],
  });
}
