import { converter, parseUnit, units } from "@husting/series";
import type { EnergySummary } from "../savings/index.ts";

type Year = Pick<EnergySummary["year"], "kwh" | "measuredShare">;

/** Days a step of a register may take and still be held against a single year. */
const YEAR_MS = 365 * 86_400_000;

/**
 * How many of the meter's own years an amount is, where that is more than can well have been used between two readings;
 * null where it can be, and where there is no measured year to hold it against.
 * @param amount decimal text in `unit`.
 * @param overMs time between the two readings.
 */
export function implausibleYears(
  amount: string,
  unit: string,
  overMs: number,
  year: Year | null,
): number | null {
  const from = parseUnit(unit);
  const toKwh = from && converter(from, units.kWh);
  if (!toKwh?.ok || year === null || !(year.kwh > 0) || !(year.measuredShare > 0)) return null;
  // What was not measured of the year was used all the same.
  const years = toKwh.value(Number(amount)) / (year.kwh / year.measuredShare);
  // Even where twice as much is used as of late, a year takes a year.
  return years > Math.max(1, (2 * overMs) / YEAR_MS) ? years : null;
}
