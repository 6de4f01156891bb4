/** Quantiles of the standard normal distribution: one side of a 90 % interval, and 80 % power. */
export const z95 = 1.6448536269514722;
export const z80 = 0.8416212335729143;
export const powerShare = 0.8;

/**
 * How far the truth must lie from a bound for an interval of this half-width to stay clear of it four times in five:
 * the half-width itself, and 0.84 standard errors for the estimate's own luck.
 */
export const clearance = 1 + z80 / z95;

/**
 * Answers wanted in each of two equally large periods, so that the upper end of the 90 % interval of the difference in
 * shares dissatisfied stays under the margin with 80 % power:
 *
 * n = D · (z₀.₉₅ + z₀.₈₀)² · (p_B·(1 − p_B) + p_R·(1 − p_R)) / (margin − difference)²
 *
 * (Blackwelder, Controlled Clinical Trials 3, 1982, pp. 345–353; design effect D after Kish 1965). With 20 %
 * dissatisfied, no difference and a margin of 5 points it is 792.
 * @returns a whole number, or null when the difference is no smaller than the margin: no sample shows what is not so.
 */
export function answersPerPeriod(wanted: {
  readonly dissatisfiedShare: number;
  readonly marginPoints: number;
  /** What the measure is thought to change, 0 by default. */
  readonly differencePoints?: number;
  readonly designEffect?: number;
}): number | null {
  const before = wanted.dissatisfiedShare;
  const after = Math.min(1, Math.max(0, before + (wanted.differencePoints ?? 0) / 100));
  const gap = (wanted.marginPoints - (wanted.differencePoints ?? 0)) / 100;
  if (gap <= 0) return null;
  const variance = before * (1 - before) + after * (1 - after);
  return Math.ceil(((wanted.designEffect ?? 1) * (z95 + z80) ** 2 * variance) / gap ** 2);
}

/**
 * Answers wanted in the reporting period when the baseline's are given and cannot be added to.
 * @param gapPoints distance from the expected difference to the margin, above zero.
 * @returns null when the baseline's answers alone are too few, whatever is added.
 */
export function reportingAnswers(wanted: {
  readonly baselineShare: number;
  readonly baselineAnswers: number;
  readonly reportingShare: number;
  readonly gapPoints: number;
  readonly designEffect: number;
  /** Standard errors from the estimate to its interval's end; more than `z95` where clusters are few. */
  readonly halfWidthInErrors: number;
}): number | null {
  const allowed = (wanted.gapPoints / 100 / (wanted.halfWidthInErrors + z80)) ** 2 / wanted.designEffect;
  const spread = (share: number) => share * (1 - share);
  const left = allowed - spread(wanted.baselineShare) / wanted.baselineAnswers;
  return left > 0 ? Math.ceil(spread(wanted.reportingShare) / left) : null;
}

/**
 * Days of a reporting period wanted for an interval that is `factor` times as wide as now, when a baseline's days are
 * given: the variance goes as 1/baseline days + 1/reporting days.
 * @returns null when the baseline is too short for it.
 */
export function reportingDays(
  days: { readonly baseline: number; readonly reporting: number },
  factor: number,
): number | null {
  const left = factor ** 2 * (1 / days.baseline + 1 / days.reporting) - 1 / days.baseline;
  return left > 0 ? Math.ceil(1 / left) : null;
}

/** A year: what `interval90` is calibrated for. Drift is not less in the second year. */
export const mostEnergyWeeks = 52;

/** Half-width of avoided use over so many weeks, as a share of what would have been used. */
export interface EnergyWidth {
  /** Multiplier included; more weeks leave it as it is. */
  readonly driftShare: number;
  /** Multiplier included, over `weeks`; it falls with the root of the weeks. */
  readonly residualShare: number;
  readonly weeks: number;
}

export function energyHalfWidthShare(width: EnergyWidth, weeks: number): number {
  return Math.sqrt(width.driftShare ** 2 + (width.residualShare ** 2 * width.weeks) / weeks);
}

/**
 * Weeks of data wanted to tell a saving that lies `gapShare` from its bound, with 80 % power.
 * @returns null when a year would not do: then only a steadier baseline or more buildings help.
 */
export function energyWeeks(width: EnergyWidth, gapShare: number): number | null {
  const left = (gapShare / clearance) ** 2 - width.driftShare ** 2;
  if (left <= 0) return null;
  const weeks = Math.max(1, Math.ceil((width.residualShare ** 2 * width.weeks) / left));
  return weeks <= mostEnergyWeeks ? weeks : null;
}

/**
 * Buildings of the same kind under one measure that would tell the gap in a year.
 * @param halfWidthShare of one building over a year. @param between correlation of buildings' errors.
 * @returns null when the buildings err too much alike for any number to do.
 */
export function buildingsWanted(halfWidthShare: number, between: number, gapShare: number): number | null {
  const left = (gapShare / clearance / halfWidthShare) ** 2 - between;
  // (1 − r)/n + r is what n buildings leave of one building's variance.
  return left > 0 ? Math.max(1, Math.ceil((1 - between) / left)) : null;
}
