import { fail, ok, type Result } from "@husting/series";
import {
  balances,
  type CandidateSums,
  emptySide,
  leastDegreeDays,
  lowestBalanceF,
  type Side,
} from "./dailycandidates.ts";
import { checkTemperatureRun } from "./sufficiency.ts";
import { type TemperatureUnit, toFahrenheit } from "./temperature.ts";

/** Bills and the daily mean temperatures under them. Bill i covers the days `firstDay[i]` up to `firstDay[i + 1]`. */
export interface BillingInput {
  /** Use of each bill; NaN = not known. */
  readonly useKwh: Float64Array;
  /** n + 1 indexes into `temperature` for n bills, increasing. */
  readonly firstDay: Int32Array;
  /** Daily mean outdoor temperature; NaN = not measured. Monthly means will not do: degree days need days. */
  readonly temperature: Float64Array;
  readonly temperatureUnit: TemperatureUnit;
  readonly candidates?: { readonly heating?: boolean; readonly cooling?: boolean };
  readonly sufficiency?: "required" | "waived";
}

export type BillingReason =
  | { readonly code: "lengths-differ"; readonly bills: number; readonly bounds: number }
  | { readonly code: "monthly-mean-temperature"; readonly bills: number; readonly temperatures: number }
  | { readonly code: "bounds-not-increasing"; readonly bill: number }
  | { readonly code: "not-finite"; readonly index: number; readonly column: "use" | "temperature" }
  | { readonly code: "negative-use"; readonly bill: number; readonly valueKwh: number }
  | { readonly code: "too-few-days"; readonly have: number; readonly need: number }
  | { readonly code: "too-few-bills"; readonly have: number; readonly need: number }
  | {
      readonly code: "temperature-missing-run";
      readonly fromDay: number;
      readonly days: number;
      readonly most: number;
    }
  | { readonly code: "constant-use"; readonly valueKwh: number }
  | { readonly code: "no-qualified-model" };

/**
 * Limits as records: a bill of 25–70 days is a month's or two months' (CalTRACK 2.0, 2.2.3.x; others are off cycle and
 * do not count); 90 % of 365 days must be under counted bills; a bill needs temperature on 90 % of its days.
 */
export const billingLimits = {
  shortestBillDays: 25,
  longestBillDays: 70,
  baselineDays: 329,
  temperatureShare: 0.9,
  leastBills: 5,
} as const;

export interface Bills {
  readonly count: number;
  readonly perDayKwh: Float64Array;
  /** Days with temperature: the weights. */
  readonly days: Float64Array;
  /** Mean daily degree days, [bill · 61 + balance point]. */
  readonly hdd: Float64Array;
  readonly cdd: Float64Array;
}

export function checkBillsReadable(input: BillingInput): Result<undefined, BillingReason> {
  const { useKwh, firstDay, temperature } = input;
  const n = useKwh.length;
  if (firstDay.length !== n + 1) return fail({ code: "lengths-differ", bills: n, bounds: firstDay.length });
  if (n > 0 && temperature.length <= n + 1 && firstDay[n]! > temperature.length) {
    return fail({ code: "monthly-mean-temperature", bills: n, temperatures: temperature.length });
  }
  for (let bill = 0; bill < n; bill++) {
    const use = useKwh[bill]!;
    if (Math.abs(use) === Number.POSITIVE_INFINITY)
      return fail({ code: "not-finite", index: bill, column: "use" });
    if (use < 0) return fail({ code: "negative-use", bill, valueKwh: use });
    const from = firstDay[bill]!;
    const to = firstDay[bill + 1]!;
    if (!(from >= 0 && to > from && to <= temperature.length))
      return fail({ code: "bounds-not-increasing", bill });
  }
  const infinite = temperature.findIndex((t) => Math.abs(t) === Number.POSITIVE_INFINITY);
  return infinite < 0 ? ok(undefined) : fail({ code: "not-finite", index: infinite, column: "temperature" });
}

export function readBills(input: BillingInput): Result<{ bills: Bills; sums: CandidateSums }, BillingReason> {
  const readable = checkBillsReadable(input);
  if (!readable.ok) return readable;
  const { useKwh, firstDay } = input;
  const given = useKwh.length;
  const perDayKwh = new Float64Array(given);
  const days = new Float64Array(given);
  const hdd = new Float64Array(given * balances);
  const cdd = new Float64Array(given * balances);
  const classes = { count: new Float64Array(balances + 1), excess: new Float64Array(balances + 1) };
  let count = 0;
  let weight = 0;
  let weighted = 0;
  for (let bill = 0; bill < given; bill++) {
    const from = firstDay[bill]!;
    const length = firstDay[bill + 1]! - from;
    if (Number.isNaN(useKwh[bill]!)) continue;
    if (length < billingLimits.shortestBillDays || length > billingLimits.longestBillDays) continue;
    const kept = addDegreeDays(input, from, from + length, hdd, cdd, count * balances, classes);
    if (kept < billingLimits.temperatureShare * length) {
      hdd.fill(0, count * balances, (count + 1) * balances);
      cdd.fill(0, count * balances, (count + 1) * balances);
      continue;
    }
    perDayKwh[count] = useKwh[bill]! / length;
    days[count] = kept;
    weight += kept;
    weighted += kept * perDayKwh[count]!;
    count++;
  }
  if (count < billingLimits.leastBills) {
    return fail({ code: "too-few-bills", have: count, need: billingLimits.leastBills });
  }
  if (input.sufficiency !== "waived" && weight < billingLimits.baselineDays) {
    return fail({ code: "too-few-days", have: weight, need: billingLimits.baselineDays });
  }
  // As with days (`dailyLimits`): 329 of 365 days would let a year without its coldest month pass.
  if (input.sufficiency !== "waived") {
    const gap = checkTemperatureRun(input.temperature.subarray(firstDay[0]!, firstDay[given]!));
    if (!gap.ok) return gap;
  }
  const bills: Bills = {
    count,
    perDayKwh: perDayKwh.subarray(0, count),
    days: days.subarray(0, count),
    hdd,
    cdd,
  };
  const sums = sumBills(bills, weight, weighted / weight);
  if (!(sums.syy > 1e-18 * sums.meanKwh * sums.meanKwh * weight)) {
    return fail({ code: "constant-use", valueKwh: sums.meanKwh });
  }
  return ok({ bills, sums });
}

/** Writes the mean daily degree days of days `from` to `to` at `offset`; returns how many had a temperature. */
function addDegreeDays(
  input: BillingInput,
  from: number,
  to: number,
  hdd: Float64Array,
  cdd: Float64Array,
  offset: number,
  classes: { readonly count: Float64Array; readonly excess: Float64Array },
): number {
  // Days fall into whole-degree classes, and degree days at each balance point are running sums over the classes.
  const { count, excess } = classes;
  count.fill(0);
  excess.fill(0);
  let kept = 0;
  for (let day = from; day < to; day++) {
    const t = toFahrenheit(input.temperature[day]!, input.temperatureUnit);
    if (Number.isNaN(t)) continue;
    const k = Math.min(Math.max(Math.floor(t) - lowestBalanceF + 1, 0), balances);
    count[k]! += 1;
    excess[k]! += t - lowestBalanceF;
    kept++;
  }
  let below = 0;
  let belowExcess = 0;
  for (let b = 0; b < balances && kept > 0; b++) {
    below += count[b]!;
    belowExcess += excess[b]!;
    hdd[offset + b] = (b * below - belowExcess) / kept;
  }
  let above = 0;
  let aboveExcess = 0;
  for (let b = balances - 1; b >= 0 && kept > 0; b--) {
    above += count[b + 1]!;
    aboveExcess += excess[b + 1]!;
    cdd[offset + b] = (aboveExcess - b * above) / kept;
  }
  return kept;
}

function sumBills(bills: Bills, weight: number, meanKwh: number): CandidateSums {
  const { count, perDayKwh, days, hdd, cdd } = bills;
  const heating = emptySide();
  const cooling = emptySide();
  const cross = new Float64Array(balances * balances);
  let syy = 0;
  for (let i = 0; i < count; i++) syy += days[i]! * (perDayKwh[i]! - meanKwh) ** 2;
  sumSide(heating, bills, hdd, weight, meanKwh);
  sumSide(cooling, bills, cdd, weight, meanKwh);
  for (let i = 0; i < count; i++) {
    const row = i * balances;
    // Products are zero outside the bill's own range of temperatures: for low h, and for all c past a certain one.
    for (let h = 0; h < balances; h++) {
      const wx = days[i]! * hdd[row + h]!;
      if (wx === 0) continue;
      for (let c = h; c < balances; c++) {
        const x = cdd[row + c]!;
        if (x === 0) break;
        cross[h * balances + c]! += wx * x;
      }
    }
  }
  return { observations: count, days: weight, meanKwh, syy, heating, cooling, cross };
}

function sumSide(side: Side, bills: Bills, degreeDays: Float64Array, weight: number, meanKwh: number): void {
  const { count, perDayKwh, days } = bills;
  for (let i = 0; i < count; i++) {
    const w = days[i]!;
    const wy = w * (perDayKwh[i]! - meanKwh);
    for (let b = 0; b < balances; b++) {
      const x = degreeDays[i * balances + b]!;
      side.sum[b]! += w * x;
      side.sxx[b]! += w * x * x;
      side.sxy[b]! += wy * x;
    }
  }
  for (let b = 0; b < balances; b++) {
    const sum = side.sum[b]!;
    const squares = side.sxx[b]!;
    side.sxx[b] = squares - (sum * sum) / weight;
    side.estimable[b] = sum >= leastDegreeDays && side.sxx[b]! > 1e-10 * squares ? 1 : 0;
  }
}
