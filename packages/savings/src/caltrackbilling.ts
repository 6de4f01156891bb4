import { fail, ok, type Result } from "@husting/series";
import {
  balances,
  type CandidateStatus,
  type CandidateSums,
  type DailyModelType,
  emptySide,
  leastDegreeDays,
  lowestBalanceF,
  visitCandidates,
} from "./dailycandidates.ts";
import { type DailyLine, inUnit } from "./dailyline.ts";
import { type PublishedBand, type PublishedBands, publishedBands } from "./publishedband.ts";
import { type FitStatistics, fitStatistics } from "./statistics.ts";
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
  | { readonly code: "constant-use"; readonly valueKwh: number }
  | { readonly code: "no-qualified-model" };

export interface BillingModel extends DailyLine {
  readonly method: "caltrack-2.0-billing";
  readonly type: DailyModelType;
  readonly temperatureUnit: TemperatureUnit;
  readonly inUserUnit: DailyLine;
  /** Adjusted R² of the weighted regression on use a day, by which the candidate was chosen. */
  readonly selectionRSquaredAdjusted: number;
  /** Statistics of the bills' totals, and of their daily averages. */
  readonly fit: FitStatistics;
  readonly averages: FitStatistics;
  readonly baseline: {
    readonly billsCounted: number;
    readonly billsGiven: number;
    readonly daysCounted: number;
  };
  readonly sufficiency: "met" | "waived";
}

export interface BillingCandidate {
  readonly type: DailyModelType;
  readonly status: CandidateStatus;
  readonly heatingBalanceF: number | undefined;
  readonly coolingBalanceF: number | undefined;
  readonly estimate:
    | {
        readonly rSquaredAdjusted: number;
        readonly intercept: number;
        readonly betaHdd: number;
        readonly betaCdd: number;
      }
    | undefined;
}

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

const tie = 1e-12;

/**
 * CalTRACK 2.0 billing (3.2–3.4, monthly and bimonthly) as openeemeter 3.2.0 computes it: weighted least squares of use
 * a day on the bill's mean daily degree days, weights the days with temperature; candidates and choice as in the daily
 * method, but without the ten-day minimum. Coefficients are kWh a day and per °F; `betaHdd` heats, `betaCdd` cools.
 */
export function fitCaltrackBilling(input: BillingInput): Result<BillingModel, BillingReason> {
  const read = readBills(input);
  if (!read.ok) return read;
  const { bills, sums } = read.value;
  let type: DailyModelType = "intercept_only";
  let best = Number.NEGATIVE_INFINITY;
  let heatingF = -1;
  let coolingF = -1;
  let coefficients = { intercept: Number.NaN, betaHdd: 0, betaCdd: 0 };
  visitCandidates(
    sums,
    allowed(input),
    (candidate, heating, cooling, status, adjusted, intercept, betaHdd, betaCdd) => {
      if (status !== "qualified" || !(adjusted > best + tie)) return;
      type = candidate;
      best = adjusted;
      heatingF = heating;
      coolingF = cooling;
      coefficients = { intercept, betaHdd, betaCdd };
    },
  );
  if (best === Number.NEGATIVE_INFINITY) return fail({ code: "no-qualified-model" });
  const line: DailyLine = {
    coefficients,
    balancePoints: {
      heating: heatingF < 0 ? undefined : heatingF,
      cooling: coolingF < 0 ? undefined : coolingF,
      unit: "F",
    },
  };
  const n = bills.count;
  const average = new Float64Array(n);
  const total = new Float64Array(n);
  const observed = new Float64Array(n);
  for (let i = 0; i < n; i++) {
    average[i] = coefficients.intercept;
    if (heatingF >= 0)
      average[i]! += coefficients.betaHdd * bills.hdd[i * balances + heatingF - lowestBalanceF]!;
    if (coolingF >= 0)
      average[i]! += coefficients.betaCdd * bills.cdd[i * balances + coolingF - lowestBalanceF]!;
    total[i] = average[i]! * bills.days[i]!;
    observed[i] = bills.perDayKwh[i]! * bills.days[i]!;
  }
  const parameters = (heatingF < 0 ? 0 : 1) + (coolingF < 0 ? 0 : 1);
  return ok({
    method: "caltrack-2.0-billing",
    type,
    ...line,
    temperatureUnit: input.temperatureUnit,
    inUserUnit: inUnit(line, input.temperatureUnit),
    selectionRSquaredAdjusted: best,
    fit: fitStatistics(observed, total, parameters),
    averages: fitStatistics(bills.perDayKwh, average, parameters),
    baseline: { billsCounted: n, billsGiven: input.useKwh.length, daysCounted: sums.days },
    sufficiency: input.sufficiency === "waived" ? "waived" : "met",
  });
}

/** Every candidate with its status, in openeemeter's order. */
export function caltrackBillingCandidates(input: BillingInput): Result<BillingCandidate[], BillingReason> {
  const read = readBills(input);
  if (!read.ok) return read;
  const table: BillingCandidate[] = [];
  visitCandidates(
    read.value.sums,
    allowed(input),
    (type, heating, cooling, status, rSquaredAdjusted, intercept, betaHdd, betaCdd) => {
      table.push({
        type,
        status,
        heatingBalanceF: heating < 0 ? undefined : heating,
        coolingBalanceF: cooling < 0 ? undefined : cooling,
        estimate: status === "not-attempted" ? undefined : { rSquaredAdjusted, intercept, betaHdd, betaCdd },
      });
    },
  );
  return ok(table);
}

export interface BillingAvoidedUse {
  readonly observed: number;
  readonly counterfactual: number;
  readonly avoided: number;
  readonly parts: { readonly base: number; readonly heating: number; readonly cooling: number };
  readonly publishedBand: PublishedBand;
  readonly publishedBands: PublishedBands;
  readonly coverage: {
    readonly daysCounted: number;
    readonly daysExpected: number;
    readonly billsCounted: number;
  };
  /** By bill; NaN where the bill does not count. */
  readonly bills: { readonly counterfactual: Float64Array; readonly avoided: Float64Array };
}

/** Avoided use of the reporting period's bills under a billing baseline (CalTRACK 2.0, 3.5.1). */
export function avoidedUseOfBills(
  model: BillingModel,
  reporting: Pick<BillingInput, "useKwh" | "firstDay" | "temperature">,
): Result<BillingAvoidedUse, BillingReason> {
  const input: BillingInput = { ...reporting, temperatureUnit: model.temperatureUnit, sufficiency: "waived" };
  const readable = checkReadable(input);
  if (!readable.ok) return readable;
  const n = reporting.useKwh.length;
  const counterfactualByBill = new Float64Array(n).fill(Number.NaN);
  const avoidedByBill = new Float64Array(n).fill(Number.NaN);
  const { intercept, betaHdd, betaCdd } = model.coefficients;
  const heatingF = model.balancePoints.heating;
  const coolingF = model.balancePoints.cooling;
  let observed = 0;
  let base = 0;
  let heating = 0;
  let cooling = 0;
  let billsCounted = 0;
  let daysCounted = 0;
  for (let bill = 0; bill < n; bill++) {
    const from = reporting.firstDay[bill]!;
    const to = reporting.firstDay[bill + 1]!;
    let days = 0;
    let hdd = 0;
    let cdd = 0;
    for (let day = from; day < to; day++) {
      const t = toFahrenheit(reporting.temperature[day]!, model.temperatureUnit);
      if (Number.isNaN(t)) continue;
      days++;
      if (heatingF !== undefined) hdd += Math.max(0, heatingF - t);
      if (coolingF !== undefined) cdd += Math.max(0, t - coolingF);
    }
    const use = reporting.useKwh[bill]!;
    if (Number.isNaN(use) || days < billingLimits.temperatureShare * (to - from)) continue;
    // Days without temperature are taken to be like the bill's other days.
    const scale = (to - from) / days;
    const baseKwh = intercept * (to - from);
    const heatingKwh = betaHdd * hdd * scale;
    const coolingKwh = betaCdd * cdd * scale;
    counterfactualByBill[bill] = baseKwh + heatingKwh + coolingKwh;
    avoidedByBill[bill] = counterfactualByBill[bill]! - use;
    observed += use;
    base += baseKwh;
    heating += heatingKwh;
    cooling += coolingKwh;
    billsCounted++;
    daysCounted += to - from;
  }
  if (billsCounted === 0) return fail({ code: "too-few-bills", have: 0, need: 1 });
  const daysExpected = reporting.firstDay[n]! - reporting.firstDay[0]!;
  // The published formula counts months, so that bimonthly bills weigh as much as monthly ones.
  const months = Math.max(1, Math.round(daysExpected / 30));
  const bands = publishedBands(model.fit, { periods: months, meanKwh: observed / billsCounted }, "billing");
  const counterfactual = base + heating + cooling;
  return ok({
    observed,
    counterfactual,
    avoided: counterfactual - observed,
    parts: { base, heating, cooling },
    publishedBand: bands.fsu,
    publishedBands: bands,
    coverage: { daysCounted, daysExpected, billsCounted },
    bills: { counterfactual: counterfactualByBill, avoided: avoidedByBill },
  });
}

function allowed(input: BillingInput): { heating: boolean; cooling: boolean } {
  return { heating: input.candidates?.heating ?? true, cooling: input.candidates?.cooling ?? true };
}

interface Bills {
  readonly count: number;
  readonly perDayKwh: Float64Array;
  /** Days with temperature: the weights. */
  readonly days: Float64Array;
  /** Mean daily degree days, [bill · 61 + balance point]. */
  readonly hdd: Float64Array;
  readonly cdd: Float64Array;
}

function checkReadable(input: BillingInput): Result<undefined, BillingReason> {
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

function readBills(input: BillingInput): Result<{ bills: Bills; sums: CandidateSums }, BillingReason> {
  const readable = checkReadable(input);
  if (!readable.ok) return readable;
  const { useKwh, firstDay } = input;
  const given = useKwh.length;
  const perDayKwh = new Float64Array(given);
  const days = new Float64Array(given);
  const hdd = new Float64Array(given * balances);
  const cdd = new Float64Array(given * balances);
  let count = 0;
  let weight = 0;
  let weighted = 0;
  for (let bill = 0; bill < given; bill++) {
    const from = firstDay[bill]!;
    const length = firstDay[bill + 1]! - from;
    if (Number.isNaN(useKwh[bill]!)) continue;
    if (length < billingLimits.shortestBillDays || length > billingLimits.longestBillDays) continue;
    const kept = addDegreeDays(input, from, from + length, hdd, cdd, count * balances);
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
): number {
  let kept = 0;
  for (let day = from; day < to; day++) {
    const t = toFahrenheit(input.temperature[day]!, input.temperatureUnit);
    if (Number.isNaN(t)) continue;
    kept++;
    for (let b = 0; b < balances; b++) {
      const under = lowestBalanceF + b - t;
      if (under > 0) hdd[offset + b]! += under;
      else cdd[offset + b]! -= under;
    }
  }
  for (let b = 0; b < balances && kept > 0; b++) {
    hdd[offset + b]! /= kept;
    cdd[offset + b]! /= kept;
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
  for (const [side, degreeDays] of [
    [heating, hdd],
    [cooling, cdd],
  ] as const) {
    for (let b = 0; b < balances; b++) {
      let sum = 0;
      let squares = 0;
      let product = 0;
      for (let i = 0; i < count; i++) {
        const x = degreeDays[i * balances + b]!;
        const wx = days[i]! * x;
        sum += wx;
        squares += wx * x;
        product += wx * (perDayKwh[i]! - meanKwh);
      }
      side.sum[b] = sum;
      side.sxx[b] = squares - (sum * sum) / weight;
      side.sxy[b] = product;
      side.estimable[b] = sum >= leastDegreeDays && side.sxx[b]! > 1e-10 * squares ? 1 : 0;
    }
  }
  for (let i = 0; i < count; i++) {
    for (let h = 0; h < balances; h++) {
      const wx = days[i]! * hdd[i * balances + h]!;
      if (wx === 0) continue;
      for (let c = h; c < balances; c++) cross[h * balances + c]! += wx * cdd[i * balances + c]!;
    }
  }
  return { observations: count, days: weight, meanKwh, syy, heating, cooling, cross };
}
