import { fail, ok, type Result } from "@husting/series";

export type RunningMeanReason =
  | { readonly code: "too-few-days"; readonly measured: number; readonly needed: number }
  | { readonly code: "bad-alpha"; readonly alpha: number };

/** Days behind today in the mean; a week holds 79 % of the endless series' weight at α = 0.8. */
const days = 7;
const neededDays = 5;

/**
 * Exponentially weighted running mean of the outdoor temperature, °C: yesterday weighs 1, the day before α, and so on
 * over seven days, divided by the weights of the days that were measured.
 * @param dailyMeansC yesterday first; NaN where a day was not measured. Five of the seven days are needed.
 * @param alpha 0.8 in EN 16798-1:2019 (equation B.1 of annex B); ASHRAE 55 allows 0.6 to 0.9.
 */
export function runningMeanOutdoorC(
  dailyMeansC: ArrayLike<number>,
  alpha = 0.8,
): Result<number, RunningMeanReason> {
  if (!(alpha >= 0 && alpha < 1)) return fail({ code: "bad-alpha", alpha });
  let sum = 0;
  let weights = 0;
  let measured = 0;
  for (let day = 0, weight = 1; day < days; day++, weight *= alpha) {
    const value = day < dailyMeansC.length ? dailyMeansC[day]! : Number.NaN;
    if (!Number.isFinite(value)) continue;
    sum += weight * value;
    weights += weight;
    measured++;
  }
  if (measured < neededDays || weights === 0)
    return fail({ code: "too-few-days", measured, needed: neededDays });
  return ok(sum / weights);
}

/**
 * What people wear, clo, by the outdoor temperature at six in the morning (Schiavon and Lee 2013, Building and
 * Environment 59, 250–260; ASHRAE 55-2020, section 5.2.2.2). A mean over offices, no person's clothes.
 */
export function clothingByOutdoorClo(outdoorC: number): number {
  if (outdoorC < -5) return 1;
  if (outdoorC < 5) return 0.818 - 0.0364 * outdoorC;
  if (outdoorC < 26) return 10 ** (-0.1635 - 0.0066 * outdoorC);
  return outdoorC >= 26 ? 0.46 : Number.NaN;
}

/**
 * Predicted percentage, %, dissatisfied with air that is warmer at the head than at the feet, of people who would vote
 * `pmv` as a whole. Source: Liu, Schiavon, Kabanshi and Nazaroff 2017 (Indoor Air 27, 1097–1109), ASHRAE 55-2020,
 * section 5.3.5.3; the standard accepts up to 5 %.
 * @param gradientKPerM air temperature at head height less that at the ankles, per metre
 */
export function verticalGradientPpd(pmv: number, gradientKPerM: number): number {
  const odds = Math.exp(0.13 * (pmv - 1.91) ** 2 + 0.15 * gradientKPerM - 1.6);
  return Math.max(0, 100 * (odds / (1 + odds) - 0.345));
}
