import type { BillingInput } from "./bills.ts";

/**
 * Days summed to calendar months, as bills: the months that the days touch, those at the ends cut off by them. Missing
 * days of a month count as the mean of its measured ones when more than half of it was measured (CalTRACK 2.0, 2.2.2.1,
 * as openeemeter 3.2.0 applies it when it sums to a coarser step); a month measured less is a gap.
 * @param useKwh by day, NaN = not measured.
 * @param firstLocalDay days since 1970-01-01 of the first day's local date.
 */
export function calendarBills(
  useKwh: Float64Array,
  firstLocalDay: number,
): Pick<BillingInput, "useKwh" | "firstDay"> & { readonly daysMeasured: Int32Array } {
  const firstDay: number[] = [];
  const sums: number[] = [];
  const measured: number[] = [];
  let month = Number.NaN;
  for (let day = 0; day < useKwh.length; day++) {
    const own = new Date((firstLocalDay + day) * dayMs).getUTCMonth();
    if (own !== month) {
      month = own;
      firstDay.push(day);
      sums.push(0);
      measured.push(0);
    }
    if (Number.isNaN(useKwh[day]!)) continue;
    sums[sums.length - 1]! += useKwh[day]!;
    measured[measured.length - 1]! += 1;
  }
  firstDay.push(useKwh.length);
  return {
    firstDay: Int32Array.from(firstDay),
    useKwh: Float64Array.from(sums, (sum, bill) => {
      const days = firstDay[bill + 1]! - firstDay[bill]!;
      const have = measured[bill]!;
      if (have === days) return sum;
      return have > measuredShare * days ? (sum / have) * days : Number.NaN;
    }),
    daysMeasured: Int32Array.from(measured),
  };
}

const dayMs = 86_400_000;
const measuredShare = 0.5;
