import type { SavingsClaim } from "./claims/claim.ts";

/**
 * CV(RMSE) of a daily baseline above which its statement is shown with a warning. 25 % is the screening limit of the
 * Site-Level NMEC Technical Guidance (LBNL, 2019, "goodness of fit"); its second limit, R² > 0.7, is not taken over,
 * because a use that does not follow the weather has no R² to reach.
 */
export const WEAK_BASELINE_CVRMSE = 0.25;

/** Whether the baseline scatters so much around its own days that what is derived from it says little. */
export function isWeakBaseline(fit: SavingsClaim["fit"]): boolean {
  return fit.cvrmse > WEAK_BASELINE_CVRMSE;
}
