import { monthStarts } from "@husting/series";
import type { ClaimWithDays } from "./claims/claim.ts";
import type { Days } from "./daily.ts";
import type { EnergyDetail } from "./results.ts";
import { DAY_MS } from "./statement.ts";

/** A meter month by month: what was used, what was expected of the same days, and how much of the month was measured. */
export function monthsOf(
  zone: string,
  days: Days,
  useKwh: Float64Array,
  reporting: ClaimWithDays["reporting"],
): EnergyDetail["months"] {
  const starts = monthStarts(zone, days.bounds[0]!, days.bounds.at(-1)!);
  // The claim's days are the same local days: its first one is among them.
  const firstModelled = reporting === null ? 0 : days.bounds.indexOf(reporting.firstDayMs);
  const modelledOf = (day: number): number => reporting?.modelledKwh[day - firstModelled] ?? Number.NaN;
  const out: EnergyDetail["months"][number][] = [];
  let day = 0;
  for (let month = 0; month + 1 < starts.length; month++) {
    const end = starts[month + 1]!;
    let kwh = 0;
    let counterfactual = 0;
    let modelled = 0;
    let measured = 0;
    for (; day < useKwh.length && days.bounds[day]! < end; day++) {
      if (Number.isNaN(useKwh[day]!)) continue;
      kwh += useKwh[day]!;
      measured++;
      const expected = modelledOf(day);
      if (Number.isNaN(expected)) continue;
      counterfactual += expected;
      modelled++;
    }
    const expected = Math.round((end - starts[month]!) / DAY_MS);
    out.push({
      startMs: starts[month]!,
      kwh: measured === 0 ? null : kwh,
      counterfactualKwh: modelled === 0 || modelled < measured ? null : counterfactual,
      measuredShare: measured / expected,
    });
  }
  return out;
}
