import { cambridgeRecord, portfolioInterval90 } from "@husting/savings";
import type { SavingsClaim } from "./claim.ts";
import type { ClaimEvent } from "./events.ts";

/** One meter of a portfolio: a claim in one line, or why there is none. Energy in kWh; null where there is no claim. */
export interface PortfolioRow {
  readonly building: string;
  readonly carrier: string;
  readonly file: string;
  /** In words; null where there is a claim. */
  readonly reason: string | null;
  readonly observedKwh: number | null;
  readonly counterfactualKwh: number | null;
  readonly avoidedKwh: number | null;
  readonly avoidedShare: number | null;
  readonly interval90LowKwh: number | null;
  readonly interval90HighKwh: number | null;
  readonly publishedBandKwh: number | null;
  readonly baselineCvrmse: number | null;
  readonly baselineFrom: string | null;
  readonly baselineTo: string | null;
  readonly baselineMeasuredShare: number | null;
  readonly reportingFrom: string | null;
  readonly reportingTo: string | null;
  readonly reportingMeasuredShare: number | null;
  readonly events: readonly ClaimEvent[];
}

interface Named {
  readonly building: string;
  readonly carrier: string;
  readonly file: string;
}

export function claimRow({ building, carrier, file }: Named, claim: SavingsClaim): PortfolioRow {
  const { savings, coverage, fit } = claim;
  return {
    building,
    carrier,
    file,
    reason: null,
    observedKwh: savings.observed,
    counterfactualKwh: savings.counterfactual,
    avoidedKwh: savings.value,
    avoidedShare: savings.share,
    interval90LowKwh: savings.interval90.low,
    interval90HighKwh: savings.interval90.high,
    publishedBandKwh: savings.publishedBand?.value ?? null,
    baselineCvrmse: fit.cvrmse,
    baselineFrom: coverage.baseline.from,
    baselineTo: coverage.baseline.to,
    baselineMeasuredShare: coverage.baseline.share,
    reportingFrom: coverage.reporting.from,
    reportingTo: coverage.reporting.to,
    reportingMeasuredShare: coverage.reporting.share,
    events: claim.events ?? [],
  };
}

export function refusedRow({ building, carrier, file }: Named, reason: string): PortfolioRow {
  return {
    building,
    carrier,
    file,
    reason,
    observedKwh: null,
    counterfactualKwh: null,
    avoidedKwh: null,
    avoidedShare: null,
    interval90LowKwh: null,
    interval90HighKwh: null,
    publishedBandKwh: null,
    baselineCvrmse: null,
    baselineFrom: null,
    baselineTo: null,
    baselineMeasuredShare: null,
    reportingFrom: null,
    reportingTo: null,
    reportingMeasuredShare: null,
    events: [],
  };
}

/** The meters of one carrier together. */
export interface PortfolioSum {
  readonly carrier: string;
  readonly metersCounted: number;
  readonly metersGiven: number;
  readonly observedKwh: number;
  readonly counterfactualKwh: number;
  readonly avoidedKwh: number;
  readonly avoidedShare: number;
  readonly interval90LowKwh: number;
  readonly interval90HighKwh: number;
}

/**
 * Sums by carrier over the meters that have a claim. Buildings that share weather and calendar err together, so the sum's
 * half-width lies between the root of the sum of squares and the plain sum (`portfolioInterval90`). Nothing is scaled up
 * for meters without a claim; `metersCounted` of `metersGiven` says how many there are.
 */
export function portfolioSums(rows: readonly PortfolioRow[]): PortfolioSum[] {
  return [...Map.groupBy(rows, ({ carrier }) => carrier)].map(([carrier, own]) => {
    let observedKwh = 0;
    let counterfactualKwh = 0;
    const halfWidths: number[] = [];
    for (const row of own) {
      if (row.reason !== null) continue;
      observedKwh += row.observedKwh!;
      counterfactualKwh += row.counterfactualKwh!;
      halfWidths.push((row.interval90HighKwh! - row.interval90LowKwh!) / 2);
    }
    const avoidedKwh = counterfactualKwh - observedKwh;
    const halfWidth = portfolioInterval90(cambridgeRecord, Float64Array.from(halfWidths));
    return {
      carrier,
      metersCounted: halfWidths.length,
      metersGiven: own.length,
      observedKwh,
      counterfactualKwh,
      avoidedKwh,
      avoidedShare: counterfactualKwh === 0 ? 0 : avoidedKwh / counterfactualKwh,
      interval90LowKwh: avoidedKwh - halfWidth,
      interval90HighKwh: avoidedKwh + halfWidth,
    };
  });
}
