import { type DriftRecord, spread } from "./interval90.ts";
import type { placeboErrors } from "./placebo.ts";

/** The errors of one meter's ordinary year, from `placeboErrors`. */
export type OrdinaryYear = Pick<
  NonNullable<ReturnType<typeof placeboErrors>>,
  "fit" | "driftKwhPerDay" | "day" | "month" | "year"
>;

/**
 * What ordinary years teach about how far a baseline can be trusted: the record that `interval90` rests on. Drift is the
 * median relative error of a year as a standard deviation; each multiplier is the 90 % rank of the normalised errors of
 * that length, counted so that a new meter's error stays under it (split conformal prediction, Lei et al. 2018).
 * @param years at least ten meter-years in which nothing was done, each with a whole year predicted; with fewer than
 *   ten the 90 % rank does not exist and the largest error stands in for it.
 */
export function learnDrift(years: readonly OrdinaryYear[]): DriftRecord {
  const relative = years.map(({ year }) => Math.abs(year[0]!.errorKwh / year[0]!.counterfactualKwh));
  // Of a normal distribution the median of |x| is 0.6745 standard deviations.
  const driftShare = quantile(relative, 0.5) / 0.6745;
  const multiplier = (length: "day" | "month" | "year") =>
    quantile(
      years.flatMap(({ fit, driftKwhPerDay, ...sums }) =>
        sums[length].map((sum) => {
          const { driftKwh, residualKwh } = spread(driftShare, fit, { ...sum, driftKwhPerDay });
          return Math.abs(sum.errorKwh) / Math.hypot(driftKwh, residualKwh);
        }),
      ),
      0.9,
    );
  return {
    driftShare: Number(driftShare.toFixed(4)),
    multipliers: {
      day: Number(multiplier("day").toFixed(3)),
      month: Number(multiplier("month").toFixed(3)),
      year: Number(multiplier("year").toFixed(3)),
    },
    meterYears: years.length,
  };
}

/** Ordinary buildings of one year summed: their `interval90` half-widths, and by how much their sum was missed. */
export interface OrdinaryPortfolio {
  readonly halfWidthsKwh: Float64Array;
  readonly errorKwh: number;
}

/**
 * The correlation between buildings by which `portfolioInterval90` holds nine of ten portfolios like these (by rank, as
 * in `learnDrift`): the least one that holds each, of which the 90 % rank is taken. It is larger than the correlation of
 * errors where few buildings drift much: the root of the sum of squares of 90 % half-widths is a 90 % half-width only of
 * errors that are normal. Of many more buildings than the portfolios had it asks too much, for tails average out.
 * @param portfolios of two buildings or more, each of about as many as will be summed. @param least no less than this.
 */
export function learnBetweenBuildings(portfolios: readonly OrdinaryPortfolio[], least: number): number {
  const wanted = portfolios.map(({ halfWidthsKwh, errorKwh }) => {
    let sum = 0;
    let squares = 0;
    for (const half of halfWidthsKwh) {
      sum += half;
      squares += half * half;
    }
    return (errorKwh ** 2 - squares) / (sum ** 2 - squares);
  });
  return Math.min(1, Math.max(least, Number(quantile(wanted, 0.9).toFixed(3))));
}

function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  // The rank that a new meter's value stays under with the share asked for.
  return sorted[Math.min(sorted.length - 1, Math.ceil(share * (sorted.length + 1)) - 1)]!;
}
