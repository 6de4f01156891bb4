import { fail, ok, type Result } from "@husting/series";

/** A sum of degree days over the days whose temperature was measured; the others are counted, never filled in. */
export interface DegreeDays {
  readonly degreeDays: number;
  readonly daysCounted: number;
  readonly daysExpected: number;
}

export type DegreeDaysReason =
  | { readonly code: "no-temperature"; readonly daysExpected: number }
  | { readonly code: "not-finite"; readonly day: number }
  | { readonly code: "bad-first-day"; readonly firstDay: string };

/** A rule for degree days with its source; `balanceC` is the balance temperature, in °C. */
export interface DegreeDayRule {
  readonly kind: "heating" | "cooling";
  readonly balanceC: number;
  readonly source: string;
}

export const hdd18: DegreeDayRule = {
  kind: "heating",
  balanceC: 18,
  source: "GB 50176, JGJ 26: Σ max(0, 18 − T̄)",
};
export const cdd26: DegreeDayRule = {
  kind: "cooling",
  balanceC: 26,
  source: "GB 50176, JGJ 26: Σ max(0, T̄ − 26)",
};

/** Degree days of daily mean temperatures in °C (NaN = not measured) over or under any balance temperature. */
export function degreeDays(
  temperatureC: Float64Array,
  rule: Pick<DegreeDayRule, "kind" | "balanceC">,
): Result<DegreeDays, DegreeDaysReason> {
  const sign = rule.kind === "heating" ? 1 : -1;
  return sumOver(temperatureC, (t) => Math.max(0, sign * (rule.balanceC - t)));
}

const smhiBalanceC = 17;
const smhiAllYearFromMs = Date.UTC(2015, 0, 1);
// Until 2014 SMHI left out days warmer than the month's heating limit; January first.
const smhiLimitC = [17, 17, 17, 12, 10, 10, 10, 11, 12, 13, 17, 17];
const dayMs = 86_400_000;

/**
 * SMHI's heating degree days of consecutive local days of daily mean temperature (°C, NaN = not measured):
 * Σ max(0, 17 − T̄). From 2015-01-01 every day counts; before, only days with T̄ under the month's limit (April 12, May
 * to July 10, August 11, September 12, October 13, other months 17 °C).
 * @param firstDay the calendar date of the first value, `YYYY-MM-DD`.
 */
export function smhiDegreeDays(
  temperatureC: Float64Array,
  firstDay: string,
): Result<DegreeDays, DegreeDaysReason> {
  const firstMs = /^\d{4}-\d{2}-\d{2}$/.test(firstDay) ? Date.parse(`${firstDay}T00:00:00Z`) : Number.NaN;
  if (Number.isNaN(firstMs)) return fail({ code: "bad-first-day", firstDay });
  return sumOver(temperatureC, (t, day) => {
    const ms = firstMs + day * dayMs;
    if (ms < smhiAllYearFromMs && t >= smhiLimitC[new Date(ms).getUTCMonth()]!) return 0;
    return Math.max(0, smhiBalanceC - t);
  });
}

function sumOver(
  temperatureC: Float64Array,
  each: (temperatureC: number, day: number) => number,
): Result<DegreeDays, DegreeDaysReason> {
  let sum = 0;
  let counted = 0;
  for (let day = 0; day < temperatureC.length; day++) {
    const t = temperatureC[day]!;
    if (Number.isNaN(t)) continue;
    if (!Number.isFinite(t)) return fail({ code: "not-finite", day });
    sum += each(t, day);
    counted++;
  }
  if (counted === 0) return fail({ code: "no-temperature", daysExpected: temperatureC.length });
  return ok({ degreeDays: sum, daysCounted: counted, daysExpected: temperatureC.length });
}
