import { fail, ok, type Result } from "@husting/series";
import {
  type BillingInput,
  type BillingReason,
  billingLimits,
  checkBillsReadable,
  readBills,
} from "./bills.ts";
import {
  balances,
  type CandidateStatus,
  type DailyModelType,
  lowestBalanceF,
  visitCandidates,
} from "./dailycandidates.ts";
import { type DailyLine, inUnit } from "./dailyline.ts";
import { type PublishedBand, type PublishedBands, publishedBands } from "./publishedband.ts";
import { type FitStatistics, fitStatistics } from "./statistics.ts";
import { type TemperatureUnit, toFahrenheit } from "./temperature.ts";

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
  const readable = checkBillsReadable(input);
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
