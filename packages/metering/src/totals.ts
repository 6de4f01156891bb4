import type { Decimal } from "@husting/series";
import type { Consumption } from "./consumption.ts";

/** What is known of one period, exactly. */
export interface PeriodTotal {
  readonly fromMs: number;
  readonly toMs: number;
  /** Steps and spans that lie wholly in the period. Nothing is filled in. */
  readonly amount: Decimal;
  /** Shares of the period's time whose amount was measured, and was estimated; the rest is a gap. */
  readonly measuredShare: number;
  readonly estimatedShare: number;
  /** Amounts over times that reach across the period's bounds: known, but not how much of it falls here. */
  readonly across: Decimal;
  /** True when a span in the period holds only the least that was used. */
  readonly atLeast: boolean;
}

/**
 * Exact totals of periods (days, months: bounds from `dayStarts`, `monthStarts`), for meters read by the hour and meters
 * read by the month alike. A total says what share of its time was measured and what share estimated.
 * @param bounds increasing instants, n + 1 of them for n periods.
 */
export function periodTotals(consumption: Consumption, bounds: Float64Array): PeriodTotal[] {
  const { series, counts, estimated, spans, decimals } = consumption;
  const { startMs, stepMs, values } = series;
  const totals: PeriodTotal[] = [];
  let firstSpan = 0;
  for (let period = 0; period + 1 < bounds.length; period++) {
    const fromMs = bounds[period]!;
    const toMs = bounds[period + 1]!;
    let amount = 0n;
    let across = 0n;
    let atLeast = false;
    let measuredMs = 0;
    let estimatedMs = 0;
    const touch = (
      pieceFromMs: number,
      pieceToMs: number,
      pieceCounts: bigint,
      isEstimate: boolean,
    ): void => {
      if (pieceFromMs < fromMs || pieceToMs > toMs) {
        across += pieceCounts;
        return;
      }
      amount += pieceCounts;
      if (isEstimate) estimatedMs += pieceToMs - pieceFromMs;
      else measuredMs += pieceToMs - pieceFromMs;
    };
    const first = Math.max(Math.floor((fromMs - startMs) / stepMs), 0);
    const end = Math.min(Math.ceil((toMs - startMs) / stepMs), values.length);
    for (let step = first; step < end; step++) {
      if (Number.isNaN(values[step]!)) continue;
      const stepFromMs = startMs + step * stepMs;
      touch(stepFromMs, stepFromMs + stepMs, counts[step]!, estimated[step] === 1);
    }
    while (firstSpan < spans.length && spans[firstSpan]!.toMs <= fromMs) firstSpan++;
    for (let i = firstSpan; i < spans.length && spans[i]!.fromMs < toMs; i++) {
      const span = spans[i]!;
      if (span.complete) {
        touch(span.fromMs, span.toMs, span.amount.mantissa, span.estimated);
      } else if (span.fromMs >= fromMs && span.toMs <= toMs) {
        amount += span.amount.mantissa;
        atLeast = true;
      } else {
        across += span.amount.mantissa;
      }
    }
    totals.push({
      fromMs,
      toMs,
      amount: { mantissa: amount, decimals },
      measuredShare: measuredMs / (toMs - fromMs),
      estimatedShare: estimatedMs / (toMs - fromMs),
      across: { mantissa: across, decimals },
      atLeast,
    });
  }
  return totals;
}
